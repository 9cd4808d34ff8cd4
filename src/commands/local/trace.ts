import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {stateFlag} from '../../cli/flags.js'
import type {TraceResult} from '../../project/local/show-traces.js'
import {showTraces} from '../../project/local/show-traces.js'
import {renderTable} from '../../render/table.js'
import {renderTrace, traceTable} from '../../render/trace.js'

export default class LocalTrace extends BaseCommand<TraceResult> {
  static override summary = 'Show what each step of the local gateway did with a request.'

  static override description = `Without an ID it lists the requests that are recorded: all while "apigw dev" or "apigw local trace --follow" runs,
else those sent with "apigw call --trace". Keys, tokens and bodies are masked. With --follow --json each
trace is one line of JSON.`

  static override args = {id: Args.string({description: 'request id, as the answer has it in its headers'})}

  static override flags = {
    last: Flags.boolean({description: 'the last recorded request', exclusive: ['follow']}),
    follow: Flags.boolean({char: 'f', description: 'record every request from now on and show it, until Ctrl-C'}),
    unmask: Flags.boolean({description: 'show keys, tokens and bodies as they are'}),
    ...stateFlag,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --last',
    '<%= config.bin %> <%= command.id %> --follow',
    '<%= config.bin %> <%= command.id %> 6f1b7a52-3c1e-4f0a-9b0c-0d7c5f3e2a11 --unmask',
    `<%= config.bin %> <%= command.id %> --last --query "trace.phases[?refusal].decidedBy"`,
  ]

  async run(): Promise<TraceResult> {
    const {args, flags} = await this.parse(LocalTrace)
    const result = await showTraces({
      ...(await this.context.traceSource()),
      stateDirectory: await this.context.stateDirectory(),
      wanted: {...args, ...flags},
      signal: this.context.interrupted,
      onTrace: (trace) => {
        this.log(renderTrace(trace, this.terminal))
        if (flags.follow) this.writeJsonLine(trace)
      },
    })
    if ('traces' in result) this.log(renderTable(traceTable(result.traces), this.terminal))
    return result
  }
}
