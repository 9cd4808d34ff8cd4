import type {Json, JsonObject} from '../model/json.js'
import {omit} from '../model/omit.js'
import {present} from '../model/present.js'
import type {HttpStage, MethodSettings, RestStage, RouteSettings, Stage, WebSocketStage} from '../model/stage.js'

/** A stage as a section of apigw.yaml says it; `left` names the live settings that the section cannot say. */
export type WrittenStage = {section: JsonObject; left: readonly string[]}

/**
 * The inverse of toRestStage, toHttpStage and toWebSocketStage: what a live stage sets otherwise than AWS does by itself.
 * Pure. What the section does not mention is never touched by a plan, so `left` loses nothing on AWS.
 */
export function fromStage(stage: Stage): WrittenStage {
  return stage.kind === 'restStage' ? fromRestStage(stage) : fromV2Stage(stage)
}

/**
 * Settings of a method that nobody has set.
 * Source: https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html and the account's own limits.
 */
export const methodDefaults = {
  metricsEnabled: false,
  loggingLevel: 'OFF',
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10_000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
} as const satisfies Required<MethodSettings>

function fromRestStage(stage: RestStage): WrittenStage {
  const {'*/*': all, ...methods} = stage.methodSettings ?? {}
  const base = {...methodDefaults, ...all}
  const isCached = stage.cacheClusterEnabled === true && all !== undefined
  const own = all === undefined ? {} : overrides(all, methodDefaults, isCached)
  const section = present({
    ...shared(stage, stage.variables),
    throttle: own.throttle,
    cache: isCached ? stageCache(stage, all) : undefined,
    executionLog: own.executionLog,
    dataTrace: own.dataTrace,
    metrics: own.metrics,
    tracing: stage.tracingEnabled === true ? true : undefined,
    clientCertificateId: stage.clientCertificateId,
    methods: filled(mapped(methods, (settings) => overrides(settings, base, true))),
  })
  const withoutCluster = all === undefined ? {} : (overrides(all, methodDefaults, true).cache ?? {})
  const left = [
    ...(stage.cacheClusterEnabled === true && !isCached ? ['cacheClusterEnabled'] : []),
    ...(isCached ? [] : Object.keys(withoutCluster).map((member) => `methodSettings */* cache ${member}`)),
    ...halfThrottles({'*/*': all ?? {}, ...methods}),
  ]
  return {section, left}
}

/** The cluster, and which of its settings differ from AWS's; `enabled` is said when GETs are not cached. */
function stageCache(stage: RestStage, all: MethodSettings): JsonObject {
  const cache = omit(overrides(all, methodDefaults, true).cache ?? {}, 'enabled')
  return present({
    enabled: all.cachingEnabled === true ? undefined : false,
    sizeGb: stage.cacheClusterSize === undefined ? undefined : Number(stage.cacheClusterSize),
    ...cache,
  })
}

function fromV2Stage(stage: HttpStage | WebSocketStage): WrittenStage {
  const {defaultRouteSettings: all = {}, routeSettings: routes = {}} = stage
  const base = {...methodDefaults, ...asMethod(all)}
  const section = present({
    ...shared(stage, stage.stageVariables),
    ...overrides(asMethod(all), methodDefaults, false),
    clientCertificateId: stage.kind === 'webSocketStage' ? stage.clientCertificateId : undefined,
    autoDeploy: stage.autoDeploy === true ? true : undefined,
    routes: filled(mapped(routes, (settings) => overrides(asMethod(settings), base, false))),
  })
  return {section, left: halfThrottles({default: asMethod(all), ...mapped(routes, asMethod)})}
}

function asMethod({detailedMetricsEnabled, ...settings}: RouteSettings): MethodSettings {
  return present({...settings, metricsEnabled: detailedMetricsEnabled})
}

function shared(stage: Stage, variables: Readonly<Record<string, string>> | undefined): JsonObject {
  const {destinationArn = '', format = ''} = stage.accessLogSettings ?? {}
  return present({
    description: stage.description === '' ? undefined : stage.description,
    variables: filled(variables ?? {}),
    accessLog: destinationArn === '' || format === '' ? undefined : {destination: destinationArn, format},
    // Tags that AWS's own services put there cannot be set by anybody else.
    tags: filled(Object.fromEntries(Object.entries(stage.tags ?? {}).filter(([key]) => !key.startsWith('aws:')))),
  })
}

type Overrides = {
  throttle?: JsonObject
  executionLog?: string
  dataTrace?: boolean
  metrics?: boolean
  cache?: JsonObject
}

const levels = {OFF: 'off', ERROR: 'error', INFO: 'info'} as const

const strategies = {
  FAIL_WITH_403: 'fail',
  SUCCEED_WITH_RESPONSE_HEADER: 'warn',
  SUCCEED_WITHOUT_RESPONSE_HEADER: 'ignore',
} as const

/** What is set otherwise than it would be by itself. */
function overrides(settings: MethodSettings, base: Required<MethodSettings>, withCache: boolean): Overrides {
  const own = <Key extends keyof MethodSettings>(key: Key): MethodSettings[Key] | undefined =>
    settings[key] === base[key] ? undefined : settings[key]
  const {throttlingRateLimit: rateLimit, throttlingBurstLimit: burstLimit} = settings
  const isThrottled = own('throttlingRateLimit') !== undefined || own('throttlingBurstLimit') !== undefined
  const level = own('loggingLevel')
  const strategy = own('unauthorizedCacheControlHeaderStrategy')
  const cache = present({
    enabled: own('cachingEnabled'),
    ttlSeconds: own('cacheTtlInSeconds'),
    encrypted: own('cacheDataEncrypted'),
    requireAuthorization: own('requireAuthorizationForCacheControl'),
    unauthorized: strategy && strategies[strategy],
  })
  return present({
    throttle: isThrottled && isLimit(rateLimit) && isLimit(burstLimit) ? {rateLimit, burstLimit} : undefined,
    executionLog: level && levels[level],
    dataTrace: own('dataTraceEnabled'),
    metrics: own('metricsEnabled'),
    // Saying anything about the cache of a method switches it on, unless it says otherwise.
    cache: withCache
      ? filled({...(settings.cachingEnabled === false && hasMembers(cache) && {enabled: false}), ...cache})
      : undefined,
  })
}

/** AWS writes -1 for a limit that was taken away. */
function isLimit(limit: number | undefined): limit is number {
  return limit !== undefined && limit >= 0
}

/** A throttle of apigw.yaml has two limits; a live one may have one. */
function halfThrottles(settings: Readonly<Record<string, MethodSettings>>): string[] {
  return Object.entries(settings).flatMap(([key, {throttlingRateLimit: rate, throttlingBurstLimit: burst}]) =>
    isLimit(rate) === isLimit(burst) ? [] : [`throttle of ${key}`],
  )
}

function mapped<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

/** Without members that say nothing; undefined when none says anything. */
function filled(record: Readonly<Record<string, Json | Overrides>>): JsonObject | undefined {
  const entries = Object.entries(record).filter(([, value]) => typeof value !== 'object' || hasMembers(value))
  return entries.length === 0 ? undefined : Object.fromEntries<Json>(entries as [string, Json][])
}

function hasMembers(value: object | null): boolean {
  return value !== null && Object.keys(value).length > 0
}
