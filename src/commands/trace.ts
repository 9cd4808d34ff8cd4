import {Args, Flags} from '@oclif/core'
import {apiArg} from '../cli/api-arg.js'
import {BaseCommand} from '../cli/base-command.js'
import {spanFlags, targetFlags} from '../cli/flags.js'
import {traceRequest} from '../project/observe/trace-request.js'
import type {TracedRequest} from '../project/observe/trace-request.js'
import {renderTracedRequest} from '../render/traced-request.js'

export default class Trace extends BaseCommand<TracedRequest> {
  static override summary = 'Show what happened to one request: its logs joined, phase by phase.'

  static override description = `Joins access log, execution log and the log of the function by the request's id; on the local gateway the flight
recorder tells more. Keys and tokens are masked.`

  static override args = {
    id: Args.string({description: 'request id, as the answer has it in its headers', required: true}),
    ...apiArg,
  }

  static override flags = {
    since: spanFlags('3h').since,
    unmask: Flags.boolean({description: 'show keys and tokens as they are'}),
    ...targetFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> 6f1b7a52-3c1e-4f0a-9b0c-0d7c5f3e2a11 --stage prod',
    '<%= config.bin %> <%= command.id %> JKJaXmPLvHcESHA= pets --since 2d --region eu-west-1',
    '<%= config.bin %> <%= command.id %> JKJaXmPLvHcESHA= --query "trace.phases[?refusal]"',
  ]

  async run(): Promise<TracedRequest> {
    const {args, flags} = await this.parse(Trace)
    const traced = await traceRequest(await this.context.tracing(), {...args, ...flags})
    this.log(renderTracedRequest(traced, this.terminal))
    return traced
  }
}
