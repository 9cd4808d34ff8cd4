import type {AuthorizerCall} from './authorization-variables.js'
import type {LambdaAuthorization} from './authorization.js'
import {authorizerEntries} from './authorizer-entries.js'
import {functionEntries, functionUri, mapText} from './endpoint-entries.js'
import type {GatewayError} from './gateway-error.js'
import {data, failure, info, type LogEntry} from './log-entry.js'
import {masked} from './masked.js'
import type {Matched} from './match-method.js'

/**
 * What execution logs tell of a Lambda or Cognito authorizer, its refusal too. Sources: public logs of 5 June 2017
 * (allowed), 5 September 2019 (REQUEST), 9 June 2023 (unusable answer), 10 January 2026 (unauthorized).
 */
export function authorizerLines(matched: Matched, refusal: GatewayError | undefined): LogEntry[] {
  const {authorization} = matched.method
  if (authorization.kind === 'none' || authorization.kind === 'iam') return []
  const {requestId} = matched.request.context
  const refused = refusal === undefined ? [] : refusalLines(refusal, requestId)
  if (authorization.kind === 'lambda') return [...lambdaLines(matched, authorization, refusal), ...refused]
  const starting = info(`Starting authorizer: ${authorization.authorizerId} for request: ${requestId}`)
  return refusal === undefined
    ? [starting, info('Successfully completed authorizer execution')]
    : [starting, ...refused]
}

function lambdaLines(
  matched: Matched,
  authorization: LambdaAuthorization,
  refusal: GatewayError | undefined,
): LogEntry[] {
  const {context, authorizerCall} = matched.request
  const {requestId, authorizer} = context
  // An answer whose policy denies is a good answer.
  const isAnswered = refusal === undefined || (refusal.type === 'ACCESS_DENIED' && authorizer !== undefined)
  return authorizerEntries({
    ...{authorizerId: authorization.authorizerId, requestId, authorizer},
    outcome: isAnswered ? 'passed' : 'refused',
    called: [...identityLines(matched, authorization), ...callLines(matched, authorizerCall)],
  })
}

/** A TOKEN authorizer's identity is the token, that of others a map of its sources. */
function identityLines({request}: Matched, {sources, isToken}: LambdaAuthorization): LogEntry[] {
  const known = sources.flatMap((source): [string, string][] => {
    if (source.from !== 'header' && source.from !== 'querystring') return []
    const sent = source.from === 'header' ? request.headers.last(source.name.toLowerCase()) : undefined
    const value = sent ?? request.query.findLast(([name]) => name === source.name)?.[1]
    return value === undefined ? [] : [[`method.request.${source.from}.${source.name}`, masked(value)]]
  })
  return [data(`Incoming identity: ${isToken ? (known[0]?.[1] ?? '') : mapText(known)}`)]
}

/** Nothing for an answer that was kept. */
function callLines({request, deployment}: Matched, call: AuthorizerCall | undefined): LogEntry[] {
  if (call === undefined) return []
  const {sourceArn = '', ...sent} = call.sent
  const {requestId, requestTimeEpoch} = request.context
  const {apiId, region} = deployment.api
  return [
    ...functionEntries(sent, {apiId, region, requestId, requestTimeEpoch, sourceArn, traceId: undefined}),
    data(`Sending request to ${functionUri(sent.functionArn, {region})}`),
    ...(call.received === undefined ? [] : [data(`Authorizer result body before parsing: ${call.received}`)]),
  ]
}

function refusalLines({type, logged}: GatewayError, requestId: string): LogEntry[] {
  return type === 'UNAUTHORIZED' ? [failure(`Unauthorized request: ${requestId}`)] : logged.map(failure)
}
