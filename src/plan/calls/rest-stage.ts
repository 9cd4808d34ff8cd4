import {present} from '../../model/present.js'
import type {MethodSettings, RestStage} from '../../model/stage.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import {afterOf, beforeOf} from './call-facts.js'
import type {CallFacts} from './call-facts.js'
import {deploymentSlot} from './deployment.js'
import {canaryPatches, canarySlot, promoted, promotionPatches} from './canary.js'
import {patchMap, patchPath, replaceMembers} from './patch.js'
import type {CopyOperation, PatchOperation} from './patch.js'
import {restCall} from './rest-call.js'
import {tagCalls} from './tags.js'

/** `serves` is which definition the stage serves; see diffStage. */
type StageState = Partial<RestStage> & {serves?: string}

/** Where UpdateStage finds each method setting. Source: patch operations of the API reference. */
const settingPaths: Record<keyof MethodSettings, string> = {
  metricsEnabled: 'metrics/enabled',
  loggingLevel: 'logging/loglevel',
  dataTraceEnabled: 'logging/dataTrace',
  throttlingBurstLimit: 'throttling/burstLimit',
  throttlingRateLimit: 'throttling/rateLimit',
  cachingEnabled: 'caching/enabled',
  cacheTtlInSeconds: 'caching/ttlInSeconds',
  cacheDataEncrypted: 'caching/dataEncrypted',
  requireAuthorizationForCacheControl: 'caching/requireAuthorizationForCacheControl',
  unauthorizedCacheControlHeaderStrategy: 'caching/unauthorizedCacheControlHeaderStrategy',
}

/** A stage is made with what CreateStage takes and patched with the rest. */
export function restStageCalls(change: Change, facts: CallFacts): Call[] {
  const before: StageState = beforeOf(change)
  const after: StageState = afterOf(change)
  if (change.action === 'delete') return [restCall(change.address, 'DeleteStage', {stageName: change.name})]
  if (change.action === 'create') return createStage(change, after, facts)
  const now = promoted(before, after, facts)
  return [
    ...(now === undefined ? [] : updateStage(change, promotionPatches, facts, {isMoved: true})),
    ...updateStage(change, stagePatches(now ?? before, after), facts, {
      isMoved: now !== undefined || before.serves === after.serves,
    }),
    ...tagCalls(change, facts, `restapis/${facts.live?.apiId ?? ''}/stages/${change.name}`),
  ]
}

function createStage(change: Change, after: StageState, facts: CallFacts): Call[] {
  const {description, variables, tracingEnabled, cacheClusterEnabled, cacheClusterSize, tags} = after
  const created = present({description, variables, tracingEnabled, cacheClusterEnabled, cacheClusterSize, tags})
  return [
    restCall(
      change.address,
      'CreateStage',
      {stageName: change.name, ...created},
      {
        ids: deploymentSlot(['deploymentId'], facts),
      },
    ),
    ...updateStage(change, stagePatches(created, after), facts, {isMoved: true}),
  ]
}

/** Without `isMoved` the stage has to serve the deployment of the plan, too. */
function updateStage(
  {address, name}: Change,
  patches: readonly (PatchOperation | CopyOperation)[],
  facts: CallFacts,
  {isMoved}: {isMoved: boolean},
): Call[] {
  const move = isMoved ? [] : [{op: 'replace' as const, path: '/deploymentId', value: ''}]
  const patchOperations = [...move, ...patches]
  if (patchOperations.length === 0) return []
  const moving = isMoved ? [] : deploymentSlot(['patchOperations', 0, 'value'], facts)
  const ids = [...moving, ...canarySlot(patchOperations, facts)]
  return [restCall(address, 'UpdateStage', {stageName: name, patchOperations}, {ids})]
}

function stagePatches(before: StageState, after: StageState): PatchOperation[] {
  const scalars = ['description', 'tracingEnabled', 'cacheClusterEnabled', 'cacheClusterSize', 'clientCertificateId']
  const clearable = ['description', 'clientCertificateId'].filter((name) => Object.hasOwn(before, name))
  const declared = scalars.filter((name) => Object.hasOwn(after, name) || clearable.includes(name))
  return [
    ...replaceMembers(declared, before, after),
    ...accessLogPatches(before, after),
    ...(after.variables === undefined ? [] : patchMap('variables', before.variables ?? {}, after.variables)),
    ...methodPatches(before.methodSettings ?? {}, after.methodSettings ?? {}),
    ...canaryPatches(before.canarySettings, after.canarySettings),
  ].map(replacing)
}

/** Stage variables and log settings exist or not; UpdateStage takes `replace` for both. */
function replacing(patch: PatchOperation): PatchOperation {
  return patch.op === 'add' ? {...patch, op: 'replace'} : patch
}

/** A setting alone cannot be taken away: the method's entry goes, and what is left is set again. */
function methodPatches(before: MethodEntries, after: MethodEntries): PatchOperation[] {
  const remove = (key: string) => ({op: 'remove' as const, path: methodPath(key)})
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  const set = Object.entries(after).flatMap(([key, settings]) => {
    const old = before[key] ?? {}
    const loses = Object.keys(old).some((member) => !Object.hasOwn(settings, member))
    return loses ? [remove(key), ...settingPatches(key, {}, settings)] : settingPatches(key, old, settings)
  })
  return [...gone.map(remove), ...set]
}

type MethodEntries = Readonly<Record<string, MethodSettings>>

function accessLogPatches(before: StageState, after: StageState): PatchOperation[] {
  if (before.accessLogSettings !== undefined && after.accessLogSettings === undefined) {
    return [{op: 'remove', path: '/accessLogSettings'}]
  }
  const members = ['destinationArn', 'format'] as const
  return members
    .filter((member) => after.accessLogSettings?.[member] !== before.accessLogSettings?.[member])
    .flatMap((member) => {
      const value = after.accessLogSettings?.[member]
      return value === undefined ? [] : [{op: 'replace' as const, path: `/accessLogSettings/${member}`, value}]
    })
}

function settingPatches(key: string, before: MethodSettings, after: MethodSettings): PatchOperation[] {
  const members = Object.keys(settingPaths) as (keyof MethodSettings)[]
  return members.flatMap((member) => {
    const value = after[member]
    if (value === undefined || value === before[member]) return []
    return [{op: 'replace' as const, path: `${methodPath(key)}/${settingPaths[member]}`, value: String(value)}]
  })
}

/** `GET /pets/{id}` is patched under `/~1pets~1{id}/GET`, the default under `/*`+`/*`. */
function methodPath(key: string): string {
  if (key === '*/*') return '/*/*'
  const space = key.indexOf(' ')
  return patchPath(key.slice(space + 1), key.slice(0, space))
}
