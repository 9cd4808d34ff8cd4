import {createHash} from 'node:crypto'
import type {Api} from '../model/api.js'
import {canonicalJson} from '../model/json.js'
import type {Json} from '../model/json.js'
import {omit} from '../model/omit.js'
import type {RestApi} from '../model/rest-api.js'
import {withoutUnusedAutomaticModels} from './automatic-model.js'
import {normalForm} from './normal-form.js'

/**
 * SHA-256, as 64 hex digits, of what a deployment of the API serves: equal hashes answer requests equally.
 *
 * Desired and live give the same hash when nothing is left to apply. Names, tags and documentation are no part of it:
 * they need no deployment to take effect.
 */
export function contentHash(api: Api, apiId?: string): string {
  const normal = normalForm(api, apiId)
  return sha256(normal.kind === 'rest' ? servedByRest(normal) : omit(normal, 'name', 'tags'))
}

function servedByRest(api: RestApi): Json {
  return {...omit(api, 'name', 'tags', 'documentationParts'), models: withoutUnusedAutomaticModels(api)}
}

/** SHA-256 of a JSON value, as 64 hex digits, whatever the order of its members. */
export function sha256(value: Json): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}
