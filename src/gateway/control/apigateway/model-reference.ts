import type {Json} from '../../../model/json.js'
import {mapReferences} from '../../../spec/map-references.js'
import {referencedModel} from './model-rules.js'

const local = '#/models/'

/** The schema as a control-plane record holds it: references between models are URLs of the API. */
export function toStoredReferences(schema: Json, restApiId: string): Json {
  return mapReferences(schema, (reference) =>
    reference.startsWith(local)
      ? `https://apigateway.amazonaws.com/restapis/${restApiId}/models/${reference.slice(local.length)}`
      : reference,
  )
}

/** The inverse: references as the model of an API writes them, `#/models/Name`. */
export function toModelReferences(schema: Json): Json {
  return mapReferences(schema, (reference) => {
    const name = referencedModel(reference)
    return name === undefined ? reference : `${local}${name}`
  })
}
