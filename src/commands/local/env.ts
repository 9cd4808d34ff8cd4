import {Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {stateFlag} from '../../cli/flags.js'
import {gatewayEnvironment} from '../../project/local/gateway-environment.js'
import {renderShellVariables, shells} from '../../render/shell-variables.js'

export default class LocalEnv extends BaseCommand<Record<string, string>> {
  static override summary = "Print the environment that leads AWS's own tools to the local gateway."

  static override description = `For the AWS CLI, SDKs and Terraform. The credentials are stand-ins; your own stay as they are
in every other shell.`

  static override flags = {
    ...stateFlag,
    shell: Flags.option({options: shells})({description: 'whose syntax to print', default: 'bash'}),
  }

  static override examples = [
    'eval "$(<%= config.bin %> <%= command.id %>)" && aws apigateway get-rest-apis',
    '<%= config.bin %> <%= command.id %> --shell fish | source',
    '<%= config.bin %> <%= command.id %> --json',
  ]

  async run(): Promise<Record<string, string>> {
    const {flags} = await this.parse(LocalEnv)
    const gateway = await this.context.gateway()
    const [identity, {operations}, status] = await Promise.all([
      this.context.localTarget(),
      gateway.coverage(),
      gateway.status(),
    ])
    const {url, httpsUrl = url, authorityFile} = status
    const variables = gatewayEnvironment({url: httpsUrl, authorityFile, ...identity, operations})
    this.log(renderShellVariables(variables, flags.shell))
    return variables
  }
}
