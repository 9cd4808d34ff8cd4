import {Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {stateFlag} from '../../cli/flags.js'
import type {TestToken} from '../../model/gateway-admin.js'
import {mintToken} from '../../project/local/mint-token.js'
import {runningGateway} from '../../project/local/running-gateway.js'

export default class LocalToken extends BaseCommand<TestToken> {
  static override summary = 'Make a token for a Cognito or JWT authorizer of the local gateway.'

  static override description = `The gateway is an issuer of its own (/_apigw/issuer, with discovery document and keys). For the
issuer of a definition, --trust lets this gateway take its tokens in place of the real ones. Times follow
the clock of the gateway.`

  static override flags = {
    ...stateFlag,
    'user-pool': Flags.string({
      description: 'user pool whose token it is to be',
      helpValue: 'ARN|ID',
      exclusive: ['issuer'],
    }),
    issuer: Flags.string({description: 'issuer whose token it is to be', helpValue: 'URL'}),
    trust: Flags.boolean({description: 'let the gateway take tokens of the test issuer for that issuer'}),
    use: Flags.option({options: ['id', 'access'] as const})({description: 'kind of a user pool token', default: 'id'}),
    subject: Flags.string({description: 'claim sub', default: 'test-user'}),
    audience: Flags.string({description: 'app client: claim aud, or client_id of access tokens', helpValue: 'ID'}),
    scope: Flags.string({description: 'scope of the token', multiple: true}),
    claim: Flags.string({description: 'further claim; JSON, or text', helpValue: 'NAME=VALUE', multiple: true}),
    expires: Flags.string({description: 'lifetime; -1h makes an expired token', default: '1h', helpValue: 'DURATION'}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --audience my-client --scope pets.read',
    '<%= config.bin %> <%= command.id %> --user-pool eu-west-1_AbCdEf --trust --claim cognito:groups=["admin"]',
    `curl -H "Authorization: $(<%= config.bin %> <%= command.id %>)" http://127.0.0.1:4600/execute-api/a1b2c3/dev/pets`,
  ]

  async run(): Promise<TestToken> {
    const {flags} = await this.parse(LocalToken)
    const gateway = await runningGateway(await this.context.stateDirectory())
    const made = await mintToken(gateway, {
      ...flags,
      userPool: flags['user-pool'],
      scopes: flags.scope ?? [],
      claims: flags.claim ?? [],
    })
    this.log(made.token)
    return made
  }
}
