import type {MethodSettingRecord} from '../../store/rest-records.js'
import {lifeOf} from '../life.js'
import {GatewayError} from './gateway-error.js'
import type {Matched} from './match-method.js'
import type {Answer} from './outgoing.js'
import {parameterValues, requestParts} from './parameter-value.js'
import {signerDecision} from './verify-signer.js'

/** What the stage's cache has to do with a request. */
export type Lookup =
  | {kind: 'off'; warning: undefined}
  | {kind: 'hit'; answer: Answer; warning: string | undefined}
  /** To be kept once the integration has answered. */
  | {kind: 'miss'; key: string; ttlMs: number; warning: string | undefined}

const off: Lookup = {kind: 'off', warning: undefined}

/** AWS documents that there is a warning header, not its text. */
const warningText = '199 - "Cache-Control header was ignored: the caller may not invalidate the cache."'

/**
 * Looks for a kept answer. A client that sends `Cache-Control: max-age=0` gets a fresh one where it may; otherwise the
 * stage decides between a refusal and ignoring the header. Source: docs/aws-facts.md "Limits".
 */
export function lookUpCache(matched: Matched): Lookup {
  const setting = cacheSetting(matched)
  if (setting === undefined) return off
  const wantsFresh = /(?:^|[\s,])max-age=0(?:$|[\s,])/.test(matched.request.headers.last('cache-control') ?? '')
  const mayInvalidate = wantsFresh && (!setting.requireAuthorizationForCacheControl || isPermitted(matched))
  const warning = wantsFresh && !mayInvalidate ? unauthorizedInvalidation(setting) : undefined
  const key = cacheKey(matched)
  const nowMs = matched.request.context.requestTimeEpoch
  const answer = mayInvalidate ? undefined : matched.deployment.memory.responses.get(key, nowMs)
  if (answer !== undefined) return {kind: 'hit', answer, warning}
  return {kind: 'miss', key, ttlMs: setting.cacheTtlInSeconds * 1000, warning}
}

/** Keeps the integration's answer, whatever its status (reported: errors of backends are cached like successes). */
export function keepAnswer(lookup: Lookup, answer: Answer, {request, deployment}: Matched): void {
  if (lookup.kind !== 'miss') return
  // What only logs want is not kept twice.
  const kept = {...answer, received: undefined, requestId: undefined}
  deployment.memory.responses.set(lookup.key, kept, lifeOf(request.context.requestTimeEpoch, lookup.ttlMs))
}

/** The stage's default switches the cache on for GET only, any other verb needs an entry of its own. */
function cacheSetting({request, deployment, method}: Matched): MethodSettingRecord | undefined {
  const {stage, settings, canary} = deployment
  // Streamed answers are not cached (developer guide, response streaming).
  const integration = method.integration()
  if ('limits' in integration && integration.limits !== undefined) return undefined
  if (!stage.cacheClusterEnabled || (canary === 'canary' && stage.canarySettings?.useStageCache !== true))
    return undefined
  const setting = request.method === 'GET' ? settings.of(method) : settings.own(method)
  return setting?.cachingEnabled === true && setting.cacheTtlInSeconds > 0 ? setting : undefined
}

/**
 * Only a signer of the API's own account can have the permission, by the policy of the key (developer guide, cache
 * settings: `execute-api:InvalidateCache` on the method; docs/aws-facts.md "Limits").
 */
function isPermitted(matched: Matched): boolean {
  const {signer, deployment} = matched
  if (signer?.principal.accountId !== deployment.api.accountId) return false
  return signerDecision(matched, signer, 'execute-api:InvalidateCache') === 'allow'
}

function unauthorizedInvalidation({
  unauthorizedCacheControlHeaderStrategy: strategy,
}: MethodSettingRecord): string | undefined {
  if (strategy === 'SUCCEED_WITHOUT_RESPONSE_HEADER') return undefined
  if (strategy !== 'FAIL_WITH_403') return warningText
  throw new GatewayError({
    type: 'ACCESS_DENIED',
    reason: 'The caller sent Cache-Control: max-age=0 and has no permission execute-api:InvalidateCache.',
  })
}

/**
 * Namespace and values of the key parameters; other parameters do not tell requests apart. A canary shares entries with
 * its stage only while both serve one deployment. The verb belongs to the key, so that GET and POST of one resource
 * never mix (undocumented).
 */
function cacheKey(matched: Matched): string {
  const {request, deployment, method} = matched
  const {api, stage, memory, canary, deploymentId, variables} = deployment
  const {stageCache} = memory.cacheGeneration(api.apiId, stage.stageName)
  const side = canary === 'canary' && deploymentId !== stage.deploymentId ? deploymentId : ''
  const {namespace, parameters} = method.cache()
  const message = requestParts(matched)
  const values = parameters.map((source) => parameterValues(source, message, request.context, variables))
  return JSON.stringify([api.apiId, stage.stageName, side, stageCache, namespace, request.method, ...values])
}
