import {Args} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {compareDeployments} from '../../project/deploy/inspect-deployment.js'
import type {DeploymentDifference} from '../../project/deploy/inspect-deployment.js'
import {renderDifference} from '../../render/deployment.js'

export default class DeploymentDiff extends BaseCommand<DeploymentDifference> {
  static override summary = 'Show what differs between two deployments of an API.'

  static override args = {
    from: Args.string({description: 'id of a deployment, or a stage that serves it', required: true}),
    to: Args.string({description: 'the other one', required: true}),
    ...apiArg,
  }

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> a1b2c3 d4e5f6',
    '<%= config.bin %> <%= command.id %> prod dev pets',
  ]

  async run(): Promise<DeploymentDifference> {
    const {args} = await this.parse(DeploymentDiff)
    const {api, from, to} = args
    const difference = await compareDeployments(await this.context.apiChoice(), {api, from, to})
    this.log(renderDifference(difference, this.terminal))
    return difference
  }
}
