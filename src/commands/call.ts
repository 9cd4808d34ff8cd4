import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {targetFlags} from '../cli/flags.js'
import {callProject} from '../project/call/call-project.js'
import {parseWait} from '../project/local/clock-words.js'
import {answerJson, renderAnswer, renderAnswerLine} from '../render/answer.js'
import type {AnswerJson} from '../render/answer.js'
import {renderTrace} from '../render/trace.js'

export default class Call extends BaseCommand<AnswerJson> {
  static override summary = 'Send a request to a deployed route and print the answer.'

  static override description = `The body goes to stdout as it came. Exits with 1 when the status is 400 or higher.`

  static override args = {
    method: Args.string({description: 'verb: GET, POST, ...', required: true}),
    path: Args.string({description: 'path below the stage, with or without a query: /pets?type=cat', required: true}),
  }

  static override flags = {
    ...targetFlags,
    data: Flags.string({char: 'd', description: 'body: text, @FILE, or - for stdin', helpValue: 'TEXT|@FILE|-'}),
    header: Flags.string({char: 'H', description: 'header to send', helpValue: "'NAME: VALUE'", multiple: true}),
    'query-param': Flags.string({char: 'p', description: 'query parameter', helpValue: 'NAME=VALUE', multiple: true}),
    include: Flags.boolean({char: 'i', description: 'print status and headers before the body'}),
    trace: Flags.boolean({description: 'show what each step of the local gateway did, on stderr'}),
    unmask: Flags.boolean({description: 'show keys, tokens and bodies in the trace', dependsOn: ['trace']}),
    timeout: Flags.string({
      description: 'how long the answer may take; a number alone is seconds',
      default: '35s',
      helpValue: 'TIME',
    }),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> GET /pets',
    `<%= config.bin %> <%= command.id %> POST /pets --data '{"type": "dog", "name": "Rex"}'`,
    `<%= config.bin %> <%= command.id %> GET /pets -p type=cat -H 'Accept: application/json' --include`,
    '<%= config.bin %> <%= command.id %> POST /pets --data @pet.json --stage prod --query status',
    '<%= config.bin %> <%= command.id %> GET /pets --trace',
  ]

  async run(): Promise<AnswerJson> {
    const {args, flags} = await this.parse(Call)
    const timeoutMs = parseWait(flags.timeout, '--timeout', {least: '1s', most: '15m'})
    const answer = await callProject(await this.context.open(), {
      ...args,
      headers: flags.header ?? [],
      queryParameters: flags['query-param'] ?? [],
      timeoutMs,
      trace: flags.unmask ? 'unmasked' : flags.trace ? 'masked' : 'none',
      stdin: process.stdin,
      ...(flags.data !== undefined && {data: flags.data}),
    })
    const {isTerminal} = this.terminal
    if (isTerminal && !flags.include) this.logToStderr(renderAnswerLine(answer, this.terminal))
    this.writeBytes(renderAnswer(answer, {include: flags.include, endLine: isTerminal}))
    if (answer.trace !== undefined) this.logToStderr(renderTrace(answer.trace, this.terminal))
    if (answer.status >= 400) this.endWith('failure')
    return answerJson(answer)
  }
}
