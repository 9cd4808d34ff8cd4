import {Flags} from '@oclif/core'
import {listDashboards} from '../../aws/read/dashboards.js'
import type {DashboardSummary} from '../../aws/read/dashboards.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {dashboardTable} from '../../render/dashboard-table.js'
import {renderTable} from '../../render/table.js'

export default class DashboardList extends BaseCommand<DashboardSummary[]> {
  static override summary = 'List the CloudWatch dashboards of the account.'

  static override flags = {
    prefix: Flags.string({description: 'only those whose names begin like this', default: ''}),
    ...targetFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --prefix pets-',
  ]

  async run(): Promise<DashboardSummary[]> {
    const {flags} = await this.parse(DashboardList)
    const dashboards = await listDashboards(await this.context.clients(), flags.prefix)
    this.log(renderTable(dashboardTable(dashboards), this.terminal))
    return dashboards
  }
}
