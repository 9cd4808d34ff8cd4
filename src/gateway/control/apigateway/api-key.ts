import type {ApiKeyRecord} from '../../store/rest-account-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {importApiKeys} from './api-key-import.js'
import {apiKeyParent, checkApiKeyTexts, checkNewValue, findApiKey, listedKeys} from './api-key-rules.js'
import {page, type PageInput} from './page.js'
import {
  applyPatch,
  listRule,
  patchBoolean,
  refuseWithList,
  replaceRule,
  type PatchInput,
  type PatchTable,
} from './patch.js'
import {present, without} from './present.js'
import {badRequest} from './refuse.js'
import {findStage} from './stage.js'
import {checkedTags, type Tags} from './tag-rules.js'

type ApiKeyLabels = {apiKey: string}

type CreateApiKeyInput = {
  name?: string
  description?: string
  enabled?: boolean
  value?: string
  stageKeys?: {restApiId?: string; stageName?: string}[]
  customerId?: string
  tags?: Tags
}

const generatedValueLength = 40

function createApiKey(input: CreateApiKeyInput, context: OperationContext): Members {
  const {customerId, stageKeys = []} = input
  const value = given(input.value) ?? context.newId(generatedValueLength)
  checkApiKeyTexts(input)
  checkNewValue(context, value)
  const record: ApiKeyRecord = present({
    id: context.newId(),
    value,
    name: given(input.name),
    customerId,
    description: given(input.description),
    enabled: input.enabled ?? false,
    createdDate: context.nowMs,
    lastUpdatedDate: context.nowMs,
    stageKeys: stageKeys.map(({restApiId = '', stageName = ''}) => stageKey(context, restApiId, stageName)),
    tags: checkedTags(input.tags),
  })
  put(context, record)
  return record
}

/** An empty text is none (recorded for names and values). */
function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}

function stageKey(context: OperationContext, restApiId: string, stageName: string): string {
  findStage({restApiId, stageName}, context)
  return `${restApiId}/${stageName}`
}

function getApiKey(input: ApiKeyLabels & {includeValue?: boolean}, context: OperationContext): Members {
  return readBack(findApiKey(context, input.apiKey), input.includeValue)
}

type ListInput = PageInput & {nameQuery?: string; customerId?: string; includeValues?: boolean}

function getApiKeys(input: ListInput, context: OperationContext): Members {
  const {nameQuery, customerId, includeValues} = input
  const keys = listedKeys(context.store.list('apiKey', apiKeyParent(context)), nameQuery).filter(
    (key) => customerId === undefined || key.customerId === customerId,
  )
  const {items, position} = page(keys, input, ({id}) => id)
  return present({items: items.map((key) => withValue(key, includeValues)), position})
}

/** The value is a secret: only who asks for it gets it. */
function withValue(record: ApiKeyRecord, includeValue: boolean | undefined): Members {
  return includeValue === true ? record : without(record, 'value')
}

/** As get and update answer it: tags are always there (captured). */
function readBack(record: ApiKeyRecord, includeValue?: boolean): Members {
  return {...withValue(record, includeValue), tags: record.tags ?? {}}
}

function updateApiKey(input: ApiKeyLabels & PatchInput, context: OperationContext): Members {
  const patched = applyPatch(findApiKey(context, input.apiKey), input, apiKeyPatch)
  checkApiKeyTexts(patched)
  const record = {...patched, lastUpdatedDate: context.nowMs}
  put(context, record)
  return readBack(record)
}

/** The order of the scalars is the one AWS prints (recorded). */
const apiKeyPatch: PatchTable<ApiKeyRecord> = {
  refuse: refuseWithList,
  rules: [
    replaceRule('/description', (key, value) => present({...without(key, 'description'), description: given(value)})),
    replaceRule('/enabled', (key, value) => ({...key, enabled: patchBoolean(value)})),
    replaceRule('/name', (key, value) => present({...without(key, 'name'), name: given(value)})),
    replaceRule('/customerId', (key, value) => present({...without(key, 'customerId'), customerId: value})),
    listRule(
      '/stages',
      ({stageKeys}) => stageKeys,
      (key, stageKeys) => {
        const invalid = stageKeys.find((stage) => !/^[^/]+\/[^/]+$/.test(stage))
        if (invalid !== undefined) throw badRequest('Invalid API Stage specified')
        return {...key, stageKeys}
      },
    ),
    listRule(
      '/labels',
      () => [],
      (key) => key,
    ),
  ],
}

function deleteApiKey({apiKey}: ApiKeyLabels, context: OperationContext): Members {
  const {store} = context
  const {id} = findApiKey(context, apiKey)
  for (const plan of store.list('usagePlan', apiKeyParent(context))) {
    store.delete('usagePlanKey', [plan.id, id])
    store.deleteAll('usage', [plan.id, id])
  }
  store.delete('apiKey', [...apiKeyParent(context), id])
  return {}
}

function put(context: OperationContext, record: ApiKeyRecord): void {
  context.store.put('apiKey', [...apiKeyParent(context), record.id], record)
}

export const apiKeyOperations: Operations = {
  CreateApiKey: operation(createApiKey),
  GetApiKey: operation(getApiKey),
  GetApiKeys: operation(getApiKeys),
  UpdateApiKey: operation(updateApiKey),
  DeleteApiKey: operation(deleteApiKey),
  ImportApiKeys: operation(importApiKeys),
}
