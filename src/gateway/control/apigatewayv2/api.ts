import type {V2ApiRecord} from '../../store/v2-records.js'
import {present, without} from '../apigateway/present.js'
import {badRequest} from '../apigateway/refuse.js'
import {checkedTags} from '../apigateway/tag-rules.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {apiAnswer} from './api-answer.js'
import {checkedCors} from './cors.js'
import {deployAutomatically} from './deploy.js'
import {findApi} from './find.js'
import {merged} from './merge.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'
import {quickCreate, updateQuickCreated} from './quick-create.js'
import type {QuickCreateInput} from './quick-create.js'

type ApiSettings = Partial<
  Pick<
    V2ApiRecord,
    | 'apiKeySelectionExpression'
    | 'corsConfiguration'
    | 'description'
    | 'disableExecuteApiEndpoint'
    | 'disableSchemaValidation'
    | 'ipAddressType'
    | 'name'
    | 'routeSelectionExpression'
    | 'version'
  >
>

type CreateApiInput = ApiSettings &
  QuickCreateInput & {name: string; protocolType: string; tags?: Record<string, string>}
type UpdateApiInput = ApiSettings & QuickCreateInput & {apiId: string}

const httpRouteSelection = '$request.method $request.path'
const headerKeySelection = '$request.header.x-api-key'

function createApi(input: CreateApiInput, context: OperationContext): Members {
  const record = newApi(input, context)
  context.store.put('v2Api', [record.apiId], record)
  if (input.target !== undefined) quickCreate(context, record, {...input, target: input.target})
  else if (input.routeKey !== undefined || input.credentialsArn !== undefined) {
    throw badRequest('Target must be set when RouteKey or CredentialsArn is set.')
  }
  return apiAnswer(record)
}

/** A new API's record with AWS's defaults, not yet stored. */
export function newApi(input: CreateApiInput, {scope, nowMs, newId}: OperationContext): V2ApiRecord {
  const protocolType = checkedProtocol(input.protocolType)
  const record: V2ApiRecord = present({
    ...scope,
    apiId: newId(),
    name: input.name,
    protocolType,
    description: input.description === '' ? undefined : input.description,
    version: input.version === '' ? undefined : input.version,
    createdDate: nowMs,
    apiKeySelectionExpression: input.apiKeySelectionExpression ?? headerKeySelection,
    routeSelectionExpression: input.routeSelectionExpression ?? httpRouteSelection,
    corsConfiguration: input.corsConfiguration,
    disableExecuteApiEndpoint: input.disableExecuteApiEndpoint ?? false,
    disableSchemaValidation: input.disableSchemaValidation,
    ipAddressType: input.ipAddressType ?? 'ipv4',
    tags: checkedTags(input.tags),
  })
  if (protocolType === 'WEBSOCKET' && input.routeSelectionExpression === undefined) {
    throw badRequest('RouteSelectionExpression is required for WEBSOCKET protocol Apis.')
  }
  return checkedApi(record, input)
}

function checkedProtocol(protocolType: string): V2ApiRecord['protocolType'] {
  if (protocolType === 'HTTP' || protocolType === 'WEBSOCKET') return protocolType
  throw badRequest('Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]')
}

/** The rules that a new and a changed API share. */
function checkedApi(record: V2ApiRecord, input: ApiSettings & QuickCreateInput): V2ApiRecord {
  if (record.name.length === 0 || record.name.length > 128) {
    throw badRequest('Invalid Api name. Must be between 1 and 128 characters.')
  }
  if ((record.description ?? '').length > 1024) {
    throw badRequest('Invalid Api description. Must be at most 1024 characters.')
  }
  if (record.protocolType === 'HTTP') {
    if (record.routeSelectionExpression !== httpRouteSelection) {
      throw badRequest(`RouteSelectionExpression must be ${httpRouteSelection} for HTTP protocol Apis.`)
    }
    if (record.corsConfiguration === undefined) return record
    return {...record, corsConfiguration: checkedCors(record.corsConfiguration)}
  }
  if (input.corsConfiguration !== undefined) {
    throw badRequest('CorsConfiguration is not supported for WEBSOCKET protocol Apis.')
  }
  if (input.target !== undefined) throw badRequest('Quick create is not supported for WEBSOCKET protocol Apis.')
  if (!apiKeySelections.has(record.apiKeySelectionExpression)) {
    throw badRequest(`Invalid ApiKeySelectionExpression. Must be one of [${[...apiKeySelections].join(', ')}]`)
  }
  return record
}

const apiKeySelections = new Set([headerKeySelection, '$context.authorizer.usageIdentifierKey'])

function getApi({apiId}: {apiId: string}, context: OperationContext): Members {
  return apiAnswer(findApi(context, apiId))
}

function getApis(input: PageInput, {store, scope}: OperationContext): Members {
  const records = store
    .list('v2Api', [])
    .filter(({accountId, region}) => accountId === scope.accountId && region === scope.region)
  return listAnswer(records.map(apiAnswer), input, ({apiId}) => String(apiId))
}

function updateApi({apiId, ...changes}: UpdateApiInput, context: OperationContext): Members {
  const before = findApi(context, apiId)
  const {target, routeKey, credentialsArn, ...settings} = changes
  if (settings.name === '') throw badRequest('Invalid Api name. Must be between 1 and 128 characters.')
  const record = checkedApi(merged(before, settings), changes)
  context.store.put('v2Api', [apiId], record)
  if (target !== undefined || routeKey !== undefined || credentialsArn !== undefined) {
    updateQuickCreated(context, record, present({target, routeKey, credentialsArn}))
  }
  deployAutomatically(context, apiId)
  return apiAnswer(record)
}

function deleteApi({apiId}: {apiId: string}, context: OperationContext): Members {
  findApi(context, apiId)
  if (isMapped(context, apiId)) {
    // Text: https://github.com/gruntwork-io/cloud-nuke/issues/370 (2022-10-27)
    throw badRequest(
      `Deleting API ${apiId} failed. Please remove all API mappings for the API from your custom domain names.`,
    )
  }
  const {store} = context
  for (const {routeId} of store.list('route', [apiId])) store.deleteAll('routeResponse', [apiId, routeId])
  for (const {integrationId} of store.list('integration', [apiId])) {
    store.deleteAll('integrationResponse', [apiId, integrationId])
  }
  for (const kind of apiChildren) store.deleteAll(kind, [apiId])
  store.delete('v2Api', [apiId])
  return {}
}

const apiChildren = [
  'route',
  'integration',
  'v2Authorizer',
  'v2Model',
  'v2Stage',
  'cacheGeneration',
  'v2Deployment',
  'httpSnapshot',
] as const satisfies readonly string[]

function isMapped({store}: OperationContext, apiId: string): boolean {
  return store.all('apiMapping').some((mapping) => mapping.apiId === apiId)
}

function deleteCorsConfiguration({apiId}: {apiId: string}, context: OperationContext): Members {
  context.store.put('v2Api', [apiId], without(findApi(context, apiId), 'corsConfiguration'))
  deployAutomatically(context, apiId)
  return {}
}

export const apiOperations: Operations = {
  CreateApi: operation(createApi),
  GetApi: operation(getApi),
  GetApis: operation(getApis),
  UpdateApi: operation(updateApi),
  DeleteApi: operation(deleteApi),
  DeleteCorsConfiguration: operation(deleteCorsConfiguration),
}
