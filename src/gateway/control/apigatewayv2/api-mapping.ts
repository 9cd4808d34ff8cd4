import type {ApiMappingRecord} from '../../store/rest-account-records.js'
import {existingRestApi} from '../apigateway/find.js'
import {present} from '../apigateway/present.js'
import {badRequest, conflict, notFound} from '../apigateway/refuse.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {findV2DomainName} from './domain-name.js'
import {findApi} from './find.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'

type DomainLabels = {domainName: string}
type MappingLabels = DomainLabels & {apiMappingId: string}
type MappingSettings = {apiId: string; apiMappingKey?: string; stage?: string}

const keyLimitCharacters = 300

function createApiMapping(
  {domainName, apiId, stage, apiMappingKey = ''}: DomainLabels & MappingSettings & {stage: string},
  context: OperationContext,
): Members {
  findV2DomainName(context, domainName)
  const record = {apiMappingId: context.newId(6), apiMappingKey, apiId, stage}
  checkMapping(context, domainName, record)
  context.store.put('apiMapping', [domainName, apiMappingKey], record)
  return record
}

function checkMapping(context: OperationContext, domainName: string, record: ApiMappingRecord): void {
  checkKey(record.apiMappingKey)
  const kind = checkTarget(context, record)
  const others = context.store
    .list('apiMapping', [domainName])
    .filter(({apiMappingId}) => apiMappingId !== record.apiMappingId)
  if (others.some(({apiMappingKey}) => apiMappingKey === record.apiMappingKey)) {
    throw conflict('ApiMapping key already exists for this domain name')
  }
  const isWebSocket = ({apiId}: ApiMappingRecord): boolean =>
    context.store.get('v2Api', [apiId])?.protocolType === 'WEBSOCKET'
  if (others.some((other) => isWebSocket(other) !== (kind === 'WEBSOCKET'))) {
    throw badRequest('A domain name cannot be mapped to WEBSOCKET Apis and to other Apis at the same time')
  }
}

/** Texts: getmoto/moto tests/test_apigatewayv2/test_apigatewayv2_mappings.py (2023-10-12). */
function checkKey(key: string): void {
  if (key.endsWith('/')) throw badRequest("API mapping key should not end with a '/'.")
  if (key.startsWith('/') || key.includes('//')) {
    throw badRequest("API mapping key should not start with a '/' or have consecutive '/'s.")
  }
  if (key.length > keyLimitCharacters)
    throw badRequest(`API mapping key can be at most ${keyLimitCharacters} characters`)
  if (!/^[A-Za-z0-9$\-_.+!*'()/]*$/.test(key)) throw badRequest("API mapping key only allows a-zA-Z0-9$-_.+!*'()/")
}

/** The API with its stage, of any kind; a REST API is looked for first. */
function checkTarget(context: OperationContext, {apiId, stage = ''}: ApiMappingRecord): 'REST' | 'HTTP' | 'WEBSOCKET' {
  const isRest = existingRestApi(context, apiId) !== undefined
  const kind = isRest ? 'REST' : findApi(context, apiId).protocolType
  const found = isRest ? context.store.get('stage', [apiId, stage]) : context.store.get('v2Stage', [apiId, stage])
  if (found === undefined) throw notFound('Invalid stage identifier specified')
  return kind
}

function getApiMapping(labels: MappingLabels, context: OperationContext): Members {
  return find(context, labels)
}

function find(context: OperationContext, {domainName, apiMappingId}: MappingLabels): Readonly<ApiMappingRecord> {
  findV2DomainName(context, domainName)
  const record = context.store.list('apiMapping', [domainName]).find((mapping) => mapping.apiMappingId === apiMappingId)
  if (record === undefined) throw notFound('The api mapping resource specified in the request was not found.')
  return record
}

function getApiMappings(input: DomainLabels & PageInput, context: OperationContext): Members {
  findV2DomainName(context, input.domainName)
  return listAnswer(context.store.list('apiMapping', [input.domainName]), input, ({apiMappingId}) => apiMappingId)
}

function updateApiMapping(
  {domainName, apiMappingId, ...changes}: MappingLabels & MappingSettings,
  context: OperationContext,
): Members {
  const before = find(context, {domainName, apiMappingId})
  const record: ApiMappingRecord = {...before, ...present(changes)}
  checkMapping(context, domainName, record)
  if (record.apiMappingKey !== before.apiMappingKey)
    context.store.delete('apiMapping', [domainName, before.apiMappingKey])
  context.store.put('apiMapping', [domainName, record.apiMappingKey], record)
  return record
}

function deleteApiMapping(labels: MappingLabels, context: OperationContext): Members {
  const {apiMappingKey} = find(context, labels)
  context.store.delete('apiMapping', [labels.domainName, apiMappingKey])
  return {}
}

export const apiMappingOperations: Operations = {
  CreateApiMapping: operation(createApiMapping),
  GetApiMapping: operation(getApiMapping),
  GetApiMappings: operation(getApiMappings),
  UpdateApiMapping: operation(updateApiMapping),
  DeleteApiMapping: operation(deleteApiMapping),
}
