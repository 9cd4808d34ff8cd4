import type {ModelRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {existingRestApi, findRestApi} from './find.js'
import {checkModelName, checkModelSchema, flattenSchema} from './model-rules.js'
import {modelTemplate} from './model-template.js'
import {page, type PageInput} from './page.js'
import {applyPatch, refuseWithList, replaceRule, type PatchInput, type PatchTable} from './patch.js'
import {present, without} from './present.js'
import {conflict, notFound} from './refuse.js'
import {modelUser} from './model-user.js'

type ModelLabels = {restApiId: string; modelName: string}
type CreateModelInput = {restApiId: string; name: string; description?: string; schema?: string; contentType: string}

function createModel(input: CreateModelInput, context: OperationContext): Members {
  const {restApiId, name, description, contentType, schema} = input
  findRestApi(context, restApiId)
  checkModelName(input.name)
  checkModelSchema(input.schema, input.contentType)
  if (context.store.get('model', [restApiId, input.name]) !== undefined) {
    throw conflict('Model name already exists for this REST API')
  }
  const model: ModelRecord = present({
    id: context.newId(6),
    name,
    description: description === '' ? undefined : description,
    contentType,
    schema,
  })
  context.store.put('model', [restApiId, model.name], model)
  return model
}

function getModel(input: ModelLabels & {flatten?: boolean}, context: OperationContext): Members {
  const model = find(input, context)
  if (input.flatten !== true || model.schema === undefined) return model
  return {...model, schema: flattenSchema(model.schema, context.store.list('model', [input.restApiId]))}
}

function getModels(input: {restApiId: string} & PageInput, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  const models = context.store.list('model', [id]).sort((one, other) => (one.name < other.name ? -1 : 1))
  return page(models, input, ({name}) => name)
}

function getModelTemplate(input: ModelLabels, context: OperationContext): Members {
  return {value: modelTemplate(find(input, context), context.store.list('model', [input.restApiId]))}
}

function updateModel(input: ModelLabels & PatchInput, context: OperationContext): Members {
  const model = applyPatch(find(input, context), input, modelPatch)
  context.store.put('model', [input.restApiId, model.name], model)
  return model
}

const modelPatch: PatchTable<ModelRecord> = {
  refuse: refuseWithList,
  rules: [
    replaceRule('/description', (model, value) =>
      present({...without(model, 'description'), description: value === '' ? undefined : value}),
    ),
    replaceRule('/schema', (model, value = '') => {
      checkModelSchema(value, model.contentType)
      return {...model, schema: value}
    }),
  ],
}

function deleteModel(input: ModelLabels, context: OperationContext): Members {
  find(input, context)
  const user = modelUser(input.modelName, context.store.list('resource', [input.restApiId]))
  if (user !== undefined) throw conflict(`Cannot delete model '${input.modelName}', is referenced in ${user}`)
  context.store.delete('model', [input.restApiId, input.modelName])
  return {}
}

function find({restApiId, modelName}: ModelLabels, context: OperationContext): ModelRecord {
  const known = existingRestApi(context, restApiId) !== undefined
  const model = known ? context.store.get('model', [restApiId, modelName]) : undefined
  if (model === undefined) throw notFound(`Invalid model name specified: ${modelName}`)
  return model
}

export const modelOperations: Operations = {
  CreateModel: operation(createModel),
  GetModel: operation(getModel),
  GetModels: operation(getModels),
  GetModelTemplate: operation(getModelTemplate),
  UpdateModel: operation(updateModel),
  DeleteModel: operation(deleteModel),
}
