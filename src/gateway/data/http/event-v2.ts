import {eachHeader} from '../header-list.js'
import type {HeaderList} from '../header-list.js'
import type {Query} from '../query-string.js'
import {encodeBody} from './event-body.js'
import type {Caller, IamCaller} from './http-context.js'
import type {MappedRequest} from './map-http-request.js'
import type {Selected} from './select-route.js'

/**
 * The event of payload format 2.0; members without a value are absent. Order and presence as captured from AWS in
 * September 2026 (http_lambda_authorizers captures) and in April 2025 (aws-lambda-dotnet's test tool).
 */
export function eventV2(selected: Selected, caller: Caller, mapped: MappedRequest): Readonly<Record<string, unknown>> {
  const {body, isBase64Encoded} = encodeBody(selected.request)
  const event = bodilessEventV2(selected, mapped, callerV2(caller))
  return body === undefined ? {...event, isBase64Encoded} : {...event, body, isBase64Encoded}
}

/** What authorizers and integrations have in common. */
export function bodilessEventV2(
  {request, deployment, route, pathParameters}: Selected,
  mapped: MappedRequest,
  authorizer?: object,
): EventV2 {
  const {context} = request
  const {clientCert} = context.identity
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: mapped.newPath ?? context.path,
    rawQueryString: mapped.rawQuery,
    ...headersAndCookies(mapped.headers),
    ...queryMap(mapped.query),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      ...(clientCert === undefined ? {} : {authentication: {clientCert}}),
      ...(authorizer === undefined ? {} : {authorizer}),
      domainName: context.domainName,
      domainPrefix: context.domainPrefix,
      http: {
        method: context.httpMethod,
        path: context.path,
        protocol: context.protocol,
        sourceIp: context.identity.sourceIp,
        userAgent: context.identity.userAgent,
      },
      requestId: context.requestId,
      routeKey: route.routeKey,
      stage: context.stage,
      time: context.requestTime,
      timeEpoch: context.requestTimeEpoch,
    },
    ...(route.parameterNames.length === 0 ? {} : {pathParameters}),
    ...(deployment.eventVariables === undefined ? {} : {stageVariables: deployment.eventVariables}),
  }
}

type Texts = Readonly<Record<string, string>>

export type EventV2 = {
  version: '2.0'
  routeKey: string
  rawPath: string
  rawQueryString: string
  cookies?: readonly string[]
  headers: Texts
  queryStringParameters?: Texts
  requestContext: Readonly<Record<string, unknown>>
  pathParameters?: Texts
  stageVariables?: Texts
}

function callerV2(caller: Caller): object | undefined {
  if (caller.kind === 'jwt') return {jwt: {claims: caller.claims, scopes: caller.scopes}}
  if (caller.kind === 'iam') return {iam: iamV2(caller)}
  return caller.kind === 'lambda' ? {lambda: caller.context} : undefined
}

/** Source: the event types that AWS publishes for Lambda (APIGatewayEventRequestContextIAMAuthorizer). */
function iamV2({accessKey, accountId, principalOrgId, userArn, userId}: IamCaller): object {
  return {accessKey, accountId, callerId: userId, cognitoIdentity: null, principalOrgId, userArn, userId}
}

/** Names in lower case, values of repeated headers joined by commas; cookies have a list of their own. */
function headersAndCookies(list: HeaderList): {cookies?: string[]; headers: Record<string, string>} {
  const headers = Object.create(null) as Record<string, string>
  const cookies: string[] = []
  eachHeader(list, (_name, lowerName, value) => {
    if (lowerName === 'cookie') cookies.push(...splitCookies(value))
    else headers[lowerName] = headers[lowerName] === undefined ? value : `${headers[lowerName]},${value}`
  })
  return cookies.length === 0 ? {headers} : {cookies, headers}
}

function splitCookies(value: string): string[] {
  return value
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '')
}

function queryMap(query: Query): {queryStringParameters?: Record<string, string>} {
  if (query.length === 0) return {}
  const parameters = Object.create(null) as Record<string, string>
  for (const [name, value] of query) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`
  }
  return {queryStringParameters: parameters}
}
