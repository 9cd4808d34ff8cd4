import {isJsonObject} from '../model/json.js'
import type {JsonObject} from '../model/json.js'
import {omit} from '../model/omit.js'
import type {Model, RestApi} from '../model/rest-api.js'
import {sameJson} from './diff/fields.js'

/**
 * The two models that CreateRestApi makes (ImportRestApi makes none). Definitions rarely mention them, and deleting
 * them gains nothing: they count only when the definition declares them.
 */
const automatic: Readonly<Record<string, JsonObject>> = {
  Empty: {type: 'object', title: 'Empty Schema'},
  Error: {type: 'object', title: 'Error Schema', properties: {message: {type: 'string'}}},
}

export const automaticModelNames: readonly string[] = Object.keys(automatic)

/** True for `Empty` and `Error` as AWS made them; an edited one is a model like any other. */
export function isAutomaticModel(name: string, model: Model | undefined): boolean {
  const made = automatic[name]
  if (made === undefined || model === undefined || !isJsonObject(model.schema)) return false
  return model.contentType === 'application/json' && sameJson(omit(model.schema, '$schema'), made)
}

/** The models without the automatic ones that no method uses: their presence changes nothing for callers. */
export function withoutUnusedAutomaticModels(api: RestApi): RestApi['models'] {
  const used = new Set(
    Object.values(api.methods).flatMap(({requestModels, responses}) => [
      ...Object.values(requestModels),
      ...Object.values(responses).flatMap(({responseModels}) => Object.values(responseModels)),
    ]),
  )
  return Object.fromEntries(
    Object.entries(api.models).filter(([name, model]) => used.has(name) || !isAutomaticModel(name, model)),
  )
}
