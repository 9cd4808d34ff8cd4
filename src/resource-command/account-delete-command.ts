import {Args} from '@oclif/core'
import type {AccountFields, AccountNoun} from '../account/account-noun.js'
import {confirmFlag} from '../cli/flags.js'
import {AccountCommand} from './account-command.js'
import type {AccountChanged} from './account-command.js'
import {accountFlags} from './account-flags.js'
import {chooseAccountThing} from './choose-account-thing.js'
import {commandExamples} from './command-examples.js'

/** `apigw NOUN delete NAME`: wants the name typed. */
export function accountDeleteCommand<Fields extends AccountFields>(noun: AccountNoun<Fields>) {
  const {nameIs, one, examples} = noun
  return class Delete extends AccountCommand {
    static override summary = `Delete ${one}.`

    static override description = 'Wants the name typed.'

    static override args = {name: Args.string({description: `${nameIs}, or its id`})}

    static override flags = {...accountFlags, ...confirmFlag}

    static override examples = commandExamples(examples.delete)

    async run(): Promise<AccountChanged> {
      const {args, flags} = await this.parse(Delete)
      const clients = await this.context.clients()
      const ask = this.context.ask.bind(this.context)
      const found = await chooseAccountThing(noun, args.name, {clients, ask})
      const {name} = found
      return this.makeChange({
        ...{noun: noun.noun, names: [name], calls: await noun.remove(found, clients)},
        ...{dryRun: flags['dry-run'], before: [found]},
        confirm: () => this.context.confirmName(name, `Delete ${noun.noun} ${name}?`, flags.confirm),
      })
    }
  }
}
