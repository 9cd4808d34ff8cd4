import {eachHeader} from '../header-list.js'
import type {HeaderList} from '../header-list.js'
import type {Query} from '../query-string.js'
import {iamIdentity, type Caller} from './http-context.js'
import {encodeBody} from './event-body.js'
import type {MappedRequest} from './map-http-request.js'
import type {Selected} from './select-route.js'

/**
 * The event of payload format 1.0. `path` is as sent, `requestContext.path` and the path parameters are decoded
 * (recorded: snapshots of aws-lambda-dotnet's test tool, 14 April 2025). Maps without entries are null.
 */
export function eventV1(selected: Selected, caller: Caller, mapped: MappedRequest): Readonly<Record<string, unknown>> {
  const {body, isBase64Encoded} = encodeBody(selected.request)
  const event = bodilessEventV1(selected, mapped)
  const authorizer = callerV1(caller)
  return {
    ...event,
    multiValueHeaders: groupHeaders(mapped.headers),
    multiValueQueryStringParameters: mapped.query.length === 0 ? null : groupPairs(mapped.query),
    requestContext: {
      ...event.requestContext,
      ...(authorizer === undefined ? {} : {authorizer}),
      ...identityV1(selected, caller),
    },
    body: body ?? null,
    isBase64Encoded,
  }
}

/** What authorizers and integrations have in common. Of repeated names the maps show the last value. */
export function bodilessEventV1(
  {request, deployment, route, pathParameters}: Selected,
  mapped: MappedRequest,
): EventV1 {
  const {context} = request
  return {
    version: '1.0',
    resource: route.path,
    path: mapped.newPath ?? request.rawPath,
    httpMethod: request.method,
    headers: lastValues(groupHeaders(mapped.headers)),
    queryStringParameters: mapped.query.length === 0 ? null : lastValues(groupPairs(mapped.query)),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      domainName: context.domainName,
      domainPrefix: context.domainPrefix,
      extendedRequestId: context.extendedRequestId,
      httpMethod: context.httpMethod,
      identity: {...anonymousIdentity, ...context.identity},
      path: context.path,
      protocol: context.protocol,
      requestId: context.requestId,
      requestTime: context.requestTime,
      requestTimeEpoch: context.requestTimeEpoch,
      resourceId: route.routeKey,
      resourcePath: route.path,
      stage: context.stage,
    },
    pathParameters: route.parameterNames.length === 0 ? null : pathParameters,
    stageVariables: deployment.eventVariables ?? null,
  }
}

type Texts = Readonly<Record<string, string>>

export type EventV1 = {
  version: '1.0'
  resource: string
  path: string
  httpMethod: string
  headers: Texts
  queryStringParameters: Texts | null
  requestContext: Readonly<Record<string, unknown>>
  pathParameters: Texts | null
  stageVariables: Texts | null
}

const anonymousIdentity = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAmr: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
}

function identityV1({request}: Selected, caller: Caller): object {
  if (caller.kind !== 'iam') return {}
  return {identity: {...anonymousIdentity, ...request.context.identity, ...iamIdentity(caller)}}
}

function callerV1(caller: Caller): object | undefined {
  if (caller.kind === 'jwt') return {claims: caller.claims, scopes: caller.scopes}
  if (caller.kind === 'anonymous' || caller.kind === 'iam') return undefined
  const principal = caller.principalId === undefined ? {} : {principalId: caller.principalId}
  return {...caller.context, ...principal}
}

/** Names that AWS spells in its own way, whatever the client sent (recorded as above). */
const spellings: ReadonlyMap<string, string> = new Map([
  ['content-length', 'Content-Length'],
  ['content-type', 'Content-Type'],
  ['host', 'Host'],
  ['user-agent', 'User-Agent'],
])

function groupHeaders(list: HeaderList): Readonly<Record<string, readonly string[]>> {
  const pairs: [string, string][] = []
  eachHeader(list, (sent, lowerName, value) => pairs.push([spellings.get(lowerName) ?? sent, value]))
  return groupPairs(pairs)
}

/** Without a prototype, so that `__proto__` and `constructor` are names like any other. */
function groupPairs(pairs: Query): Readonly<Record<string, readonly string[]>> {
  const groups = Object.create(null) as Record<string, string[]>
  for (const [name, value] of pairs) (groups[name] ??= []).push(value)
  return groups
}

function lastValues(groups: Readonly<Record<string, readonly string[]>>): Texts {
  const values = Object.create(null) as Record<string, string>
  for (const [name, group] of Object.entries(groups)) values[name] = group.at(-1) ?? ''
  return values
}
