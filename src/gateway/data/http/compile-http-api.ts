import type {
  HttpAuthorizerRecord,
  HttpIntegrationRecord,
  HttpRouteRecord,
  HttpSnapshot,
} from '../../store/v2-records.js'
import {parseUriTemplate} from '../rest/uri-template.js'
import {growRouteTree, parameterNames} from '../route-tree.js'
import type {
  CompiledAuthorization,
  CompiledHttpApi,
  CompiledHttpIntegration,
  CompiledRoute,
  MappedIntegration,
  PayloadVersion,
} from './compiled-http-api.js'
import {parseRequestMapping, parseResponseMapping} from './parameter-mapping.js'
import type {ResponseMapping} from './parameter-mapping.js'
import {serviceSubtypes} from './service-subtype.js'
import {parseValueExpression, parseValueSource} from './value-expression.js'
import type {ValueSource} from './value-expression.js'

/** Prepares a deployment snapshot. Never fails: what cannot be served like on AWS is marked, and refuses its requests. */
export function compileHttpApi(snapshot: HttpSnapshot): CompiledHttpApi {
  const {api} = snapshot
  const routes = snapshot.routes.map((route) => compileRoute(route, snapshot))
  const named = routes.filter(({routeKey}) => routeKey !== '$default')
  return {
    apiId: api.apiId,
    accountId: api.accountId,
    region: api.region,
    routes: growRouteTree(named.map((route) => ({path: route.path, value: route}))),
    defaultRoute: routes.find(({routeKey}) => routeKey === '$default'),
    cors: api.corsConfiguration,
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
  }
}

function compileRoute(route: HttpRouteRecord, snapshot: HttpSnapshot): CompiledRoute {
  const [, method = 'ANY', path = '$default'] = /^(\S+) (\/.*)$/s.exec(route.routeKey) ?? []
  const integrationId = route.target?.replace(/^integrations\//, '')
  const integration = snapshot.integrations.find((candidate) => candidate.integrationId === integrationId)
  return {
    routeKey: route.routeKey,
    method,
    path,
    parameterNames: path === '$default' ? [] : parameterNames(path),
    authorization: compileAuthorization(route, snapshot.authorizers),
    integration:
      integration === undefined
        ? {type: 'refused', reason: `Route ${route.routeKey} has no integration.`}
        : compileIntegration(integration, path === '$default'),
  }
}

function compileAuthorization(
  route: HttpRouteRecord,
  authorizers: readonly HttpAuthorizerRecord[],
): CompiledAuthorization {
  const {authorizationType, authorizerId} = route
  if (route.apiKeyRequired) return refused(`Route ${route.routeKey} requires an API key, which HTTP APIs cannot check.`)
  if (authorizationType === 'NONE') return {kind: 'none'}
  if (authorizationType === 'AWS_IAM') return {kind: 'iam'}
  const authorizer = authorizers.find((candidate) => candidate.authorizerId === authorizerId)
  if (authorizer === undefined)
    return refused(`Authorizer ${authorizerId ?? ''} of route ${route.routeKey} does not exist.`)
  if (authorizationType === 'JWT') return compileJwt(authorizer, route.authorizationScopes ?? [])
  if (authorizationType === 'CUSTOM') return compileLambda(authorizer)
  return refused(`Route ${route.routeKey} has the unknown authorization type ${authorizationType}.`)
}

function compileJwt(authorizer: HttpAuthorizerRecord, scopes: readonly string[]): CompiledAuthorization {
  const {issuer, audience = []} = authorizer.jwtConfiguration ?? {}
  const [source] = compileSources(authorizer) ?? []
  if (issuer === undefined || audience.length === 0) {
    return refused(`Authorizer ${authorizer.name} needs an issuer and at least one audience.`)
  }
  if (source === undefined) return refused(`Authorizer ${authorizer.name} has no identity source that is known.`)
  return {kind: 'jwt', issuer, audience: new Set(audience), scopes, source}
}

function compileLambda(authorizer: HttpAuthorizerRecord): CompiledAuthorization {
  const sources = compileSources(authorizer)
  const version = payloadVersion(authorizer.authorizerPayloadFormatVersion)
  if (sources === undefined) return refused(`Authorizer ${authorizer.name} has an identity source that is not known.`)
  if (authorizer.authorizerUri === undefined || version === undefined) {
    return refused(`Authorizer ${authorizer.name} needs a function and a payload format version.`)
  }
  return {
    kind: 'lambda',
    authorizerId: authorizer.authorizerId,
    uri: parseUriTemplate(authorizer.authorizerUri, false),
    payloadVersion: version,
    isSimple: authorizer.enableSimpleResponses === true,
    // Read back from AWS for an authorizer made without one: 300 (captured September 2026).
    ttlMs: (authorizer.authorizerResultTtlInSeconds ?? (sources.length > 0 ? 300 : 0)) * 1000,
    sources,
  }
}

/** Undefined when one of them is unknown: a source that is not checked would let requests through. */
function compileSources({identitySource = []}: HttpAuthorizerRecord): ValueSource[] | undefined {
  const sources = identitySource.map((text) =>
    text.startsWith('$') ? parseValueSource(text.slice(1), 'request') : undefined,
  )
  const known = sources.filter((source) => source !== undefined)
  return known.length === sources.length ? known : undefined
}

function compileIntegration(record: HttpIntegrationRecord, isDefaultRoute: boolean): CompiledHttpIntegration {
  if (record.integrationSubtype !== undefined) return compileSubtype(record, record.integrationSubtype)
  const mapped = compileMappings(record)
  if (typeof mapped === 'string') return {type: 'refused', reason: mapped}
  if (record.connectionType === 'VPC_LINK') return compilePrivate(record, mapped)
  return record.integrationType === 'AWS_PROXY'
    ? compileFunction(record, mapped)
    : compileHttpProxy(record, mapped, isDefaultRoute)
}

/** requestParameters of a subtype are its parameters; values in single quotes, as OpenAPI files have them, are text. */
function compileSubtype(record: HttpIntegrationRecord, name: string): CompiledHttpIntegration {
  const {[name]: subtype} = serviceSubtypes
  if (subtype === undefined) return {type: 'refused', reason: `There is no integration subtype ${name}.`}
  const mapped = compileMappings({...record, requestParameters: {}})
  if (typeof mapped === 'string') return {type: 'refused', reason: mapped}
  const kinds = {...subtype.required, ...subtype.optional, Region: 'text' as const}
  const parameters: Extract<CompiledHttpIntegration, {type: 'service'}>['parameters'][number][] = []
  for (const [parameter, source] of Object.entries(record.requestParameters ?? {})) {
    const value = parseValueExpression(source.replace(/^'(.*)'$/s, '$1'), 'request')
    const kind = Object.entries(kinds).find(([known]) => known === parameter)?.[1]
    if (kind === undefined) return {type: 'refused', reason: `${name} has no parameter ${parameter}.`}
    if (value === undefined) return {type: 'refused', reason: `${parameter} of ${name} has an invalid value: ${source}`}
    parameters.push({name: parameter, kind, value, source})
  }
  const missing = Object.keys(subtype.required).find((required) => !parameters.some((given) => given.name === required))
  if (missing !== undefined) return {type: 'refused', reason: `${name} needs the parameter ${missing}.`}
  const credentials = parseUriTemplate(record.credentialsArn ?? '', false)
  return {...mapped, type: 'service', subtype, parameters, credentials}
}

function compileFunction(record: HttpIntegrationRecord, mapped: MappedIntegration): CompiledHttpIntegration {
  const version = payloadVersion(record.payloadFormatVersion)
  if (record.integrationUri === undefined || version === undefined) {
    return {
      type: 'refused',
      reason: `Integration ${record.integrationId} needs a function and a payload format version.`,
    }
  }
  return {...mapped, type: 'lambda', uri: parseUriTemplate(record.integrationUri, false), payloadVersion: version}
}

function compileHttpProxy(
  record: HttpIntegrationRecord,
  mapped: MappedIntegration,
  appendsPath: boolean,
): CompiledHttpIntegration {
  if (record.integrationType !== 'HTTP_PROXY' || record.integrationUri === undefined) {
    return {type: 'refused', reason: `HTTP APIs have no integrations of type ${record.integrationType}.`}
  }
  const {integrationMethod} = record
  return {
    ...mapped,
    type: 'http',
    uri: parseUriTemplate(record.integrationUri),
    method: integrationMethod === 'ANY' ? undefined : integrationMethod,
    appendsPath,
    origins: new Map(),
  }
}

function compilePrivate(record: HttpIntegrationRecord, mapped: MappedIntegration): CompiledHttpIntegration {
  const {connectionId = '', integrationUri: targetArn, integrationMethod, tlsConfig} = record
  const link = targetArn === undefined ? {connectionId} : {connectionId, targetArn}
  const method = integrationMethod === 'ANY' ? undefined : integrationMethod
  return {...mapped, type: 'private', link, method, serverName: tlsConfig?.serverNameToVerify}
}

function compileMappings(record: HttpIntegrationRecord): MappedIntegration | string {
  const requestMapping = parseRequestMapping(record.requestParameters ?? {})
  if (typeof requestMapping === 'string') return requestMapping
  const responseMappings = new Map<number, ResponseMapping>()
  for (const [status, entries] of Object.entries(record.responseParameters ?? {})) {
    const mapping = parseResponseMapping(entries)
    if (typeof mapping === 'string') return mapping
    responseMappings.set(Number(status), mapping)
  }
  return {timeoutMs: record.timeoutInMillis, requestMapping, responseMappings}
}

function payloadVersion(version: string | undefined): PayloadVersion | undefined {
  return version === '1.0' || version === '2.0' ? version : undefined
}

function refused(reason: string): CompiledAuthorization {
  return {kind: 'refused', reason}
}
