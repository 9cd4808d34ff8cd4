import {Args} from '@oclif/core'
import type {Interfaces} from '@oclif/core'
import type {AccountFields, AccountNoun} from '../account/account-noun.js'
import {requireFreeName} from '../account/find-account-thing.js'
import {renderThing} from '../render/thing.js'
import type {Values} from '../resource/field.js'
import {askText} from '../ui/prompt.js'
import {AccountCommand} from './account-command.js'
import type {AccountChanged} from './account-command.js'
import {accountFlags} from './account-flags.js'
import {commandExamples} from './command-examples.js'
import {commandLine} from './command-line.js'
import {fieldFlags} from './field-flags.js'
import {fillIn} from './fill-in.js'
import {noFunctions} from './no-functions.js'
import {readFields} from './read-fields.js'
import {readSecret, secretFlag} from './secret-flag.js'

/** `apigw NOUN create NAME`: asks on a terminal for what is missing, and then says the command without questions. */
export function accountCreateCommand<Fields extends AccountFields>(noun: AccountNoun<Fields>, aliases: string[] = []) {
  const {nameIs, one, examples, fields} = noun
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
      const word = args.name ?? (await ask(this.#missingName()))
      const name = noun.toName?.(word) ?? word
      requireFreeName(noun, await noun.list(clients), name)
      const means = {live: {kind: 'account' as const}, stdin: process.stdin, toArn: noFunctions, ask}
      const given = await readFields(fields, flags, means)
      const {values, answers} = await fillIn(fields, given, {...means, asked: args.name === undefined})
      const isWizard = args.name === undefined || Object.keys(answers).length > 0
      // Flags were parsed by the very table that the values are typed by.
      const calls = await noun.create(name, values as Values<Fields>, clients)
      const asked = {id: this.id ?? '', argv: this.argv, answers, fields, args: args.name === undefined ? [name] : []}
      const made = await this.makeChange({
        ...{noun: noun.noun, names: [name], calls, dryRun: flags['dry-run'] === true},
        ...(isWizard && {command: commandLine(asked), confirm: () => this.context.confirm('Carry this out?')}),
      })
      const secret = await readSecret(noun, flags, {clients, id: made.ids?.[name]})
      this.log(renderThing(secret, this.terminal))
      if (made.outcome === 'done' && noun.next !== undefined) this.logToStderr(noun.next(name))
      return {...made, ...secret}
    }

    #missingName() {
      const question = () => askText(noun.nameQuestion, {validate: (text) => text.trim() !== '' || 'A name is needed.'})
      return {flag: `the ${nameIs}`, what: `The ${nameIs}`, question}
    }
  }
}
