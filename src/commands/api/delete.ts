import {apiArg} from '../../cli/api-arg.js'
import {confirmFlag} from '../../cli/flags.js'
import {chooseApi} from '../../project/find-project-api.js'
import {readApi} from '../../project/read-api.js'
import {EditCommand} from '../../resource-command/edit-command.js'
import type {Edited} from '../../resource-command/edit-command.js'
import {editFlags} from '../../resource-command/edit-flags.js'

export default class ApiDelete extends EditCommand {
  static override summary = 'Delete an API with its stages and deployments.'

  static override description = `Wants the name of the API typed. Permissions to call functions that commands gave the API go with it, and so do its
recommended alarms. Functions, log groups and custom domains stay; other alarms and dashboards stay, and are named with the commands that
delete them. AWS refuses an API that a domain still leads to.`

  static override args = {...apiArg}

  static override flags = {...editFlags, ...confirmFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %> pets',
    '<%= config.bin %> <%= command.id %> a1b2c3d4e5 --confirm pets --json',
  ]

  async run(): Promise<Edited> {
    const {args, flags} = await this.parse(ApiDelete)
    const anywhere = await this.context.openAnywhere()
    const live = await readApi(anywhere.clients, await chooseApi(args.api, anywhere))
    const {name} = live.api
    const stages = live.stages.map(({stage}) => stage.stageName).join(', ')
    const what = stages === '' ? 'Delete this API?' : `Delete this API, and with it the stages ${stages}?`
    const confirm = () => this.context.confirmName(name, what, flags.confirm)
    const how = {dryRun: flags['dry-run'], allow: flags.allow ?? [], confirm}
    const {planApiRemoval} = await import('../../project/edit/plan-api-removal.js')
    const planned = await planApiRemoval(live, anywhere)
    return this.carryOut({anywhere, live, edited: live, planned, noun: 'api', name, isGone: true, ...how})
  }
}
