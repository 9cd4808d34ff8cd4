import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {dryRunFlag, targetFlags} from '../../cli/flags.js'
import {makeCalls} from '../../project/edit/make-calls.js'
import type {MadeCalls} from '../../project/edit/make-calls.js'
import {planDashboard} from '../../project/observe/stage-dashboard.js'
import {renderMadeCalls} from '../../render/made-calls.js'

export default class DashboardCreate extends BaseCommand<MadeCalls> {
  static override summary = 'Make a CloudWatch dashboard for a stage: requests, errors, latencies, cache.'

  static override description = 'The same command again changes a dashboard of that name to what it should be.'

  static override args = {...apiArg}

  static override flags = {
    name: Flags.string({description: 'name of the dashboard (default: those of the API and the stage)'}),
    ...dryRunFlag,
    ...targetFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> pets --stage prod --name team-store --dry-run',
  ]

  async run(): Promise<MadeCalls> {
    const {args, flags} = await this.parse(DashboardCreate)
    const watching = await this.context.watching()
    const wanted = await planDashboard(watching, {...args, ...flags})
    const made = await makeCalls(watching.clients, wanted, {dryRun: flags['dry-run']})
    this.log(renderMadeCalls(made))
    return made
  }
}
