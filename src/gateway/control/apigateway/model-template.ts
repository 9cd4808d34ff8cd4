import type {ModelRecord} from '../../store/rest-records.js'
import {isJsonObject, type Json, type JsonObject} from '../../../model/json.js'
import {parseSchema, referencedModel} from './model-rules.js'

type Place = {expression: string; indent: string; models: readonly ModelRecord[]; seen: readonly string[]}

/**
 * A mapping template that renders a body of the model's shape from a body of the same shape, as GetModelTemplate
 * generates it: strings quoted, arrays as `#foreach` loops. A model inside itself ends as an empty object.
 */
export function modelTemplate(model: ModelRecord, models: readonly ModelRecord[]): string {
  const schema = parseSchema(model.schema ?? '{}') ?? {}
  const body = render(schema, {expression: '$inputRoot', indent: '', models, seen: [model.name]})
  return `#set($inputRoot = $input.path('$'))\n${body}`
}

function render(schema: Json, place: Place): string {
  if (!isJsonObject(schema)) return '{}'
  const {$ref: reference} = schema
  if (typeof reference === 'string') return renderReference(reference, place)
  if (schema['type'] === 'array') return renderArray(schema, place)
  if (isJsonObject(schema['properties'])) return renderObject(schema['properties'], place)
  if (schema['type'] === 'object' || schema['type'] === undefined) return '{}'
  return schema['type'] === 'string' ? `"${place.expression}"` : place.expression
}

function renderReference(reference: string, place: Place): string {
  const name = referencedModel(reference)
  const model = place.models.find((candidate) => candidate.name === name)
  if (name === undefined || model === undefined || place.seen.includes(name)) return '{}'
  return render(parseSchema(model.schema ?? '{}') ?? {}, {...place, seen: [...place.seen, name]})
}

function renderObject(properties: JsonObject, place: Place): string {
  const indent = `${place.indent}  `
  const members = Object.entries(properties).map(
    ([name, schema]) =>
      `${indent}"${name}" : ${render(schema, {...place, indent, expression: `${place.expression}.${name}`})}`,
  )
  return `{\n${members.join(',\n')}\n${place.indent}}`
}

function renderArray({items = {}}: JsonObject, place: Place): string {
  const indent = `${place.indent}  `
  const item = render(items, {...place, indent, expression: '$elem'})
  return `[\n#foreach($elem in ${place.expression})\n${indent}${item}#if($foreach.hasNext),#end\n#end\n${place.indent}]`
}
