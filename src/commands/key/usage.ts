import {Args} from '@oclif/core'
import {key} from '../../account/key.js'
import {BaseCommand} from '../../cli/base-command.js'
import {spanFlags, targetFlags} from '../../cli/flags.js'
import {showKeyUsage} from '../../project/observe/show-usage.js'
import type {ShownUsage} from '../../project/observe/show-usage.js'
import {renderUsage} from '../../render/usage.js'
import {chooseAccountThing} from '../../resource-command/choose-account-thing.js'

export default class KeyUsage extends BaseCommand<ShownUsage> {
  static override summary = 'Show what one API key was used for, day by day, in each of its usage plans.'

  static override description = 'Days are those of UTC; AWS tells 90 of them at most.'

  static override args = {name: Args.string({description: 'name of the API key, or its id'})}

  static override flags = {...spanFlags('30d'), ...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> acme',
    '<%= config.bin %> <%= command.id %> acme --since 7d --query "sum(plans[].keys[].used)"',
  ]

  async run(): Promise<ShownUsage> {
    const {args, flags} = await this.parse(KeyUsage)
    const {clients, nowMs} = await this.context.watchingAccount()
    const {id} = await chooseAccountThing(key, args.name, {clients, ask: this.context.ask.bind(this.context)})
    const usage = await showKeyUsage(clients, id, flags, await nowMs())
    this.log(renderUsage(usage, this.terminal))
    return usage
  }
}
