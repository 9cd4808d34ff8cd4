import type {V2ModelRecord} from '../../store/v2-records.js'
import {modelTemplate} from '../apigateway/model-template.js'
import {checkModelName, checkModelSchema} from '../apigateway/model-rules.js'
import {badRequest, conflict, notFound} from '../apigateway/refuse.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {deployAutomatically} from './deploy.js'
import {findApi} from './find.js'
import {merged} from './merge.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'

type ModelLabels = {apiId: string; modelId: string}
type ModelSettings = Omit<V2ModelRecord, 'modelId'>
const schemaLimitCharacters = 32_768

function createModel(
  {apiId, ...input}: {apiId: string} & Omit<ModelSettings, 'contentType'> & {contentType?: string},
  context: OperationContext,
): Members {
  findApi(context, apiId)
  const contentType = input.contentType ?? 'application/json'
  const record = merged<V2ModelRecord>({...input, contentType, modelId: context.newId(6)}, {})
  checkModel(context, apiId, record)
  context.store.put('v2Model', [apiId, record.modelId], record)
  deployAutomatically(context, apiId)
  return record
}

function checkModel({store}: OperationContext, apiId: string, record: V2ModelRecord): void {
  checkModelName(record.name)
  if (record.schema.length > schemaLimitCharacters) {
    throw badRequest(`Model schema can be at most ${schemaLimitCharacters} characters`)
  }
  checkModelSchema(record.schema, record.contentType)
  const others = store.list('v2Model', [apiId]).filter(({modelId}) => modelId !== record.modelId)
  if (others.some(({name}) => name === record.name)) throw conflict('Model name already exists for this API')
}

function getModel({apiId, modelId}: ModelLabels, context: OperationContext): Members {
  return findModel(context, apiId, modelId)
}

function findModel(context: OperationContext, apiId: string, modelId: string): Readonly<V2ModelRecord> {
  const record = context.store.get('v2Model', [findApi(context, apiId).apiId, modelId])
  if (record === undefined) throw notFound(`Invalid Model identifier specified ${modelId}`)
  return record
}

function getModels(input: {apiId: string} & PageInput, context: OperationContext): Members {
  const records = context.store.list('v2Model', [findApi(context, input.apiId).apiId])
  return listAnswer(records, input, ({modelId}) => modelId)
}

function getModelTemplate({apiId, modelId}: ModelLabels, context: OperationContext): Members {
  const models = context.store.list('v2Model', [apiId]).map(({modelId: id, ...model}) => ({id, ...model}))
  const {modelId: id, ...model} = findModel(context, apiId, modelId)
  return {value: modelTemplate({id, ...model}, models)}
}

function updateModel(
  {apiId, modelId, ...changes}: ModelLabels & Partial<ModelSettings>,
  context: OperationContext,
): Members {
  const record = merged(findModel(context, apiId, modelId), changes)
  checkModel(context, apiId, record)
  context.store.put('v2Model', [apiId, modelId], record)
  deployAutomatically(context, apiId)
  return record
}

function deleteModel({apiId, modelId}: ModelLabels, context: OperationContext): Members {
  const {name} = findModel(context, apiId, modelId)
  const user = context.store
    .list('route', [apiId])
    .find(({requestModels}) => Object.values(requestModels ?? {}).includes(name))
  if (user !== undefined) throw conflict(`Cannot delete model '${name}', is referenced in route: ${user.routeKey}`)
  context.store.delete('v2Model', [apiId, modelId])
  deployAutomatically(context, apiId)
  return {}
}

export const modelOperations: Operations = {
  CreateModel: operation(createModel),
  GetModel: operation(getModel),
  GetModels: operation(getModels),
  GetModelTemplate: operation(getModelTemplate),
  UpdateModel: operation(updateModel),
  DeleteModel: operation(deleteModel),
}
