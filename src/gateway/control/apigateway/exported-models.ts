import {isJsonObject} from '../../../model/json.js'
import type {ModelRecord, RestSnapshot} from '../../store/rest-records.js'
import {defaultModels} from './default-model.js'
import {parseSchema, referencedModel} from './model-rules.js'
import {without} from './present.js'

/**
 * The models as an export has them: none says which dialect it is written in, and the Empty and Error that every new API
 * has are there only where something refers to them, without their descriptions.
 *
 * Source: the export printed in
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-s3.html, read 2026-11-21
 */
export function exportedModels({models, resources}: RestSnapshot): ModelRecord[] {
  const used = new Set([...models.flatMap(modelsOf), ...resources.flatMap(namesOf)])
  return models
    .filter((model) => !isDefault(model) || used.has(model.name))
    .map((model) => withoutDialect(isDefault(model) ? without(model, 'description') : model))
}

function isDefault({name, schema, description}: ModelRecord): boolean {
  return defaultModels.some(
    (known) => known.name === name && known.schema === schema && known.description === description,
  )
}

function namesOf({resourceMethods = {}}: RestSnapshot['resources'][number]): string[] {
  return Object.values(resourceMethods).flatMap(({requestModels = {}, methodResponses = {}}) => [
    ...Object.values(requestModels),
    ...Object.values(methodResponses).flatMap(({responseModels = {}}) => Object.values(responseModels)),
  ])
}

function modelsOf({schema = ''}: ModelRecord): string[] {
  const references = schema.match(/"https:\/\/apigateway\.amazonaws\.com\/[^"]*"/g) ?? []
  return references.flatMap((reference) => referencedModel(reference.slice(1, -1)) ?? [])
}

function withoutDialect(model: ModelRecord): ModelRecord {
  const schema = parseSchema(model.schema ?? '')
  if (!isJsonObject(schema) || !Object.hasOwn(schema, '$schema')) return model
  return {...model, schema: JSON.stringify(without(schema, '$schema'))}
}
