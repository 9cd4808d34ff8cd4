import type {PolicyDecision} from '../../identity/decide-policy.js'
import {headerValues} from '../header-list.js'
import {decidePolicy} from '../invoke-policy.js'
import {lambdaFunctionArn} from '../lambda-uri.js'
import {lifeOf} from '../life.js'
import {BackendError, type InvokeResult, type Ports} from '../ports.js'
import type {IdentitySource, LambdaAuthorization} from './authorization.js'
import type {Authorized} from './authorize.js'
import type {PolicyVoice} from './check-resource-policy.js'
import {parseAuthorizerAnswer, type AuthorizerAnswer} from './authorizer-answer.js'
import {callAuthorizer} from './authorizer-call.js'
import {contextValue} from './context-variables.js'
import {executionArn, methodArn} from './execution-arn.js'
import {GatewayError} from './gateway-error.js'
import {functionErrorMessage} from './function-error-message.js'
import {headerMaps, queryMaps} from './lambda-event.js'
import type {Matched} from './match-method.js'
import {renderUri} from './uri-template.js'

/** REST integrations wait at most this long, and authorizers with them (undocumented). */
const timeoutMs = 29_000

/**
 * Asks a Lambda authorizer, or its kept answer, and joins its policy with the resource policy's decision. Fills
 * `$context.authorizer`. Source: docs/aws-facts.md "Authorization", "Lambda authorizers, REST and WebSocket" and its table A.
 */
export async function askLambdaAuthorizer(
  matched: Matched,
  authorizer: LambdaAuthorization,
  policy: PolicyVoice,
  ports: Ports,
): Promise<Authorized> {
  const identity = readIdentity(matched, authorizer)
  const startedAtMs = ports.nowMs()
  const kept = keptAnswer(matched, authorizer, identity, startedAtMs)
  const answer = kept ?? (await ask(matched, authorizer, identity, ports))
  const {context} = matched.request
  context.authorizer = {
    ...answer.context,
    principalId: answer.principalId,
    integrationLatency: kept === undefined ? ports.nowMs() - startedAtMs : 0,
  }
  checkDecision(decidePolicy(answer.policyDocument, methodArn(matched)), policy)
  return {matched, usageIdentifierKey: answer.usageIdentifierKey}
}

/** Allowed by either side and denied by none. */
function checkDecision(decision: PolicyDecision | undefined, policy: PolicyVoice): void {
  if (decision === 'explicit-deny') {
    const message = 'User is not authorized to access this resource with an explicit deny'
    const reason = `The authorizer's policy: ${message}.`
    throw new GatewayError({type: 'ACCESS_DENIED', message, reason, logged: [message]})
  }
  if (decision === 'allow' || policy === 'allows') return
  throw new GatewayError({
    type: 'ACCESS_DENIED',
    reason:
      "No statement of the authorizer's policy allows this method: its Resource must cover every method that shares the answer.",
    logged: ['User is not authorized to access this resource'],
  })
}

/**
 * Values of the identity sources. A missing or empty one refuses the request without a call, except for REQUEST
 * authorizers without cache, which are called with what there is.
 */
function readIdentity(matched: Matched, {isToken, sources, validation, ttlMs}: LambdaAuthorization): string[] {
  const values = sources.map((source) => sourceValue(matched, source) ?? '')
  const isComplete = values.length > 0 && values.every((value) => value !== '')
  if (!isComplete && (isToken || (ttlMs > 0 && sources.length > 0))) {
    throw new GatewayError({type: 'UNAUTHORIZED', reason: 'An identity source of the authorizer is missing or empty.'})
  }
  const [first] = values
  if (validation !== undefined && first !== undefined && !validation().matches(first)) {
    throw new GatewayError({
      type: 'UNAUTHORIZED',
      reason: 'The identity source does not fit the identityValidationExpression.',
    })
  }
  return values
}

function sourceValue({request, deployment}: Matched, source: IdentitySource): string | undefined {
  switch (source.from) {
    case 'header':
      // Captured in September 2026 (docs/aws-facts.md "Authorization"): a repeated header is one value with commas.
      return headerValues(request.headers.all, source.name.toLowerCase()).join(',')
    case 'querystring':
      return request.query.findLast(([name]) => name === source.name)?.[1]
    case 'stageVariables':
      return deployment.variables.get(source.name)
    case 'context': {
      const value = contextValue(request.context, source.steps)
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
    }
  }
}

function cacheKey(
  {deployment}: Matched,
  {authorizerId}: LambdaAuthorization,
  identity: readonly string[],
): string | undefined {
  if (identity.length === 0) return undefined
  const {api, stage, memory} = deployment
  const {authorizersCache} = memory.cacheGeneration(api.apiId, stage.stageName)
  return JSON.stringify([api.apiId, stage.stageName, authorizersCache, authorizerId, ...identity])
}

function keptAnswer(
  matched: Matched,
  authorizer: LambdaAuthorization,
  identity: readonly string[],
  nowMs: number,
): AuthorizerAnswer | undefined {
  const key = authorizer.ttlMs === 0 ? undefined : cacheKey(matched, authorizer, identity)
  return key === undefined ? undefined : matched.deployment.memory.authorizerAnswers.get(key, nowMs)
}

async function ask(
  matched: Matched,
  authorizer: LambdaAuthorization,
  identity: readonly string[],
  ports: Ports,
): Promise<AuthorizerAnswer> {
  const payload = readPayload(await invoke(matched, authorizer, identity, ports))
  const answer = parseAuthorizerAnswer(payload)
  if ('why' in answer) {
    throw new GatewayError({
      type: 'AUTHORIZER_CONFIGURATION_ERROR',
      reason: `The Lambda authorizer's answer cannot be used: ${answer.why}.`,
      logged: [`Execution failed due to configuration error: ${answer.logged}`],
    })
  }
  const key = authorizer.ttlMs === 0 ? undefined : cacheKey(matched, authorizer, identity)
  if (key !== undefined) {
    matched.deployment.memory.authorizerAnswers.set(key, answer, lifeOf(ports.nowMs(), authorizer.ttlMs))
  }
  return answer
}

async function invoke(
  matched: Matched,
  authorizer: LambdaAuthorization,
  identity: readonly string[],
  ports: Ports,
): Promise<InvokeResult> {
  const uri = renderUri(authorizer.uri, matched.deployment.variables, () => undefined)
  const functionArn = lambdaFunctionArn(uri)
  if (functionArn === undefined) {
    throw new GatewayError({
      type: 'AUTHORIZER_CONFIGURATION_ERROR',
      reason: `The authorizer's URI ${uri} names no Lambda function.`,
    })
  }
  try {
    const request = {
      functionArn,
      payload: authorizerEvent(matched, authorizer, identity),
      requestId: ports.newRequestId(),
      timeoutMs,
      sourceArn: executionArn(matched, `/authorizers/${authorizer.authorizerId}`),
      client: matched.request.incoming,
    }
    return await callAuthorizer(request, ports, (call) => (matched.request.authorizerCall = call))
  } catch (error) {
    if (!(error instanceof BackendError)) throw error
    const reason = `The Lambda authorizer did not answer: ${error.message}`
    throw new GatewayError({type: 'AUTHORIZER_FAILURE', reason}, {cause: error})
  }
}

/** Source: developer guide, "Input to an API Gateway Lambda authorizer"; empty maps are {} there. */
function authorizerEvent(matched: Matched, {isToken}: LambdaAuthorization, identity: readonly string[]): string {
  const arn = methodArn(matched)
  if (isToken) return JSON.stringify({type: 'TOKEN', methodArn: arn, authorizationToken: identity[0] ?? ''})
  const {request, deployment, method, pathParameters} = matched
  const {headers, multiValueHeaders} = headerMaps(request.headers.all)
  const {single, multiple} = queryMaps(request.query)
  return JSON.stringify({
    type: 'REQUEST',
    methodArn: arn,
    resource: method.resourcePath,
    path: request.path,
    httpMethod: request.method,
    headers,
    multiValueHeaders,
    queryStringParameters: single ?? {},
    multiValueQueryStringParameters: multiple ?? {},
    pathParameters,
    stageVariables: deployment.eventVariables ?? {},
    requestContext: request.context,
  })
}

/** An error whose message is exactly `Unauthorized` asks for 401, thrown or answered. */
function readPayload(result: InvokeResult): string {
  if (result.outcome === 'refused') throw notInvoked(result)
  const message = functionErrorMessage(result.payload)
  if (message === 'Unauthorized') {
    throw new GatewayError({type: 'UNAUTHORIZED', reason: 'The Lambda authorizer answered Unauthorized.'})
  }
  if (result.outcome === 'success') return result.payload
  throw new GatewayError({
    type: 'AUTHORIZER_FAILURE',
    reason: `Lambda execution failed with status 200 due to customer function error: ${message}.`,
  })
}

function notInvoked({reason, message}: Extract<InvokeResult, {outcome: 'refused'}>): GatewayError {
  const refusal = {reason: `The Lambda authorizer cannot be invoked: ${message}`}
  if (reason === 'throttled') return new GatewayError({type: 'AUTHORIZER_FAILURE', ...refusal})
  const logged = ['Execution failed due to configuration error: Invalid permissions on Lambda function']
  return new GatewayError({type: 'AUTHORIZER_CONFIGURATION_ERROR', ...refusal, logged})
}
