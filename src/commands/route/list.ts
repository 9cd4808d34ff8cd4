import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {filterFlag, targetFlags} from '../../cli/flags.js'
import {chooseApi} from '../../project/find-project-api.js'
import {listRoutes} from '../../project/list-routes.js'
import type {RouteSummary} from '../../project/list-routes.js'
import {readApi} from '../../project/read-api.js'
import {routeTable} from '../../render/route-table.js'
import {matching} from '../../render/matching.js'
import {renderTable} from '../../render/table.js'

export default class RouteList extends BaseCommand<RouteSummary[]> {
  static override summary = 'List the routes of an API: what answers each, and who may call it.'

  static override description = 'Shows the API as it is now, deployed or not.'

  static override args = {...apiArg}

  static override flags = {...targetFlags, ...filterFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> pets --region eu-west-1',
    `<%= config.bin %> <%= command.id %> --query "[?authorization=='NONE'].route"`,
  ]

  async run(): Promise<RouteSummary[]> {
    const {args, flags} = await this.parse(RouteList)
    const choice = await this.context.apiChoice()
    const {api} = await readApi(choice.clients, await chooseApi(args.api, choice))
    const routes = listRoutes(api)
    const found = matching(routes, routeTable(routes), flags.filter)
    this.log(renderTable(routeTable(found), this.terminal))
    return found
  }
}
