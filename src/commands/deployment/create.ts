import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {chooseApi} from '../../project/find-project-api.js'
import {planDeployment} from '../../project/edit/plan-deployment.js'
import {readApi} from '../../project/read-api.js'
import {answered} from '../../resource-command/answered.js'
import {askStage} from '../../resource-command/ask-stage.js'
import {EditCommand} from '../../resource-command/edit-command.js'
import type {Edited} from '../../resource-command/edit-command.js'
import {editFlags} from '../../resource-command/edit-flags.js'

export default class DeploymentCreate extends EditCommand {
  static override summary = 'Publish an API as it is now on a stage.'

  static override description = `Makes the stage when there is none. Does nothing when the stage serves this very definition already. Refuses, with exit
code 3, what breaks clients of the stage or opens routes, unless --allow names the rule.`

  static override args = {...apiArg}

  static override flags = {
    to: Flags.string({description: 'stage that serves it then', helpValue: 'STAGE'}),
    ...editFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> pets --to prod',
    '<%= config.bin %> <%= command.id %> pets --to prod --allow "route-removed=GET /pets"',
  ]

  async run(): Promise<Edited> {
    const {args, flags} = await this.parse(DeploymentCreate)
    const anywhere = await this.context.openAnywhere()
    const live = await readApi(anywhere.clients, await chooseApi(args.api, anywhere))
    const name = flags.to ?? (await this.context.ask(askStage(live)))
    const planned = await planDeployment(live, name, anywhere)
    const asked = answered(this.typed, this.context, {question: `Deploy this to stage ${name}?`})
    const how = {dryRun: flags['dry-run'], allow: flags.allow ?? [], planned, ...asked}
    return this.carryOut({anywhere, live, edited: live, noun: 'stage', name, stageName: name, ...how})
  }
}
