import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {planDashboard} from '../../project/observe/stage-dashboard.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'
import {answered} from '../../resource-command/answered.js'

export default class DashboardCreate extends AccountCommand {
  static override summary = 'Make a CloudWatch dashboard for a stage: requests, errors, latencies, cache.'

  static override description = 'The same command again changes a dashboard of that name to what it should be.'

  static override args = {...apiArg}

  static override flags = {
    name: Flags.string({description: 'name of the dashboard (default: those of the API and the stage)'}),
    ...accountFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> pets --stage prod --name team-store --dry-run',
  ]

  async run(): Promise<AccountChanged> {
    const {args, flags} = await this.parse(DashboardCreate)
    const watching = await this.context.watching()
    const wanted = await planDashboard(watching, {...args, ...flags})
    const how = {dryRun: flags['dry-run'], ...answered(this.typed, this.context)}
    return this.makeChange({noun: 'dashboard', ...wanted, ...how})
  }
}
