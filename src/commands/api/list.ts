import {listApis} from '../../aws/read/api-summary.js'
import type {ApiSummary} from '../../aws/read/api-summary.js'
import {BaseCommand} from '../../cli/base-command.js'
import {filterFlag, targetFlags} from '../../cli/flags.js'
import {apiTable} from '../../render/api-table.js'
import {matching} from '../../render/matching.js'
import {renderTable} from '../../render/table.js'

export default class ApiList extends BaseCommand<ApiSummary[]> {
  static override summary = 'List the REST, HTTP and WebSocket APIs of the account and region.'

  static override flags = {...targetFlags, ...filterFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %> --target local',
    '<%= config.bin %> <%= command.id %> --region eu-west-1 --profile prod',
    `<%= config.bin %> <%= command.id %> --query "[?kind=='http'].apiId"`,
  ]

  async run(): Promise<ApiSummary[]> {
    const {flags} = await this.parse(ApiList)
    const apis = await listApis(await this.context.clients())
    const found = matching(apis, apiTable(apis), flags.filter)
    this.log(renderTable(apiTable(found), this.terminal))
    return found
  }
}
