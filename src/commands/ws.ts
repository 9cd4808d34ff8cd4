import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {targetFlags} from '../cli/flags.js'
import {parseWait} from '../project/local/clock-words.js'
import {converse} from '../project/websocket/ws-project.js'
import type {Conversation} from '../project/websocket/ws-project.js'
import {stepsOf} from '../project/websocket/ws-script.js'
import {renderWsEvent} from '../render/ws-event.js'

export default class Ws extends BaseCommand<Conversation> {
  static override summary = 'Connect to a WebSocket API, send messages and print what comes back.'

  static override description = `Sends each line that is typed. With --send and --expect it follows them as a script, in the order they are written,
and exits with 1 when an expected frame does not come. On the local gateway the chosen route is shown with each message.

--expect takes a text that occurs in the frame, JSON whose members the frame has, or a regular expression in slashes.`

  static override args = {
    // What is piped in is messages.
    url: Args.string({
      description: 'ws:// or wss:// address, in place of the stage of the project',
      ignoreStdin: true,
    }),
  }

  static override flags = {
    ...targetFlags,
    header: Flags.string({
      char: 'H',
      description: 'header to connect with',
      helpValue: "'NAME: VALUE'",
      multiple: true,
    }),
    'query-param': Flags.string({char: 'p', description: 'query parameter', helpValue: 'NAME=VALUE', multiple: true}),
    'api-key': Flags.string({description: 'API key', env: 'APIGW_API_KEY', helpValue: 'KEY'}),
    token: Flags.string({description: 'bearer token of the Authorization header', env: 'APIGW_TOKEN'}),
    sign: Flags.boolean({description: 'sign with your AWS credentials (IAM authorization)', exclusive: ['token']}),
    subprotocol: Flags.string({description: 'subprotocol to offer', multiple: true}),
    send: Flags.string({description: 'message to send', helpValue: 'TEXT', multiple: true}),
    expect: Flags.string({description: 'frame to wait for', helpValue: 'TEXT|JSON|/REGEX/', multiple: true}),
    timeout: Flags.string({
      description: 'how long connecting, and each --expect, may take; a number alone is seconds',
      default: '10s',
      helpValue: 'TIME',
    }),
    wait: Flags.string({
      description: 'how long to listen once all is sent; a number alone is seconds',
      helpValue: 'TIME',
    }),
    lines: Flags.boolean({description: 'print one JSON object per event, as it happens'}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --stage prod -p room=blue --token "$TOKEN"',
    `<%= config.bin %> <%= command.id %> --send '{"action": "ping"}' --expect '{"pong": true}' --timeout 5s`,
    `<%= config.bin %> <%= command.id %> wss://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod --sign --wait 1m --lines`,
  ]

  async run(): Promise<Conversation> {
    const {args, flags, raw} = await this.parse(Ws)
    const {header = [], 'query-param': queryParameters = [], 'api-key': apiKey, subprotocol = [], token, sign} = flags
    const {timeout, wait} = flags
    const words = {
      headers: header,
      queryParameters,
      subprotocols: subprotocol,
      sign,
      steps: stepsOf(raw),
      timeoutMs: parseWait(timeout, '--timeout', {least: '1s', most: '15m'}),
      ...(apiKey !== undefined && {apiKey}),
      ...(token !== undefined && {token}),
      ...(wait !== undefined && {waitMs: parseWait(wait, '--wait', {least: '0s', most: '2h'})}),
    }
    return converse(words, {
      place: args.url === undefined ? await this.context.open() : {url: args.url},
      clients: () => this.context.clients(),
      signal: this.context.interrupted,
      nowMs: this.context.nowMs,
      stdin: process.stdin,
      onEvent: (event) => this.log(flags.lines ? JSON.stringify(event) : renderWsEvent(event, this.terminal)),
    })
  }
}
