import type {JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {RouteSettings, Stage} from '../../model/stage.js'
import type {Address, Change} from '../change.js'
import {given} from '../normal-values.js'
import {diffThing} from './record.js'

/**
 * The change that gives a stage every setting of a stored one, and takes away those that it had not. What the stage
 * serves is not compared.
 */
export function diffExactStage(api: Address, live: Stage, stored: Stage): Change[] {
  const {stageName, kind} = stored
  const thing = {kind, address: `${api}/stage/${stageName}`, name: stageName}
  return diffThing(thing, settingsOf(live), withDefaults(settingsOf(stored), live))
}

/** AWS clears a description by an empty text. */
function settingsOf(stage: Stage): JsonObject {
  const settings: JsonObject = present({...stage, description: given(stage.description)})
  return settings
}

/**
 * AWS takes no member of `DefaultRouteSettings` away once it is set, so one that was not there is set to what AWS does
 * without it: the quota of an account, no metrics, no log.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const routeDefaults: Required<RouteSettings> = {
  detailedMetricsEnabled: false,
  loggingLevel: 'OFF',
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10_000,
}

function withDefaults(stored: JsonObject, live: Stage): JsonObject {
  if (live.kind === 'restStage') return stored
  const set = Object.keys(live.defaultRouteSettings ?? {})
  const defaults = Object.fromEntries(Object.entries(routeDefaults).filter(([name]) => set.includes(name)))
  const before = stored.defaultRouteSettings
  return {...stored, defaultRouteSettings: {...defaults, ...(before as JsonObject | undefined)}}
}
