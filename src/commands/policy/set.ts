import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {chooseApi} from '../../project/find-project-api.js'
import {readApi} from '../../project/read-api.js'
import {withPolicy} from '../../resource/policy.js'
import {EditCommand} from '../../resource-command/edit-command.js'
import type {Edited} from '../../resource-command/edit-command.js'
import {editFlags} from '../../resource-command/edit-flags.js'
import {readJson} from '../../resource-command/read-fields.js'

export default class PolicySet extends EditCommand {
  static override summary = 'Give a REST API a resource policy: who may call which routes.'

  static override description = 'A policy holds for a stage once the API is deployed to it.'

  static override args = {...apiArg}

  static override flags = {
    policy: Flags.string({description: 'the policy, whole', helpValue: 'JSON|@FILE', required: true}),
    ...editFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> pets --policy @policy.json',
    '<%= config.bin %> <%= command.id %> pets --policy @policy.json --dry-run',
  ]

  async run(): Promise<Edited> {
    const {args, flags} = await this.parse(PolicySet)
    const policy = await readJson('policy', flags.policy, process.stdin)
    const anywhere = await this.context.openAnywhere()
    const live = await readApi(anywhere.clients, await chooseApi(args.api, anywhere))
    const how = {dryRun: flags['dry-run'], allow: flags.allow ?? []}
    return this.carryOut({anywhere, live, edited: withPolicy(live, policy), noun: 'policy', name: live.api.name, thing: {policy}, ...how}) // prettier-ignore
  }
}
