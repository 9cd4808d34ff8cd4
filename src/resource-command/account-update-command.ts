import {Args} from '@oclif/core'
import type {Interfaces} from '@oclif/core'
import type {AccountFields, AccountNoun} from '../account/account-noun.js'
import type {Values} from '../resource/field.js'
import {AccountCommand} from './account-command.js'
import type {AccountChanged} from './account-command.js'
import {accountFlags} from './account-flags.js'
import {chooseAccountThing} from './choose-account-thing.js'
import {commandExamples} from './command-examples.js'
import {fieldFlags} from './field-flags.js'
import {noFunctions} from './no-functions.js'
import {readFields} from './read-fields.js'
import {requireSomething} from './require-something.js'

/** `apigw NOUN update NAME`: what no flag names stays as it is. */
export function accountUpdateCommand<Fields extends AccountFields>(noun: AccountNoun<Fields>) {
  const {nameIs, one, examples, updatable = Object.keys(noun.fields)} = noun
  const fields: AccountFields = Object.fromEntries(
    Object.entries(noun.fields).filter(([name]) => updatable.includes(name)),
  )
  return class Update extends AccountCommand {
    static override summary = `Change ${one}.`

    static override description = 'What no flag names stays as it is; an empty value takes a setting away.'

    static override args = {name: Args.string({description: `${nameIs}, or its id`})}

    static override flags: Interfaces.FlagInput = {...fieldFlags(fields), ...accountFlags}

    static override examples = commandExamples(examples.update)

    async run(): Promise<AccountChanged> {
      const {args, flags} = await this.parse(Update)
      requireSomething(fields, flags)
      const clients = await this.context.clients()
      const ask = this.context.ask.bind(this.context)
      const found = await chooseAccountThing(noun, args.name, {clients, ask})
      const sources = {live: {kind: 'account' as const}, stdin: process.stdin, toArn: noFunctions}
      const values = await readFields(fields, flags, sources)
      // Flags were parsed by the very table that the values are typed by.
      const calls = await noun.update(found, values as Values<Fields>, clients)
      const dryRun = flags['dry-run'] === true
      return this.makeChange({noun: noun.noun, names: [found.name], calls, dryRun, before: [found]})
    }
  }
}
