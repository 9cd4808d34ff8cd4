import {listDeployments} from '../../aws/read/deployments.js'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {filterFlag, targetFlags} from '../../cli/flags.js'
import type {ListedDeployment} from '../../model/deployment.js'
import {chooseApi} from '../../project/find-project-api.js'
import {deploymentTable} from '../../render/deployment-table.js'
import {matching} from '../../render/matching.js'
import {renderTable} from '../../render/table.js'

export default class DeploymentList extends BaseCommand<ListedDeployment[]> {
  static override summary = 'List the deployments of an API, newest first.'

  static override args = {...apiArg}

  static override flags = {...targetFlags, ...filterFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> pets --region eu-west-1',
    '<%= config.bin %> <%= command.id %> --query "[0].deploymentId"',
  ]

  async run(): Promise<ListedDeployment[]> {
    const {args, flags} = await this.parse(DeploymentList)
    const choice = await this.context.apiChoice()
    const {kind, apiId} = await chooseApi(args.api, choice)
    const deployments = await listDeployments(choice.clients, kind, apiId)
    const found = matching(deployments, deploymentTable(deployments), flags.filter)
    this.log(renderTable(deploymentTable(found), this.terminal))
    return found
  }
}
