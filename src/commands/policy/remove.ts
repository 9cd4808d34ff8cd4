import {apiArg} from '../../cli/api-arg.js'
import {confirmFlag} from '../../cli/flags.js'
import {chooseApi} from '../../project/find-project-api.js'
import {readApi} from '../../project/read-api.js'
import {withPolicy} from '../../resource/policy.js'
import {EditCommand} from '../../resource-command/edit-command.js'
import type {Edited} from '../../resource-command/edit-command.js'
import {editFlags} from '../../resource-command/edit-flags.js'

export default class PolicyRemove extends EditCommand {
  static override summary = 'Take the resource policy of a REST API away: nobody is kept out by it any more.'

  static override description = 'Wants the name of the API typed.'

  static override args = {...apiArg}

  static override flags = {...editFlags, ...confirmFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %> pets',
    '<%= config.bin %> <%= command.id %> pets --confirm pets',
  ]

  async run(): Promise<Edited> {
    const {args, flags} = await this.parse(PolicyRemove)
    const anywhere = await this.context.openAnywhere()
    const live = await readApi(anywhere.clients, await chooseApi(args.api, anywhere))
    const {name} = live.api
    const confirm = () => this.context.confirmName(name, `Take the policy of ${name} away?`, flags.confirm)
    const how = {dryRun: flags['dry-run'], allow: flags.allow ?? [], confirm}
    return this.carryOut({anywhere, live, edited: withPolicy(live, undefined), noun: 'policy', name, ...how}) // prettier-ignore
  }
}
