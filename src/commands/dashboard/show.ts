import {Args} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {findDashboard} from '../../project/observe/stage-dashboard.js'
import type {Dashboard} from '../../project/observe/stage-dashboard.js'

export default class DashboardShow extends BaseCommand<Dashboard> {
  static override summary = 'Show the body of a dashboard, as PutDashboard takes it.'

  static override args = {name: Args.string({description: 'name of the dashboard', required: true})}

  static override flags = {...targetFlags}

  static override examples = ['<%= config.bin %> <%= command.id %> pets-prod > dashboard.json']

  async run(): Promise<Dashboard> {
    const {args} = await this.parse(DashboardShow)
    const dashboard = await findDashboard(await this.context.clients(), args.name)
    this.log(JSON.stringify(dashboard.body, undefined, 2))
    return dashboard
  }
}
