import {isJsonObject} from '../../model/json.js'
import type {Json} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {Model} from '../../model/rest-api.js'
import {automaticModelNames} from '../automatic-model.js'
import {idMark} from '../call.js'
import type {Call, IdSlot} from '../call.js'
import type {Address, Change} from '../change.js'
import {sameJson} from '../diff/fields.js'
import type {CallFacts} from './call-facts.js'
import {restCall} from './rest-call.js'

/** Models are known to AWS by their names. */
export function modelCalls(change: Change, facts: CallFacts): Call[] {
  const {address, name: modelName} = change
  switch (change.action) {
    case 'create':
      return createModel(address, modelName, change.after as Model, facts.live === undefined)
    case 'update':
      return [updateModel(address, modelName, change.before as Model, change.after as Model)]
    case 'replace':
      return [
        restCall(address, 'DeleteModel', {modelName}),
        ...createModel(address, modelName, change.after as Model, false),
      ]
    case 'delete':
      return [restCall(address, 'DeleteModel', {modelName})]
  }
}

/** Stands for an automatic model whose texts are AWS's own: whatever is declared replaces them. */
const madeByAws = {contentType: 'application/json', schema: null}

/** CreateRestApi has made two models already: declared ones of their names are brought into shape. */
function createModel(address: Address, name: string, model: Model, isNewApi: boolean): Call[] {
  if (isNewApi && automaticModelNames.includes(name)) {
    return [updateModel(address, name, {...madeByAws, description: name}, model)]
  }
  const {contentType, description} = model
  const schema = schemaText(model.schema)
  const input = present({name, contentType, description, schema})
  return [restCall(address, 'CreateModel', input, {ids: referenceSlot(['schema'], schema)})]
}

function updateModel(address: Address, modelName: string, before: Model, after: Model): Call {
  const schema = schemaText(after.schema)
  const patches = [
    ...(sameJson(before.schema, after.schema) ? [] : [{op: 'replace' as const, path: '/schema', value: schema}]),
    ...(before.description === after.description
      ? []
      : [{op: 'replace' as const, path: '/description', value: after.description ?? ''}]),
  ]
  const ids = patches.flatMap(({value}, index) => referenceSlot(['patchOperations', index, 'value'], value))
  return restCall(address, 'UpdateModel', {modelName, patchOperations: patches}, {ids})
}

/** A schema as AWS stores it: models of other content types hold a text of their own. */
function schemaText(schema: Json): string {
  return typeof schema === 'string' ? schema : JSON.stringify(withModelUrls(schema))
}

function withModelUrls(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((entry: Json) => withModelUrls(entry))
  if (!isJsonObject(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      const name = key === '$ref' && typeof value === 'string' ? /^#\/models\/(.+)$/.exec(value)?.[1] : undefined
      return [key, name === undefined ? withModelUrls(value) : modelUrl(name)]
    }),
  )
}

/** References between models name the API by its id. Source: developer guide, "Data models for REST APIs". */
function modelUrl(name: string): string {
  return `https://apigateway.amazonaws.com/restapis/${idMark}/models/${name}`
}

function referenceSlot(at: IdSlot['at'], text: string): IdSlot[] {
  return text.includes(idMark) ? [{at, kind: 'api', name: '', text}] : []
}
