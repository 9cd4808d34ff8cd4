import {Args} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {spanFlags, targetFlags} from '../cli/flags.js'
import {showUsage} from '../project/observe/show-usage.js'
import type {ShownUsage} from '../project/observe/show-usage.js'
import {renderUsage} from '../render/usage.js'

export default class Usage extends BaseCommand<ShownUsage> {
  static override summary = 'Show what the API keys of usage plans were used for, day by day.'

  static override description = 'Values of keys are not shown. Days are those of UTC; AWS tells 90 of them at most.'

  static override args = {plan: Args.string({description: 'name or id of a usage plan (default: all)'})}

  static override flags = {...spanFlags('30d'), ...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> basic --since 7d --region eu-west-1',
    '<%= config.bin %> <%= command.id %> --query "plans[].keys[?used==`0`].name[]"',
  ]

  async run(): Promise<ShownUsage> {
    const {args, flags} = await this.parse(Usage)
    const {clients, nowMs} = await this.context.watchingAccount()
    const usage = await showUsage(clients, {...args, ...flags}, await nowMs())
    this.log(renderUsage(usage, this.terminal))
    return usage
  }
}
