import {partitionOf} from '../../config/variables.js'
import {ApigwError} from '../../errors/apigw-error.js'
import {didYouMean} from '../../errors/did-you-mean.js'
import {writtenOut} from '../../gateway/control/apigateway/policy.js'
import {requestConditions} from '../../gateway/data/request-conditions.js'
import {findRoute, growRouteTree} from '../../gateway/data/route-tree.js'
import {isDecisive, judgeResourcePolicy} from '../../gateway/identity/decide-policy.js'
import type {PolicyDecision, Verdict} from '../../gateway/identity/decide-policy.js'
import {principalConditions} from '../../gateway/identity/principal.js'
import type {Method, RestApi} from '../../model/rest-api.js'
import {judgeRequest, ownDecision} from './judge-request.js'
import type {Judged} from './judge-request.js'
import {shownStatement} from './shown-statement.js'
import type {ShownStatement} from './shown-statement.js'
import type {SimulatedPlace, SimulatedRequest} from './simulated-request.js'
import {unreadablePolicy} from './unreadable-policy.js'

/** What became of a request that was not made, and why. */
export type Simulation = {
  decision: 'ALLOW' | 'DENY'
  route: string
  /** The ARN that policies are asked about. */
  resource: string
  caller: string
  authorization: Method['authorizationType']
  /** The statement that decided, where one did. */
  decidedBy?: ShownStatement
  why: string
  /** What was taken for granted. */
  assumes: readonly string[]
  statements: readonly ShownStatement[]
}

/**
 * Whether API Gateway would let a request to a REST API through: the resource policy together with the authorization of
 * the route, by the engine of the local gateway. Pure. Throws PART_NOT_FOUND, when no route serves it, and POLICY_INVALID.
 * Source: docs/aws-facts.md "Authorization".
 */
export function simulatePolicy(api: RestApi, place: SimulatedPlace, request: SimulatedRequest): Simulation {
  const [route, method] = findMethod(api, request)
  const apiArn = `arn:${partitionOf(place.region)}:execute-api:${place.region}:${place.accountId}:${place.apiId}`
  const resource = `${apiArn}/${place.stageName}/${request.verb}${request.path}`
  // Who signs is only read where the route asks for a signature.
  const principal = method.authorizationType === 'AWS_IAM' ? request.principal : undefined
  const values = new Map([...conditionsOf(request), ...(principal === undefined ? [] : principalConditions(principal, {}))]) // prettier-ignore
  const question = {action: 'execute-api:Invoke', arn: resource, values}
  const verdicts = verdictsOf(api, apiArn, {
    ...question,
    ownerAccountId: place.accountId,
    ...(principal && {principal}),
  })
  const policy = policyDecision(verdicts)
  const own = ownDecision(method, {...request, principal}, question)
  const judged = judgeRequest(method, {api, request, principal, place, policy, own})
  const decider = deciderOf(verdicts ?? [], policy, judged)
  const statements = (verdicts ?? []).map(shownStatement)
  const decidedBy = statements.find(({number}) => number === decider?.number)
  return {
    decision: judged.decision,
    route,
    resource,
    caller: request.principal?.arn ?? 'anonymous',
    authorization: method.authorizationType,
    ...(decidedBy !== undefined && {decidedBy}),
    why: judged.why,
    assumes: [...judged.assumes, ...assumptions(method, request)],
    statements,
  }
}

function verdictsOf(
  {policy}: RestApi,
  arn: string,
  question: Parameters<typeof judgeResourcePolicy>[1],
): Verdict[] | undefined {
  if (policy === undefined) return undefined
  // Definitions may write `execute-api:/*`, which AWS spells out when it keeps the policy.
  const document: unknown = JSON.parse(writtenOut(policy, arn))
  const verdicts = judgeResourcePolicy(document, question)
  if (verdicts === undefined) throw unreadablePolicy('The resource policy of the API cannot be read.')
  return verdicts
}

function policyDecision(verdicts: readonly Verdict[] | undefined): PolicyDecision | undefined {
  if (verdicts === undefined) return undefined
  const decisive = verdicts.filter(isDecisive)
  if (decisive.some(({effect}) => effect === 'Deny')) return 'explicit-deny'
  return decisive.length > 0 ? 'allow' : 'implicit-deny'
}

/** The first statement that says what the policy as a whole says; none where something else decided. */
function deciderOf(
  verdicts: readonly Verdict[],
  policy: PolicyDecision | undefined,
  judged: Judged,
): Verdict | undefined {
  // prettier-ignore
  if (!judged.byPolicy || policy === undefined || policy === 'implicit-deny') return undefined
  const effect = policy === 'allow' ? 'Allow' : 'Deny'
  return verdicts.find((verdict) => verdict.effect === effect && isDecisive(verdict))
}

function conditionsOf({sourceIp, nowMs, userAgent = '', referer, vpceId, vpcId}: SimulatedRequest) {
  const known = requestConditions({sourceIp: sourceIp ?? '', nowMs, userAgent: userAgent === '' ? null : userAgent, referer, vpceId, vpcId}) // prettier-ignore
  return sourceIp === undefined ? known.filter(([key]) => key !== 'aws:sourceip' && key !== 'aws:vpcsourceip') : known
}

function assumptions({apiKeyRequired, authorizationType}: Method, {principal}: SimulatedRequest): string[] {
  return [
    ...(apiKeyRequired ? ['The request has an API key of a usage plan of the stage: the route wants one.'] : []),
    ...(principal !== undefined && authorizationType !== 'AWS_IAM'
      ? [`Who signs is not looked at: the route has ${authorizationType}.`]
      : []),
  ]
}

/** The route of that very name, else the one that would serve the path. */
function findMethod(api: RestApi, {verb, path}: SimulatedRequest): [string, Method] {
  const methods = new Map<string, Method>(Object.entries(api.methods))
  const own = methods.get(`${verb} ${path}`)
  if (own !== undefined) return [`${verb} ${path}`, own]
  const tree = growRouteTree(api.resources.map((each) => ({path: each, value: each})))
  const segments = path.split('/').filter((segment) => segment !== '')
  const found = findRoute(tree, segments, (paths) => {
    const keys = paths.flatMap((each) => [`${verb} ${each}`, `ANY ${each}`])
    return keys.find((key) => methods.has(key))
  })
  const method = found && methods.get(found.choice)
  if (found !== undefined && method !== undefined) return [found.choice, method]
  const near = didYouMean(`${verb} ${path}`, [...methods.keys()])
  throw new ApigwError({
    code: 'PART_NOT_FOUND',
    exit: 'failure',
    what: `No route of ${api.name} serves ${verb} ${path}.`,
    why: `It has ${[...methods.keys()].slice(0, 10).join(', ') || 'no routes'}.`,
    fix: near === undefined ? 'Run "apigw route list".' : `Did you mean "${near}"?`,
  })
}
