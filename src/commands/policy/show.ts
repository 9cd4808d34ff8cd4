import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import type {Json} from '../../model/json.js'
import {chooseApi} from '../../project/find-project-api.js'
import {readApi} from '../../project/read-api.js'
import {policyOf} from '../../resource/policy.js'

export default class PolicyShow extends BaseCommand<{policy: Json}> {
  static override summary = 'Show the resource policy of a REST API.'

  static override args = {...apiArg}

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> pets',
    '<%= config.bin %> <%= command.id %> pets > policy.json',
  ]

  async run(): Promise<{policy: Json}> {
    const {args} = await this.parse(PolicyShow)
    const choice = await this.context.apiChoice()
    const policy = policyOf(await readApi(choice.clients, await chooseApi(args.api, choice)))
    if (policy === undefined) this.logToStderr('This API has no resource policy.')
    else this.log(JSON.stringify(policy, undefined, 2))
    return {policy: policy ?? null}
  }
}
