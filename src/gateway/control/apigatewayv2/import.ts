import type {CorsConfiguration, HttpApi, Route} from '../../../model/http-api.js'
import {parseDefinition} from '../../../spec/parse.js'
import {toHttpApi} from '../../../spec/to-http-api.js'
import type {TranslatedHttpApi} from '../../../spec/to-http-api.js'
import type {CorsRecord, HttpRouteRecord, V2ApiRecord} from '../../store/v2-records.js'
import {nonEmpty, present} from '../apigateway/present.js'
import {badRequest} from '../apigateway/refuse.js'
import {checkedTags} from '../apigateway/tag-rules.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {withPseudoParameters} from '../pseudo-parameters.js'
import {ServiceError} from '../service-error.js'
import {apiAnswer} from './api-answer.js'
import {newApi} from './api.js'
import {checkedAuthorizer} from './authorizer-rules.js'
import {checkedCors} from './cors.js'
import {deployAutomatically} from './deploy.js'
import {findApi} from './find.js'
import {checkedIntegration} from './integration-rules.js'
import type {IntegrationSettings} from './integration-rules.js'
import {checkRoute} from './route-rules.js'

type ImportInput = {body: string; basepath?: string; failOnWarnings?: boolean}
type Definition = Pick<TranslatedHttpApi, 'warnings' | 'importInfo'> & {api: HttpApi}

function importApi(input: ImportInput, context: OperationContext): Members {
  const definition = readDefinition(input, context)
  const created = newApi({name: definition.api.name, protocolType: 'HTTP'}, context)
  return apiAnswer(replaceDefinition(created, definition, context))
}

function reimportApi({apiId, ...input}: ImportInput & {apiId: string}, context: OperationContext): Members {
  const before = findApi(context, apiId)
  if (before.protocolType !== 'HTTP') throw badRequest('Import is only supported for HTTP protocol Apis.')
  const definition = readDefinition(input, context)
  for (const kind of ['route', 'integration', 'v2Authorizer'] as const) context.store.deleteAll(kind, [apiId])
  const record = replaceDefinition(before, definition, context)
  deployAutomatically(context, apiId)
  return apiAnswer(record)
}

const basePaths = ['ignore', 'prepend', 'split'] as const

/** Reads the body as AWS's import does, and refuses it in AWS's words. */
function readDefinition(
  {body, basepath = 'ignore', failOnWarnings}: ImportInput,
  {scope}: OperationContext,
): Definition {
  const basePath = basePaths.find((known) => known === basepath)
  if (basePath === undefined) throw badRequest(`Invalid basepath specified: ${basepath}`)
  const text = withPseudoParameters(body, scope)
  const {document, problems} = parseDefinition({text, file: 'body'}, {duplicateKeys: 'last'})
  if (document === undefined) throw badRequest(`${parseFailure}${problems[0]?.what ?? 'it is empty'}`)
  const version: unknown = document.root['openapi']
  if (typeof version === 'string' && !version.startsWith('3.0')) {
    throw badRequest(`Unable to build importer with provided input. Unable to determine OAS version from '${version}'`)
  }
  if (typeof version !== 'string') throw badRequest('Only OpenAPI 3.x.x are currently supported')
  const {api, errors, warnings, importInfo} = toHttpApi(document, {mode: 'import', basePath})
  if (api === undefined || errors.length > 0) throw importErrors(errors)
  if (failOnWarnings === true && warnings.length > 0) {
    throw badRequest(`Warnings found during import:\n\t${warnings.join('\n\t')}`)
  }
  return {api, warnings, importInfo}
}

const parseFailure = 'Failed to parse the uploaded OpenAPI document due to: '

function importErrors(lines: readonly string[]): ServiceError {
  return badRequest(`Errors found during import:\n\t${lines.join('\n\t')}`)
}

/** Puts the document's members, authorizers, integrations and routes in the place of what the API had. */
function replaceDefinition(before: V2ApiRecord, definition: Definition, context: OperationContext): V2ApiRecord {
  const {api, warnings, importInfo} = definition
  const {corsConfiguration: cors, tags} = api
  const record: V2ApiRecord = present({
    ...before,
    name: api.name,
    description: api.description === '' ? undefined : api.description,
    version: api.version,
    corsConfiguration: cors && checkedCors(corsRecord(cors)),
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    ipAddressType: api.ipAddressType,
    tags: checkedTags(tags),
    warnings: nonEmpty(warnings),
    importInfo: nonEmpty(importInfo),
  })
  context.store.put('v2Api', [record.apiId], record)
  const errors: string[] = []
  const authorizerIds = importAuthorizers(record, api, context, errors)
  for (const [routeKey, route] of Object.entries(api.routes)) {
    // What its authorizer lacks has been said once.
    if (route.authorizer !== undefined && !authorizerIds.has(route.authorizer)) continue
    collect(errors, `Unable to create route '${routeKey}'`, () =>
      importRoute({record, routeKey, route, authorizerIds}, context),
    )
  }
  if (errors.length > 0) throw importErrors(errors)
  return record
}

/** Lists that the document leaves empty are absent in the record, as they are in answers. */
function corsRecord(cors: CorsConfiguration): CorsRecord {
  return present({
    allowCredentials: cors.allowCredentials,
    allowHeaders: nonEmpty([...cors.allowHeaders]),
    allowMethods: nonEmpty([...cors.allowMethods]),
    allowOrigins: nonEmpty([...cors.allowOrigins]),
    exposeHeaders: nonEmpty([...cors.exposeHeaders]),
    maxAge: cors.maxAge,
  })
}

/** AWS's refusal of one part becomes a line of the import's answer; anything else is our defect. */
function collect(errors: string[], what: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    errors.push(`${what}: ${error.message}`)
  }
}

function importAuthorizers(
  record: V2ApiRecord,
  api: HttpApi,
  {store, newId}: OperationContext,
  errors: string[],
): Map<string, string> {
  const ids = new Map<string, string>()
  for (const [name, authorizer] of Object.entries(api.authorizers)) {
    collect(errors, `Unable to create authorizer '${name}'`, () => {
      const {jwtConfiguration: jwt, ...settings} = authorizer
      const input = present({
        ...settings,
        name,
        identitySource: [...authorizer.identitySource],
        jwtConfiguration: jwt && {...jwt, audience: [...jwt.audience]},
      })
      const authorizerId = newId(6)
      store.put('v2Authorizer', [record.apiId, authorizerId], {...checkedAuthorizer(record, input), authorizerId})
      ids.set(name, authorizerId)
    })
  }
  return ids
}

type ImportedRoute = {
  record: V2ApiRecord
  routeKey: string
  route: Route
  authorizerIds: ReadonlyMap<string, string>
}

function importRoute({record, routeKey, route, authorizerIds}: ImportedRoute, context: OperationContext): void {
  const {store, newId} = context
  const {apiId} = record
  const imported: HttpRouteRecord = present({
    routeId: newId(7),
    routeKey,
    authorizationType: route.authorizationType,
    authorizerId: route.authorizer === undefined ? undefined : authorizerIds.get(route.authorizer),
    // Imported routes read both back even when empty, others do not: getmoto/moto test_apigatewayv2_reimport.py and
    // aws/aws-cli awscli/examples/apigatewayv2/update-route.rst.
    authorizationScopes: [...route.authorizationScopes],
    requestParameters: {},
    apiKeyRequired: false,
    operationName: route.operationName,
    target: route.integration && `integrations/${importIntegration(record, route.integration, context)}`,
  })
  checkRoute(context, record, imported)
  store.put('route', [apiId, imported.routeId], imported)
}

function importIntegration(
  record: V2ApiRecord,
  integration: NonNullable<Route['integration']>,
  {store, newId}: OperationContext,
): string {
  const integrationId = newId(7)
  const input: IntegrationSettings = present({
    ...integration,
    requestParameters: nonEmpty({...integration.requestParameters}),
    responseParameters: nonEmpty(
      Object.fromEntries(Object.entries(integration.responseParameters).map(([status, map]) => [status, {...map}])),
    ),
  })
  store.put('integration', [record.apiId, integrationId], {...checkedIntegration(record, input), integrationId})
  return integrationId
}

export const importOperations: Operations = {
  ImportApi: operation(importApi),
  ReimportApi: operation(reimportApi),
}
