import type {ApiMappingRecord} from '../../store/rest-account-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {domainKey} from './domain-key.js'
import {findDomainName, type DomainLabels} from './domain-name-rules.js'
import {existingRestApi} from './find.js'
import {page, type PageInput} from './page.js'
import {applyPatch, refuseWithList, replaceRule, type PatchInput, type PatchTable} from './patch.js'
import {present, without} from './present.js'
import {badRequest, conflict, notFound} from './refuse.js'

type MappingLabels = DomainLabels & {basePath: string}
type CreateInput = DomainLabels & {basePath?: string; restApiId: string; stage?: string}

/** How version 1 writes the empty base path. */
const none = '(none)'
const noSlash =
  "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a multi-level base path mapping, use API Gateway V2."
const notMapped = 'Invalid base path mapping identifier specified'

function createBasePathMapping(input: CreateInput, context: OperationContext): Members {
  const {store, newId} = context
  const domain = domainKey(findDomainName(context, input))
  const apiMappingKey = checkedKey(input.basePath)
  const mapping = present({
    apiMappingId: newId(6),
    apiMappingKey,
    apiId: input.restApiId,
    stage: input.stage === '' ? undefined : input.stage,
  })
  checkTarget(mapping, context)
  if (store.get('apiMapping', [domain, apiMappingKey]) !== undefined) {
    throw conflict('Base path already exists for this domain name')
  }
  store.put('apiMapping', [domain, apiMappingKey], mapping)
  return answer(mapping)
}

function checkedKey(basePath = ''): string {
  const key = basePath === none ? '' : basePath
  if (key.includes('/')) throw badRequest(noSlash)
  if (!/^[\w$.+!*'()-]*$/.test(key)) throw badRequest('Invalid base path specified')
  return key
}

function checkTarget({apiId, stage}: ApiMappingRecord, context: OperationContext): void {
  if (existingRestApi(context, apiId) === undefined) throw badRequest('Invalid REST API identifier specified')
  if (stage !== undefined && context.store.get('stage', [apiId, stage]) === undefined) {
    throw badRequest('Invalid stage identifier specified')
  }
}

function getBasePathMapping(input: MappingLabels, context: OperationContext): Members {
  return answer(find(input, context).mapping)
}

/** Mappings that version 1 can show: those of several path parts belong to version 2. */
function getBasePathMappings(input: DomainLabels & PageInput, context: OperationContext): Members {
  const mappings = context.store
    .list('apiMapping', [domainKey(findDomainName(context, input))])
    .filter(({apiMappingKey}) => !apiMappingKey.includes('/'))
  const {items, position} = page(mappings, input, ({apiMappingKey}) => apiMappingKey)
  return present({items: items.map(answer), position})
}

function updateBasePathMapping(input: MappingLabels & PatchInput, context: OperationContext): Members {
  const {domain, mapping: before} = find(input, context)
  const mapping = applyPatch(before, input, basePathMappingPatch)
  checkTarget(mapping, context)
  const isMoved = mapping.apiMappingKey !== before.apiMappingKey
  if (isMoved && context.store.get('apiMapping', [domain, mapping.apiMappingKey]) !== undefined) {
    throw conflict('Base path already exists for this domain name')
  }
  if (isMoved) context.store.delete('apiMapping', [domain, before.apiMappingKey])
  context.store.put('apiMapping', [domain, mapping.apiMappingKey], mapping)
  return answer(mapping)
}

/** AWS documents `/basepath` and `/restapiId`; clients send `/basePath` and `/restApiId` too. */
const basePathMappingPatch: PatchTable<ApiMappingRecord> = {
  refuse: refuseWithList,
  rules: [
    ...['/basepath', '/basePath'].map((path) =>
      replaceRule<ApiMappingRecord>(path, (mapping, value) => ({...mapping, apiMappingKey: checkedKey(value)})),
    ),
    ...['/restapiId', '/restApiId'].map((path) =>
      replaceRule<ApiMappingRecord>(path, (mapping, value = '') => ({...mapping, apiId: value})),
    ),
    replaceRule('/stage', (mapping, value) =>
      present({...without(mapping, 'stage'), stage: value === '' ? undefined : value}),
    ),
  ],
}

function deleteBasePathMapping(input: MappingLabels, context: OperationContext): Members {
  const {domain, mapping} = find(input, context)
  context.store.delete('apiMapping', [domain, mapping.apiMappingKey])
  return {}
}

function find(input: MappingLabels, context: OperationContext): {domain: string; mapping: ApiMappingRecord} {
  const domain = domainKey(findDomainName(context, input))
  const mapping = context.store.get('apiMapping', [domain, input.basePath === none ? '' : input.basePath])
  if (mapping === undefined) throw notFound(notMapped)
  return {domain, mapping}
}

function answer({apiMappingKey, apiId, stage}: ApiMappingRecord): Members {
  return present({basePath: apiMappingKey === '' ? none : apiMappingKey, restApiId: apiId, stage})
}

export const basePathMappingOperations: Operations = {
  CreateBasePathMapping: operation(createBasePathMapping),
  GetBasePathMapping: operation(getBasePathMapping),
  GetBasePathMappings: operation(getBasePathMappings),
  UpdateBasePathMapping: operation(updateBasePathMapping),
  DeleteBasePathMapping: operation(deleteBasePathMapping),
}
