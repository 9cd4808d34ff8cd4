import {ExpiringMap} from '../http/expiring-map.js'
import type {AuthorizerTest, InvokeRequest, Ports, TestCall} from '../ports.js'
import {authorize} from './authorize.js'
import {parseAuthorizerAnswer, type AuthorizerAnswer} from './authorizer-answer.js'
import type {GatewayError} from './gateway-error.js'
import {masked} from './masked.js'
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
  return answerOf(matched, authorizerId, await ask(matched, ports), ports)
}

/** What became of asking: the call to the function, if there was one, its answer, and why it was refused. */
type Asked = {sent: InvokeRequest | undefined; payload: string | undefined; refusal: GatewayError | undefined}

async function ask(matched: Matched, ports: Ports): Promise<Asked> {
  const asked: Asked = {sent: undefined, payload: undefined, refusal: undefined}
  const listening: Ports = {
    ...ports,
    invokeFunction: async (sent) => {
      asked.sent = sent
      const result = await ports.invokeFunction(sent)
      if (result.outcome === 'success') asked.payload = result.payload
      return result
    },
  }
  try {
    await authorize({matched: withoutCache(matched), policy: 'allows'}, listening)
  } catch (error) {
    asked.refusal = toRefusal(error)
  }
  return asked
}

/** Tests ask anew each time. A REQUEST authorizer with a cache needs all its identity sources: that stays so. */
function withoutCache(matched: Matched): Matched {
  const {deployment} = matched
  const memory = {...deployment.memory, authorizerAnswers: new ExpiringMap<AuthorizerAnswer>(1)}
  return {...matched, deployment: {...deployment, memory}}
}

function answerOf(matched: Matched, authorizerId: string, asked: Asked, ports: Ports): AuthorizerTest {
  const {requestId, requestTimeEpoch, authorizer} = matched.request.context
  const parsed = asked.payload === undefined ? undefined : parseAuthorizerAnswer(asked.payload)
  const answer = typeof parsed === 'object' ? parsed : undefined
  const isRefused = answer === undefined && asked.refusal !== undefined
  const atMs = ports.nowMs()
  const texts = [
    `Starting authorizer: ${authorizerId} for request: ${requestId}`,
    ...identityTexts(matched),
    ...callTexts(matched, asked),
    ...(isRefused ? refusalTexts(asked.refusal, requestId) : successTexts(answer)),
  ]
  const log = testLog(
    requestId,
    texts.map((text) => ({atMs, text})),
  )
  const latencyMs = atMs - requestTimeEpoch
  if (isRefused) return {clientStatus: asked.refusal?.status ?? 500, log, latencyMs}
  if (answer === undefined) return {clientStatus: 200, log, latencyMs, claims: claimsOf(authorizer)}
  const {principalId, policyDocument} = answer
  return {clientStatus: 200, log, latencyMs, principalId, policy: JSON.stringify(policyDocument)}
}

/** A TOKEN authorizer's identity is the token, that of others a map of its sources. */
function identityTexts({request, method: {authorization}}: Matched): string[] {
  if (authorization.kind !== 'lambda') return []
  const known = authorization.sources.flatMap((source) => {
    if (source.from !== 'header' && source.from !== 'querystring') return []
    const sent = source.from === 'header' ? request.headers.last(source.name.toLowerCase()) : undefined
    const value = sent ?? request.query.findLast(([name]) => name === source.name)?.[1]
    return value === undefined ? [] : [{name: `method.request.${source.from}.${source.name}`, value: masked(value)}]
  })
  if (authorization.isToken) return [`Incoming identity: ${known[0]?.value ?? ''}`]
  return [`Incoming identity: {${known.map(({name, value}) => `${name}=${value}`).join(', ')}}`]
}

function callTexts({deployment, request}: Matched, {sent, payload}: Asked): string[] {
  if (sent === undefined) return []
  const {apiId, region} = deployment.api
  const uri = `https://lambda.${region}.amazonaws.com/2015-03-31/functions/${sent.functionArn}/invocations`
  const headers = [
    `x-amzn-lambda-integration-tag=${request.context.requestId}`,
    `x-amzn-apigateway-api-id=${apiId}`,
    `X-Amz-Source-Arn=${sent.sourceArn ?? ''}`,
    'Accept=application/json',
    `User-Agent=AmazonAPIGateway_${apiId}`,
  ]
  return [
    `Endpoint request URI: ${uri}`,
    `Endpoint request headers: {${headers.join(', ')}}`,
    `Endpoint request body after transformations: ${sent.payload}`,
    `Sending request to ${uri}`,
    ...(payload === undefined ? [] : [`Authorizer result body before parsing: ${payload}`]),
  ]
}

function refusalTexts(refusal: GatewayError | undefined, requestId: string): string[] {
  if (refusal?.type !== 'UNAUTHORIZED') return [refusal?.reason ?? '']
  return [`Unauthorized request: ${requestId}`, 'Unauthorized']
}

function successTexts(answer: AuthorizerAnswer | undefined): string[] {
  const policy = answer && `Using valid authorizer policy for principal: ${masked(answer.principalId)}`
  return [...(policy === undefined ? [] : [policy]), 'Successfully completed authorizer execution']
}

function claimsOf(authorizer: Record<string, unknown> | undefined): Record<string, string> {
  const claims: unknown = authorizer?.claims
  if (typeof claims !== 'object' || claims === null) return {}
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, String(value)]))
}
