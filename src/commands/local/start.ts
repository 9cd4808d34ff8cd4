import {Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {allowAwsFlag, gatewayFlags, portFlag, stateFlag} from '../../cli/flags.js'
import type {GatewayFile, GatewayStatus} from '../../model/gateway-admin.js'
import {runGateway} from '../../project/local/run-gateway.js'
import {treatmentOf} from '../../project/local/serve-gateway.js'
import {consoleAddress} from '../../render/console-address.js'
import {renderFunctionLine} from '../../render/function-line.js'
import {renderGatewayReady} from '../../render/gateway-ready.js'
import {renderGatewayStatus} from '../../render/gateway-status.js'
import {renderInvocation} from '../../render/invocation-line.js'

/** With --detach the status of the gateway that runs now; else what ran until it was interrupted. */
type Started = GatewayStatus | (Pick<GatewayFile, 'url' | 'port'> & {stateDirectory?: string})

export default class LocalStart extends BaseCommand<Started> {
  static override summary = 'Start the gateway on this machine.'

  static override description = `Serves API Gateway's control plane and all deployed APIs on one port of 127.0.0.1.
Commands whose target is local start it by themselves; this one shows it at work, or serves other tools.

Integrations with AWS services, and functions that are not in apigw.yaml, are called at AWS_ENDPOINT_URL_<SERVICE> or
AWS_ENDPOINT_URL. Without such an address the call fails and says so: AWS itself is called only with --allow-aws.`

  static override flags = {
    ...portFlag,
    ...stateFlag,
    ...allowAwsFlag,
    ...gatewayFlags,
    detach: Flags.boolean({char: 'd', description: 'leave it running in the background'}),
    quiet: Flags.boolean({description: 'print no line per request'}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --detach',
    '<%= config.bin %> <%= command.id %> --port 0 --ephemeral',
    '<%= config.bin %> <%= command.id %> --limits aws --no-auth',
    '<%= config.bin %> <%= command.id %> --tls',
    'AWS_ENDPOINT_URL_SQS=http://localhost:9324 <%= config.bin %> <%= command.id %>',
  ]

  async run(): Promise<Started> {
    const {flags} = await this.parse(LocalStart)
    if (flags.detach) {
      const status = await (await this.context.gateway()).status()
      this.log(renderGatewayStatus(status))
      return status
    }
    // An ephemeral gateway needs a folder only to be found again.
    const hasFolder = !flags.ephemeral || flags.state !== undefined
    const stateDirectory = hasFolder ? await this.context.stateDirectory() : undefined
    const {url, port} = await runGateway({
      version: this.config.version,
      signal: this.context.interrupted,
      ...treatmentOf(flags),
      ...(flags.port !== undefined && {port: flags.port}),
      ...(stateDirectory !== undefined && {stateDirectory}),
      onReady: (gateway) => {
        this.log(renderGatewayReady(gateway))
        this.log(`Its console: ${consoleAddress(gateway)}`)
      },
      ...(!flags.quiet && {
        onInvocation: (invocation) => this.log(renderInvocation(invocation, this.terminal)),
        onFunctionLog: ({functionName, line}) => this.log(renderFunctionLine(functionName, line, this.terminal)),
      }),
    })
    return {url, port, ...(stateDirectory !== undefined && {stateDirectory})}
  }
}
