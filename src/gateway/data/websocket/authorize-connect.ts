import {headerValues, withoutHeaders} from '../header-list.js'
import {decidePolicy} from '../invoke-policy.js'
import {lambdaFunctionArn} from '../lambda-uri.js'
import {BackendError, type InvokeResult, type Ports} from '../ports.js'
import type {IdentitySource} from '../rest/authorization.js'
import {parseAuthorizerAnswer, type AuthorizerAnswer} from '../rest/authorizer-answer.js'
import {callAuthorizer} from '../rest/authorizer-call.js'
import {functionErrorMessage} from '../rest/function-error-message.js'
import {GatewayError} from '../rest/gateway-error.js'
import {renderUri} from '../rest/uri-template.js'
import type {ConnectAuthorization} from './compiled-websocket-api.js'
import {executionArn, routeArn} from './execution-arn.js'
import {authorizerEvent} from './lambda-event.js'
import {neverLeaves} from './never-leaves.js'
import type {RoutedEvent, SocketEvent} from './socket-event.js'
import {verifyConnectSigner} from './verify-connect-signer.js'

/** An upgrade request that may go on, and the API key that its authorizer names. */
export type AuthorizedConnect = {routed: RoutedEvent; usageIdentifierKey: string | undefined}

/**
 * Lets an upgrade request through or refuses it. A Lambda authorizer is asked for every connection, and fills
 * `$context.authorizer`. Source: docs/aws-facts.md "WebSocket" (captured September 2026).
 */
export function authorizeConnect(routed: RoutedEvent, ports: Ports): AuthorizedConnect | Promise<AuthorizedConnect> {
  const {authorization} = routed.route
  switch (authorization.kind) {
    case 'none':
      return {routed, usageIdentifierKey: undefined}
    case 'refused':
      throw new GatewayError({type: 'ACCESS_DENIED', message: 'Forbidden', reason: authorization.reason})
    case 'iam':
      verifyConnectSigner(routed.event, ports)
      return {routed: withoutSignature(routed), usageIdentifierKey: undefined}
    case 'lambda':
      return askAuthorizer(routed, authorization, ports)
  }
}

type LambdaAuthorization = Extract<ConnectAuthorization, {kind: 'lambda'}>

/** Backends see who signed, and never the signature. */
function withoutSignature({event, route}: RoutedEvent): RoutedEvent {
  return {event: {...event, headers: withoutHeaders(event.headers, (name) => name === 'authorization')}, route}
}

async function askAuthorizer(
  routed: RoutedEvent,
  authorization: LambdaAuthorization,
  ports: Ports,
): Promise<AuthorizedConnect> {
  const {event, route} = routed
  if (!hasIdentity(event, authorization.sources)) {
    throw new GatewayError({type: 'UNAUTHORIZED', reason: 'An identity source of the authorizer is missing or empty.'})
  }
  const startedAtMs = ports.nowMs()
  const answer = readAnswer(await invoke(event, authorization, ports))
  checkDecision(answer.policyDocument, routeArn(event.deployment, route.routeKey))
  const {principalId, context} = answer
  event.context.authorizer = {
    ...context,
    ...(principalId !== '' && {principalId}),
    // Of this event only: later events of the connection do not show it (captured September 2026).
    integrationLatency: ports.nowMs() - startedAtMs,
  }
  return {routed, usageIdentifierKey: answer.usageIdentifierKey}
}

function hasIdentity(event: SocketEvent, sources: readonly IdentitySource[]): boolean {
  return sources.every((source) => (sourceValue(event, source) ?? '') !== '')
}

/** Parts of `$context` that can be an identity source; AWS takes any other for missing (captured September 2026). */
const contextSources = ['connectionId', 'connectedAt', 'requestTimeEpoch'] as const

function sourceValue({context, headers, query, deployment}: SocketEvent, source: IdentitySource): string | undefined {
  switch (source.from) {
    case 'header':
      return headerValues(headers, source.name.toLowerCase()).join(',')
    case 'querystring':
      return query.findLast(([name]) => name === source.name)?.[1]
    case 'stageVariables':
      return deployment.variables.get(source.name)
    case 'context': {
      const name = contextSources.find((candidate) => candidate === source.steps.join('.'))
      return name === undefined ? undefined : String(context[name])
    }
  }
}

async function invoke(
  event: SocketEvent,
  {authorizerId, uri}: LambdaAuthorization,
  ports: Ports,
): Promise<InvokeResult> {
  const rendered = renderUri(uri, event.deployment.variables, () => undefined)
  const functionArn = lambdaFunctionArn(rendered)
  if (functionArn === undefined) throw failure(`The authorizer's URI ${rendered} names no Lambda function.`)
  try {
    const request = {
      functionArn,
      payload: authorizerEvent(event, routeArn(event.deployment, '$connect')),
      requestId: ports.newRequestId(),
      timeoutMs: authorizerTimeoutMs,
      sourceArn: executionArn(event.deployment, `/authorizers/${authorizerId}`),
      client: neverLeaves,
    }
    return await callAuthorizer(request, ports, (call) => (event.authorizerCall = call))
  } catch (error) {
    if (!(error instanceof BackendError)) throw error
    throw failure(`The Lambda authorizer did not answer: ${error.message}`, error)
  }
}

/** Integrations wait at most this long, and authorizers with them (undocumented). */
const authorizerTimeoutMs = 29_000

/** An error whose message is exactly `Unauthorized` asks for 401, thrown or answered. */
function readAnswer(result: InvokeResult): AuthorizerAnswer {
  if (result.outcome === 'refused') throw failure(`The Lambda authorizer cannot be invoked: ${result.message}`)
  const message = functionErrorMessage(result.payload)
  if (message === 'Unauthorized') {
    throw new GatewayError({type: 'UNAUTHORIZED', reason: 'The Lambda authorizer answered Unauthorized.'})
  }
  if (result.outcome === 'functionError') {
    throw failure(`Lambda execution failed with status 200 due to customer function error: ${message}.`)
  }
  // Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
  const isLarge = Buffer.byteLength(result.payload) > maxAnswerBytes
  const answer = isLarge ? {why: 'it is larger than 8 KB'} : parseAuthorizerAnswer(result.payload, 'websocket')
  if (!('why' in answer)) return answer
  const reason = `The Lambda authorizer's answer cannot be used: ${answer.why}.`
  throw new GatewayError({type: 'AUTHORIZER_CONFIGURATION_ERROR', message: '', reason})
}

const maxAnswerBytes = 8 * 1024

function checkDecision(policyDocument: unknown, arn: string): void {
  const decision = decidePolicy(policyDocument, arn)
  if (decision === 'allow') return
  const why =
    decision === 'explicit-deny'
      ? 'with an explicit deny in an identity-based policy'
      : 'because no identity-based policy allows the execute-api:Invoke action'
  const message = `User is not authorized to access this resource ${why}`
  throw new GatewayError({type: 'ACCESS_DENIED', message, reason: `The authorizer's policy for ${arn}: ${message}.`})
}

function failure(reason: string, cause?: unknown): GatewayError {
  return new GatewayError({type: 'AUTHORIZER_FAILURE', message: 'Internal server error', reason}, {cause})
}
