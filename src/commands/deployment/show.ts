import {Args} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {describeDeployment} from '../../project/deploy/inspect-deployment.js'
import type {DeploymentDescription} from '../../project/deploy/inspect-deployment.js'
import {renderDeployment} from '../../render/deployment.js'

export default class DeploymentShow extends BaseCommand<DeploymentDescription> {
  static override summary = 'Show one deployment: who serves it, and its routes as far as they are known.'

  static override args = {
    deployment: Args.string({description: 'id of a deployment, or a stage that serves it', required: true}),
    ...apiArg,
  }

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> a1b2c3',
    '<%= config.bin %> <%= command.id %> prod pets --region eu-west-1',
  ]

  async run(): Promise<DeploymentDescription> {
    const {args} = await this.parse(DeploymentShow)
    const {api, deployment} = args
    const description = await describeDeployment(await this.context.apiChoice(), {api, deployment})
    this.log(renderDeployment(description, this.terminal))
    return description
  }
}
