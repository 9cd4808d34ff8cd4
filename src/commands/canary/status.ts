import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {spanFlags, targetFlags} from '../../cli/flags.js'
import {canaryStatus} from '../../project/release/canary-status.js'
import type {CanaryStatus} from '../../project/release/canary-status.js'
import {parseSpan} from '../../project/observe/time-span.js'
import {renderCanary} from '../../render/canary.js'
import {openStage} from '../../resource-command/open-stage.js'

export default class CanaryShow extends BaseCommand<CanaryStatus> {
  static override summary = 'Show the canary of a stage: its share, what both sides serve, and what they answered.'

  static override description = `Requests, errors and latency of both sides come from the access log of the stage: CloudWatch counts them as one.`

  static override args = {...apiArg}

  static override flags = {...spanFlags('1h'), ...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> pets --stage prod --since 10m --query "traffic.canary"',
  ]

  async run(): Promise<CanaryStatus> {
    const {args, flags} = await this.parse(CanaryShow)
    const {watching, live, stageName} = await openStage(this.context, args.api)
    const span = parseSpan(flags, await watching.nowMs())
    const status = await canaryStatus(watching.clients, {live, stageName}, span)
    this.log(renderCanary(status, this.terminal))
    return status
  }
}
