import {Args} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {confirmFlag, dryRunFlag, targetFlags, yesFlag} from '../../cli/flags.js'
import {makeCalls} from '../../project/edit/make-calls.js'
import type {MadeCalls} from '../../project/edit/make-calls.js'
import {findDashboard, planDashboardDeletion} from '../../project/observe/stage-dashboard.js'
import {renderMadeCalls} from '../../render/made-calls.js'

export default class DashboardDelete extends BaseCommand<MadeCalls> {
  static override summary = 'Delete one dashboard.'

  static override args = {name: Args.string({description: 'name of the dashboard', required: true})}

  static override flags = {...dryRunFlag, ...confirmFlag, ...yesFlag, ...targetFlags}

  static override examples = ['<%= config.bin %> <%= command.id %> pets-prod --confirm pets-prod']

  async run(): Promise<MadeCalls> {
    const {args, flags} = await this.parse(DashboardDelete)
    const clients = await this.context.clients()
    const {name} = args
    const wanted = planDashboardDeletion(await findDashboard(clients, name))
    const confirm = () => this.context.confirmName(name, `Delete the dashboard ${name}?`, flags.confirm)
    const made = await makeCalls(clients, wanted, {dryRun: flags['dry-run'], confirm})
    this.log(renderMadeCalls(made))
    return made
  }
}
