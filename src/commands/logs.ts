import {Flags} from '@oclif/core'
import {apiArg} from '../cli/api-arg.js'
import {BaseCommand} from '../cli/base-command.js'
import {spanFlags, targetFlags} from '../cli/flags.js'
import type {LogEntry} from '../metrics/log-entry.js'
import {followLogs, showLogs} from '../project/observe/show-logs.js'
import type {ShownLogs} from '../project/observe/show-logs.js'
import {renderLogLine} from '../render/log-line.js'

export default class Logs extends BaseCommand<ShownLogs | {followed: number}> {
  static override summary = "Show a stage's access log, execution log, and the logs of its functions."

  static override description = `Access logs are read by the format of the stage: JSON, CLF, CSV, XML or any other. Keys and tokens are masked. With
--follow --json each line is one line of JSON.`

  static override args = {...apiArg}

  static override flags = {
    ...spanFlags('10m'),
    follow: Flags.boolean({char: 'f', description: 'go on with what comes, until Ctrl-C', exclusive: ['until']}),
    type: Flags.option({options: ['access', 'execution'] as const, multiple: true})({
      description: 'which log of the stage (default: its access log, or its execution log when it has no other)',
    }),
    function: Flags.string({description: 'log of a Lambda function', multiple: true, helpValue: 'NAME'}),
    status: Flags.string({description: 'only requests answered like this: 5xx, 404, 400-404,5xx'}),
    route: Flags.string({description: 'only requests of this route: "GET /pets/{id}"'}),
    key: Flags.string({description: 'only requests with the API key of this id', helpValue: 'ID'}),
    'min-latency': Flags.string({description: 'only requests that took so long: 500ms, 2s', helpValue: 'TIME'}),
    text: Flags.string({description: 'only lines with this text, whatever its case'}),
    limit: Flags.integer({description: 'lines at most, without --follow', default: 10_000, min: 1, max: 1_000_000}),
    interval: Flags.string({description: 'time between two looks of --follow', default: '2s'}),
    unmask: Flags.boolean({description: 'show keys and tokens as they are'}),
    ...targetFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --follow',
    '<%= config.bin %> <%= command.id %> --stage prod --since 1h --status 5xx',
    '<%= config.bin %> <%= command.id %> --stage prod --route "GET /pets" --min-latency 1s',
    '<%= config.bin %> <%= command.id %> --function list-pets --type execution --follow --json',
    '<%= config.bin %> <%= command.id %> pets --since yesterday --query "entries[].requestId"',
  ]

  async run(): Promise<ShownLogs | {followed: number}> {
    const {args, flags} = await this.parse(Logs)
    const watching = await this.context.watching()
    const request = {...args, ...flags}
    const onEntry = (entry: LogEntry) => {
      this.log(renderLogLine(entry, this.terminal))
      if (flags.follow) this.writeJsonLine(entry)
    }
    if (flags.follow) {
      const onTrouble = (error: Error) => this.printFailure(error)
      return followLogs(watching, request, {onEntry, onTrouble, ...this.context.rhythm})
    }
    const shown = await showLogs(watching, request, {onEntry})
    if (shown.truncated) this.logToStderr(`There are more than ${flags.limit} lines: see --limit, or a later --since.`)
    return shown
  }
}
