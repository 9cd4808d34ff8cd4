import {standardAccountThrottle} from '../../store/account-throttle.js'
import type {MethodSettingRecord, StageRecord} from '../../store/rest-records.js'
import {maximumPatchPathLength, patchBoolean, type PatchOperation} from './patch.js'
import {entryOf, withEntry} from './present.js'
import {badRequest} from './refuse.js'

type Change = (setting: MethodSettingRecord, value: string) => MethodSettingRecord

/** What an entry holds once any of its settings is touched (recorded), unless the stage has defaults of its own. */
const defaults: MethodSettingRecord = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: standardAccountThrottle.burstLimit,
  throttlingRateLimit: standardAccountThrottle.rateLimit,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
}

const loggingLevels = ['OFF', 'ERROR', 'INFO']
const strategies = ['FAIL_WITH_403', 'SUCCEED_WITH_RESPONSE_HEADER', 'SUCCEED_WITHOUT_RESPONSE_HEADER']
const maximumTtlSeconds = 3600

const changes: Readonly<Record<string, Change>> = {
  'metrics/enabled': (setting, value) => ({...setting, metricsEnabled: patchBoolean(value)}),
  'logging/dataTrace': (setting, value) => ({...setting, dataTraceEnabled: patchBoolean(value)}),
  'logging/loglevel': (setting, value) => ({...setting, loggingLevel: oneOf(loggingLevels, value, 'logging level')}),
  'throttling/burstLimit': (setting, value) => ({...setting, throttlingBurstLimit: limit(value, Number.isInteger)}),
  'throttling/rateLimit': (setting, value) => ({...setting, throttlingRateLimit: limit(value, Number.isFinite)}),
  'caching/enabled': (setting, value) => ({...setting, cachingEnabled: patchBoolean(value)}),
  'caching/ttlInSeconds': (setting, value) => ({...setting, cacheTtlInSeconds: ttl(value)}),
  'caching/dataEncrypted': (setting, value) => ({...setting, cacheDataEncrypted: patchBoolean(value)}),
  'caching/requireAuthorizationForCacheControl': (setting, value) => ({
    ...setting,
    requireAuthorizationForCacheControl: patchBoolean(value),
  }),
  'caching/unauthorizedCacheControlHeaderStrategy': (setting, value) => ({
    ...setting,
    unauthorizedCacheControlHeaderStrategy: oneOf(strategies, value, 'cache control header strategy'),
  }),
}

/**
 * Applies a patch of `/{resourcePath}/{httpMethod}/group/setting`; undefined when the operation is none.
 *
 * Keys stay as they were sent, without the first slash: `~1pets~1{id}/GET`.
 */
export function patchMethodSetting(
  stage: StageRecord,
  {op, path = '', value = ''}: PatchOperation,
): StageRecord | undefined {
  const segments = path.slice(1).split('/')
  const change = entryOf(changes, segments.slice(-2).join('/'))
  const key = segments.slice(0, -2).join('/')
  const isKnown = op === 'replace' && segments.length >= 4 && path.length <= maximumPatchPathLength
  if (!isKnown || change === undefined) return undefined
  const current = entryOf(stage.methodSettings, key) ?? stage.methodSettings['*/*'] ?? defaults
  return {...stage, methodSettings: {...stage.methodSettings, [key]: change(current, value)}}
}

/** Removes the whole entry of a method, or of all methods; undefined when the stage has none there. */
export function removeMethodSetting(stage: StageRecord, {op, path = ''}: PatchOperation): StageRecord | undefined {
  const key = path.slice(1)
  if (op !== 'remove' || !Object.hasOwn(stage.methodSettings, key)) return undefined
  return {...stage, methodSettings: withEntry(stage.methodSettings, key, undefined) ?? {}}
}

function oneOf(allowed: readonly string[], value: string, what: string): string {
  if (allowed.includes(value)) return value
  throw badRequest(`Invalid ${what} specified. Valid options are ${allowed.join(',')}`)
}

/** -1 means no limit of its own. */
function limit(value: string, isValid: (value: number) => boolean): number {
  const number = Number(value)
  if (value.trim() !== '' && isValid(number) && number >= -1) return number
  throw badRequest(`Invalid throttling limit specified: ${value}`)
}

function ttl(value: string): number {
  const seconds = Number(value)
  if (value.trim() !== '' && Number.isInteger(seconds) && seconds >= 0 && seconds <= maximumTtlSeconds) return seconds
  throw badRequest(`Invalid cache TTL specified, must be between 0 and ${maximumTtlSeconds}`)
}
