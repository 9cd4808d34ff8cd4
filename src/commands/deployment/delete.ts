import {Args} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {confirmFlag} from '../../cli/flags.js'
import {chooseApi} from '../../project/find-project-api.js'
import {planDeploymentRemoval} from '../../project/edit/plan-deployment.js'
import {readApi} from '../../project/read-api.js'
import {EditCommand} from '../../resource-command/edit-command.js'
import type {Edited} from '../../resource-command/edit-command.js'
import {editFlags} from '../../resource-command/edit-flags.js'

export default class DeploymentDelete extends EditCommand {
  static override summary = 'Delete a deployment that no stage serves.'

  static override args = {deployment: Args.string({description: 'id of the deployment', required: true}), ...apiArg}

  static override flags = {...editFlags, ...confirmFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %> a1b2c3 pets',
    '<%= config.bin %> <%= command.id %> a1b2c3 pets --confirm a1b2c3',
  ]

  async run(): Promise<Edited> {
    const {args, flags} = await this.parse(DeploymentDelete)
    const anywhere = await this.context.openAnywhere()
    const live = await readApi(anywhere.clients, await chooseApi(args.api, anywhere))
    const name = args.deployment
    const planned = await planDeploymentRemoval(live, name, anywhere)
    const confirm = () => this.context.confirmName(name, `Delete deployment ${name}?`, flags.confirm)
    const how = {dryRun: flags['dry-run'], allow: flags.allow ?? [], planned, confirm}
    return this.carryOut({anywhere, live, edited: live, noun: 'deployment', name, isGone: true, ...how})
  }
}
