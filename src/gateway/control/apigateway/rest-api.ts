import type {RestApiRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {cloneRestApi} from './clone-rest-api.js'
import {defaultModels} from './default-model.js'
import {deleteRestApiRecords} from './delete-rest-api.js'
import {newEndpointConfiguration, type EndpointConfigurationInput} from './endpoint-configuration.js'
import {findRestApi} from './find.js'
import {page, type PageInput} from './page.js'
import {applyPatch, type PatchInput} from './patch.js'
import {escapedPolicy, storedPolicy} from './policy.js'
import {present, without} from './present.js'
import {checkedCompressionSize, checkedDescription, restApiPatch} from './rest-api-patch.js'
import {checkedTags} from './tag-rules.js'

type CreateRestApiInput = {
  name: string
  description?: string
  version?: string
  cloneFrom?: string
  binaryMediaTypes?: string[]
  minimumCompressionSize?: number
  apiKeySource?: RestApiRecord['apiKeySource']
  endpointConfiguration?: EndpointConfigurationInput
  policy?: string
  tags?: Record<string, string>
  disableExecuteApiEndpoint?: boolean
  securityPolicy?: string
  endpointAccessMode?: string
}

function createRestApi(input: CreateRestApiInput, context: OperationContext): Members {
  const record = newRestApi(input, context)
  const {store} = context
  store.put('restApi', [record.id], record)
  store.put('resource', [record.id, record.rootResourceId], {id: record.rootResourceId, path: '/'})
  if (input.cloneFrom === undefined) {
    for (const model of defaultModels) store.put('model', [record.id, model.name], {...model, id: context.newId(6)})
  } else cloneRestApi(context, findRestApi(context, input.cloneFrom), record)
  return restApiAnswer(record)
}

/** A new API's record with AWS's defaults, not yet stored. */
export function newRestApi(input: CreateRestApiInput, {scope, nowMs, newId}: OperationContext): RestApiRecord {
  const id = newId()
  return present({
    ...scope,
    id,
    name: input.name,
    description: checkedDescription(input.description),
    version: input.version,
    createdDate: nowMs,
    rootResourceId: newId(),
    apiKeySource: input.apiKeySource ?? 'HEADER',
    binaryMediaTypes: input.binaryMediaTypes?.length === 0 ? undefined : input.binaryMediaTypes,
    disableExecuteApiEndpoint: input.disableExecuteApiEndpoint ?? false,
    endpointConfiguration: newEndpointConfiguration(input.endpointConfiguration),
    minimumCompressionSize:
      input.minimumCompressionSize === undefined ? undefined : checkedCompressionSize(input.minimumCompressionSize),
    policy: input.policy === undefined || input.policy === '' ? undefined : storedPolicy(input.policy, {...scope, id}),
    securityPolicy: input.securityPolicy,
    endpointAccessMode: input.endpointAccessMode,
    tags: checkedTags(input.tags),
  })
}

function getRestApi({restApiId}: {restApiId: string}, context: OperationContext): Members {
  return readBack(findRestApi(context, restApiId))
}

function getRestApis(input: PageInput, {store, scope}: OperationContext): Members {
  const records = store
    .list('restApi', [])
    .filter(({accountId, region}) => accountId === scope.accountId && region === scope.region)
  const {items, position} = page(records, input, ({id}) => id)
  return present({items: items.map(restApiAnswer), position})
}

function updateRestApi(input: {restApiId: string} & PatchInput, context: OperationContext): Members {
  const record = applyPatch(findRestApi(context, input.restApiId), input, restApiPatch)
  context.store.put('restApi', [record.id], record)
  return readBack(record)
}

function deleteRestApi({restApiId}: {restApiId: string}, context: OperationContext): Members {
  deleteRestApiRecords(context, findRestApi(context, restApiId).id)
  return {}
}

/** An API as the create, import and list operations answer it: without the owner, the policy escaped. */
export function restApiAnswer(record: RestApiRecord): Members {
  const {policy, ...members} = without(without(record, 'accountId'), 'region')
  return present({...members, policy: policy === undefined ? undefined : escapedPolicy(policy)})
}

/** As get, update and put answer it: tags are always there (recorded for UpdateRestApi). */
export function readBack(record: RestApiRecord): Members {
  return {...restApiAnswer(record), tags: record.tags ?? {}}
}

export const restApiOperations: Operations = {
  CreateRestApi: operation(createRestApi),
  GetRestApi: operation(getRestApi),
  GetRestApis: operation(getRestApis),
  UpdateRestApi: operation(updateRestApi),
  DeleteRestApi: operation(deleteRestApi),
}
