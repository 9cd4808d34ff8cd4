import {Args} from '@oclif/core'
import type {Interfaces} from '@oclif/core'
import type {AccountFields, AccountNoun} from '../account/account-noun.js'
import {newName} from '../account/find-account-thing.js'
import {renderThing} from '../render/thing.js'
import type {Values} from '../resource/field.js'
import {AccountCommand} from './account-command.js'
import type {AccountChanged} from './account-command.js'
import {accountFlags} from './account-flags.js'
import {answered} from './answered.js'
import {askNewName} from './ask-new-name.js'
import {commandExamples} from './command-examples.js'
import {secretFlags} from './command-line.js'
import {fieldFlags} from './field-flags.js'
import {fillIn} from './fill-in.js'
import {noFunctions} from './no-functions.js'
import {readFields} from './read-fields.js'
import {readOffers} from './read-offers.js'
import {readSecret, secretFlag} from './secret-flag.js'

/** `apigw NOUN create NAME`: asks on a terminal for what is missing, and then says the command without questions. */
export function accountCreateCommand<Fields extends AccountFields>(noun: AccountNoun<Fields>, aliases: string[] = []) {
  const {nameIs, nameQuestion, one, examples, fields} = noun
  return class Create extends AccountCommand {
    static override aliases = aliases

    static override summary = `Create ${one}.`

    static override description = 'Asks on a terminal for what is missing.'

    static override args = {name: Args.string({description: nameIs})}

    static override flags: Interfaces.FlagInput = {...fieldFlags(fields), ...secretFlag(noun), ...accountFlags}

    static override examples = commandExamples(examples.create)

    async run(): Promise<AccountChanged> {
      const {args, flags} = await this.parse(Create)
      const clients = await this.context.clients()
      const ask = this.context.ask.bind(this.context)
      const things = await noun.list(clients)
      const check = (word: string) => newName(noun, things, word)
      const name = check(args.name ?? (await ask(askNewName({nameIs, nameQuestion, check}))))
      const offers = readOffers({clients})
      const means = {live: {kind: 'account' as const}, stdin: process.stdin, toArn: noFunctions, ask, offers}
      const given = await readFields(fields, flags, means)
      const values = await fillIn(fields, given, {...means, asked: this.context.said.length > 0})
      // Flags were parsed by the very table that the values are typed by.
      const calls = await noun.create(name, values as Values<Fields>, clients)
      const made = await this.makeChange({
        ...{noun: noun.noun, names: [name], calls, dryRun: flags['dry-run'] === true},
        ...answered(this.typed, this.context, {secrets: secretFlags(fields)}),
      })
      const secret = await readSecret(noun, flags, {clients, id: made.ids?.[name]})
      this.log(renderThing(secret, this.terminal))
      if (made.outcome === 'done' && noun.next !== undefined) this.logToStderr(noun.next(name))
      return {...made, ...secret}
    }
  }
}
