import {decidePolicy} from '../invoke-policy.js'
import {lambdaFunctionArn} from '../lambda-uri.js'
import {lifeOf} from '../life.js'
import {BackendError} from '../ports.js'
import type {InvokeResult, Ports} from '../ports.js'
import {renderUri} from '../rest/uri-template.js'
import {authorizerEvent} from './authorizer-event.js'
import {parseAuthorizerResult} from './authorizer-result.js'
import type {AuthorizerResult} from './authorizer-result.js'
import type {LambdaAuthorization} from './compiled-http-api.js'
import {executionArn, routeArn} from './execution-arn.js'
import {functionErrorMessage} from './function-error.js'
import type {Caller} from './http-context.js'
import {authorizerCachePrefix} from './http-memory.js'
import {HttpRefusal} from './http-refusal.js'
import {requestView} from './request-view.js'
import type {Selected} from './select-route.js'
import {readValue} from './value-expression.js'

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const timeoutMs = 10_000

/**
 * Asks the authorizer's function, or its kept result. Refuses with 401 (identity missing, or the function says
 * `Unauthorized`), 403 (denied) or 500 (no usable answer). Source: docs/aws-facts.md "Authorization", "Lambda authorizers, HTTP API".
 */
export async function authorizeLambda(
  selected: Selected,
  authorizer: LambdaAuthorization,
  ports: Ports,
): Promise<Caller> {
  const identity = readIdentity(selected, authorizer)
  const result =
    keptResult(selected, authorizer, identity, ports.nowMs()) ?? (await ask(selected, authorizer, identity, ports))
  const isAllowed =
    result.kind === 'simple' ? result.isAuthorized : decidePolicy(result.document, routeArn(selected)) === 'allow'
  if (!isAllowed) throw new HttpRefusal('ACCESS_DENIED', 'The Lambda authorizer denied the request.')
  return {
    kind: 'lambda',
    context: result.context,
    principalId: result.kind === 'policy' ? result.principalId : undefined,
  }
}

/** Values of all identity sources; an empty one counts as present (captured). */
function readIdentity(selected: Selected, {sources}: LambdaAuthorization): string[] {
  const view = requestView(selected, {kind: 'anonymous'})
  return sources.map((source) => {
    const value = readValue(source, view)
    if (value !== undefined) return value
    throw new HttpRefusal('UNAUTHORIZED', `An identity source of the Lambda authorizer is missing (${source.from}).`)
  })
}

function cacheKey({deployment}: Selected, {authorizerId}: LambdaAuthorization, identity: readonly string[]): string {
  const {api, stage} = deployment
  return `${authorizerCachePrefix(api.apiId, stage.stageName)}${JSON.stringify([authorizerId, ...identity])}`
}

function keptResult(
  selected: Selected,
  authorizer: LambdaAuthorization,
  identity: readonly string[],
  nowMs: number,
): AuthorizerResult | undefined {
  if (authorizer.ttlMs === 0 || identity.length === 0) return undefined
  return selected.deployment.memory.authorizerResults.get(cacheKey(selected, authorizer, identity), nowMs)
}

async function ask(
  selected: Selected,
  authorizer: LambdaAuthorization,
  identity: readonly string[],
  ports: Ports,
): Promise<AuthorizerResult> {
  const payload = readPayload(await invoke(selected, authorizer, identity, ports))
  const result = parseAuthorizerResult(payload, authorizer)
  if (typeof result === 'string') throw new HttpRefusal('AUTHORIZER_FAILURE', result)
  if (result.kind === 'policy' && decidePolicy(result.document, '') === undefined) {
    throw new HttpRefusal('AUTHORIZER_FAILURE', 'The policyDocument in the authorizer’s answer is malformed.')
  }
  if (authorizer.ttlMs > 0 && identity.length > 0) {
    const {authorizerResults} = selected.deployment.memory
    authorizerResults.set(cacheKey(selected, authorizer, identity), result, lifeOf(ports.nowMs(), authorizer.ttlMs))
  }
  return result
}

async function invoke(
  selected: Selected,
  authorizer: LambdaAuthorization,
  identity: readonly string[],
  ports: Ports,
): Promise<InvokeResult> {
  const {deployment, request} = selected
  const uri = renderUri(authorizer.uri, deployment.variables, () => undefined)
  const functionArn = lambdaFunctionArn(uri)
  if (functionArn === undefined) throw new HttpRefusal('AUTHORIZER_FAILURE', `${uri} names no Lambda function.`)
  try {
    return await ports.invokeFunction({
      functionArn,
      payload: JSON.stringify(authorizerEvent(selected, authorizer.payloadVersion, identity)),
      requestId: ports.newRequestId(),
      timeoutMs,
      sourceArn: executionArn(deployment, `/authorizers/${authorizer.authorizerId}`),
      client: request.incoming,
    })
  } catch (error) {
    if (!(error instanceof BackendError)) throw error
    throw new HttpRefusal('AUTHORIZER_FAILURE', `The Lambda authorizer did not answer: ${error.message}`, {
      cause: error,
    })
  }
}

/** A function that fails with exactly `Unauthorized` asks for 401; so does one that answers such an errorMessage. */
function readPayload(result: InvokeResult): string {
  if (result.outcome === 'refused') {
    throw new HttpRefusal('AUTHORIZER_FAILURE', `The Lambda authorizer cannot be invoked: ${result.message}`)
  }
  const message = functionErrorMessage(result.payload)
  if (message === 'Unauthorized') throw new HttpRefusal('UNAUTHORIZED', 'The Lambda authorizer answered Unauthorized.')
  if (result.outcome === 'success') return result.payload
  throw new HttpRefusal('AUTHORIZER_FAILURE', `The Lambda authorizer failed: ${message ?? result.payload}`)
}
