import {readDeployments} from '../../aws/read/deployments.js'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import type {Deployment} from '../../model/deployment.js'
import {chooseApi} from '../../project/find-project-api.js'
import {deploymentTable} from '../../render/deployment-table.js'
import {renderTable} from '../../render/table.js'

export default class DeploymentList extends BaseCommand<Deployment[]> {
  static override summary = 'List the deployments of an API, newest first.'

  static override args = {...apiArg}

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> pets --region eu-west-1',
    '<%= config.bin %> <%= command.id %> --query "[0].deploymentId"',
  ]

  async run(): Promise<Deployment[]> {
    const {args} = await this.parse(DeploymentList)
    const choice = await this.context.apiChoice()
    const {kind, apiId} = await chooseApi(args.api, choice)
    const deployments = await readDeployments(choice.clients, kind, apiId)
    this.log(renderTable(deploymentTable(deployments), this.terminal))
    return deployments
  }
}
