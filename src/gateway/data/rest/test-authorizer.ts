import {ExpiringMap} from '../http/expiring-map.js'
import type {AuthorizerTest, Ports, TestCall} from '../ports.js'
import {authorize} from './authorize.js'
import {parseAuthorizerAnswer, type AuthorizerAnswer} from './authorizer-answer.js'
import {authorizerLines} from './authorizer-lines.js'
import type {GatewayError} from './gateway-error.js'
import type {Matched} from './match-method.js'
import {testLog} from './test-method.js'
import {testRequest, type TestMeans} from './test-request.js'
import {toRefusal} from './to-gateway-response.js'

/**
 * Asks one authorizer of an API as it is now; its answer is told whatever its policy says. Undefined when the API has
 * no such authorizer. Source: public logs of 2017 and 2019.
 */
export async function testAuthorizer(
  call: TestCall,
  authorizerId: string,
  {memory, ports}: TestMeans,
): Promise<AuthorizerTest | undefined> {
  const record = call.snapshot.authorizers.find(({id}) => id === authorizerId)
  if (record === undefined) return undefined
  const authorizationType = record.type === 'COGNITO_USER_POOLS' ? 'COGNITO_USER_POOLS' : 'CUSTOM'
  const method = {httpMethod: 'GET', authorizationType, authorizerId, apiKeyRequired: false}
  const resources = [{id: 'test-invoke-resource-id', path: '/', resourceMethods: {GET: method}}]
  const test = {...call, snapshot: {...call.snapshot, resources}}
  const target = {resourcePath: '/', verb: 'GET', stageName: 'ESTestInvoke-stage'}
  const matched = testRequest(test, target, {memory, ports})
  if (matched === undefined) return undefined
  return answerOf(matched, await ask(matched, ports), ports)
}

/** Why it was refused, if it was. */
async function ask(matched: Matched, ports: Ports): Promise<GatewayError | undefined> {
  try {
    await authorize({matched: withoutCache(matched), policy: 'allows'}, ports)
    return undefined
  } catch (error) {
    return toRefusal(error)
  }
}

/** Tests ask anew each time. A REQUEST authorizer with a cache needs all its identity sources: that stays so. */
function withoutCache(matched: Matched): Matched {
  const {deployment} = matched
  const memory = {...deployment.memory, authorizerAnswers: new ExpiringMap<AuthorizerAnswer>(1)}
  return {...matched, deployment: {...deployment, memory}}
}

function answerOf(matched: Matched, refusal: GatewayError | undefined, ports: Ports): AuthorizerTest {
  const {requestId, requestTimeEpoch, authorizer} = matched.request.context
  const received = matched.request.authorizerCall?.received
  const parsed = received === undefined ? undefined : parseAuthorizerAnswer(received)
  const answer = parsed === undefined || 'why' in parsed ? undefined : parsed
  const refused = answer === undefined ? refusal : undefined
  const atMs = ports.nowMs()
  const texts = authorizerLines(matched, refused).map(({text}) => text)
  // A test ends with the name of the error (public logs of 2016 and 2023).
  if (refused !== undefined) texts.push(refused.type === 'UNAUTHORIZED' ? 'Unauthorized' : refused.errorType)
  const log = testLog(
    requestId,
    texts.map((text) => ({atMs, text})),
  )
  const latencyMs = atMs - requestTimeEpoch
  if (refused !== undefined) return {clientStatus: refused.status, log, latencyMs}
  if (answer === undefined) return {clientStatus: 200, log, latencyMs, claims: claimsOf(authorizer)}
  const {principalId, policyDocument} = answer
  return {clientStatus: 200, log, latencyMs, principalId, policy: JSON.stringify(policyDocument)}
}

function claimsOf(authorizer: Record<string, unknown> | undefined): Record<string, string> {
  const claims: unknown = authorizer?.claims
  if (typeof claims !== 'object' || claims === null) return {}
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, String(value)]))
}
