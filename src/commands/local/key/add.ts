import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../../cli/base-command.js'
import {stateFlag} from '../../../cli/flags.js'
import type {GatewayAccessKeySummary} from '../../../model/gateway-admin.js'
import {accessKeyEnvironment, newAccessKey} from '../../../project/local/new-access-key.js'
import {renderShellVariables} from '../../../render/shell-variables.js'

type AddedKey = GatewayAccessKeySummary & {environment: Record<string, string>}

export default class LocalKeyAdd extends BaseCommand<AddedKey> {
  static override summary = 'Register an AWS access key with the local gateway.'

  static override description = `The gateway verifies every signature of a registered key, and its principal may do what
the policy allows: invoke routes with AWS_IAM, or manage API Gateway. Prints the key as environment variables.
This is the only time a new secret is shown.`

  static override args = {
    accessKeyId: Args.string({description: 'id of the key (default: a new one)'}),
  }

  static override flags = {
    ...stateFlag,
    principal: Flags.string({
      description:
        "ARN of the user, role, session, federated user or account root that signs (default: a user 'local')",
      helpValue: 'ARN',
    }),
    policy: Flags.string({
      description:
        'what it may do: a JSON file, or AmazonAPIGatewayInvokeFullAccess, AmazonAPIGatewayAdministrator, AdministratorAccess (default: nothing)',
      helpValue: 'FILE|NAME',
    }),
    'secret-env': Flags.string({
      description: 'variable that holds the secret',
      helpValue: 'NAME',
      exclusive: ['secret-stdin'],
    }),
    'secret-stdin': Flags.boolean({description: 'read the secret from standard input'}),
    'duration-seconds': Flags.integer({
      description: 'make temporary credentials, with a session token',
      min: 1,
      max: 129_600,
    }),
    'org-id': Flags.string({description: 'organization of the principal, for aws:PrincipalOrgID'}),
  }

  static override examples = [
    'eval "$(<%= config.bin %> <%= command.id %> --policy AmazonAPIGatewayInvokeFullAccess)"',
    '<%= config.bin %> <%= command.id %> --principal arn:aws:iam::123456789012:role/ci --policy policy.json --duration-seconds 3600',
    'pass show aws/dev | <%= config.bin %> <%= command.id %> AKIAIOSFODNN7EXAMPLE --secret-stdin',
  ]

  async run(): Promise<AddedKey> {
    const {args, flags} = await this.parse(LocalKeyAdd)
    const gateway = await this.context.gateway()
    const {accountId} = await this.context.localTarget()
    const words = {
      accessKeyId: args.accessKeyId,
      principalArn: flags.principal ?? `arn:aws:iam::${accountId}:user/local`,
      policy: flags.policy,
      principalOrgId: flags['org-id'],
      durationSeconds: flags['duration-seconds'],
      secretEnv: flags['secret-env'],
      secretStdin: flags['secret-stdin'],
    }
    const {nowMs} = await gateway.clock()
    const key = await newAccessKey(words, {env: this.context.surroundings.env, stdin: process.stdin, nowMs})
    const added = await gateway.putAccessKey(key)
    const environment = accessKeyEnvironment(key, words)
    this.log(renderShellVariables(environment, 'bash'))
    this.logToStderr(`${added.accessKeyId} signs as ${added.principalArn}. Its secret is not shown again.`)
    return {...added, environment}
  }
}
