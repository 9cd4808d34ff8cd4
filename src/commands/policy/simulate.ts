import {Args, Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {asksForAddress, readRequest} from '../../project/simulate/read-request.js'
import {simulatePolicy} from '../../project/simulate/simulate-policy.js'
import type {Simulation} from '../../project/simulate/simulate-policy.js'
import {renderSimulation} from '../../render/simulation.js'
import {askRequest, askSourceIp, openSimulation} from '../../resource-command/open-simulation.js'
import {readJson} from '../../resource-command/read-fields.js'

export default class PolicySimulate extends BaseCommand<Simulation> {
  static override summary = 'Say whether a request to a REST API would be let through, by which statement, and why.'

  static override description = `Weighs the resource policy and the authorization of the route as API Gateway does; no request is made. Looks at the API as
it is now, deployed or not. What the API cannot tell, such as what a Lambda authorizer answers, is named as taken for granted.`

  static override args = {request: Args.string({description: 'verb and path of the request: "GET /pets/1"'}), ...apiArg}

  static override flags = {
    principal: Flags.string({description: 'ARN of who signs the request (default: anonymous)', helpValue: 'ARN'}),
    'source-ip': Flags.string({description: 'address that it comes from', helpValue: 'ADDRESS'}),
    'vpc-endpoint': Flags.string({description: 'VPC endpoint that it comes through', helpValue: 'ID'}),
    vpc: Flags.string({description: 'VPC of that endpoint', helpValue: 'ID'}),
    'user-agent': Flags.string({description: 'its header User-Agent', helpValue: 'TEXT'}),
    referer: Flags.string({description: 'its header Referer', helpValue: 'URL'}),
    own: Flags.option({options: ['allow', 'silent', 'deny'] as const})({description: "what the caller's own policies say, or the authorizer of the route"}), // prettier-ignore
    'identity-policy': Flags.string({description: 'policy of the caller, for routes with AWS_IAM', helpValue: 'JSON|@FILE', exclusive: ['own']}), // prettier-ignore
    files: Flags.boolean({description: 'take the definition of this project in place of the live API'}),
    expect: Flags.option({options: ['allow', 'deny'] as const})({description: 'exit with 3 when it is decided otherwise'}), // prettier-ignore
    ...targetFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> "GET /pets" pets --source-ip 203.0.113.7',
    '<%= config.bin %> <%= command.id %> "GET /pets" pets --principal arn:aws:iam::123456789012:role/shop',
    '<%= config.bin %> <%= command.id %> "DELETE /pets/1" --files --source-ip 203.0.113.7 --expect deny',
  ]

  async run(): Promise<Simulation> {
    const {args, flags} = await this.parse(PolicySimulate)
    const {own, referer, expect: expected, principal, 'user-agent': userAgent, vpc: vpcId, 'vpc-endpoint': vpceId} = flags // prettier-ignore
    const word = flags['identity-policy']
    const identityPolicy = word === undefined ? undefined : await readJson('identity-policy', word, process.stdin)
    const route = args.request ?? (await this.context.ask(askRequest))
    const {api, place} = await openSimulation(this.context, {api: args.api, files: flags.files})
    const sourceIp = flags['source-ip'] ?? (asksForAddress(api) ? await this.context.ask(askSourceIp) : undefined)
    const from = {principal, sourceIp, vpceId, vpcId, userAgent, referer}
    const request = readRequest({route, ...from, own, identityPolicy, nowMs: this.context.nowMs()})
    const simulation = simulatePolicy(api, place, request)
    this.log(renderSimulation(simulation, this.terminal))
    if (expected !== undefined && expected !== simulation.decision.toLowerCase()) this.endWith('refused')
    return simulation
  }
}
