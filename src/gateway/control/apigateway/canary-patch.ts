import type {ServiceError} from '../service-error.js'
import type {StageRecord} from '../../store/rest-records.js'
import {patchBoolean, type PatchOperation, type PatchRule} from './patch.js'
import {parseJsonObject} from './parse-json-object.js'
import {entryOf, nonEmpty, present, withEntry, without} from './present.js'
import {badRequest} from './refuse.js'
import {checkPercentTraffic, checkVariables} from './stage-rules.js'

type Canary = NonNullable<StageRecord['canarySettings']>

/** Touching any member of a canary that is not there yet creates it (recorded). */
function canaryOf({canarySettings, deploymentId}: StageRecord): Canary {
  return canarySettings ?? {deploymentId, percentTraffic: 0, useStageCache: false}
}

function withCanary(stage: StageRecord, members: Partial<Canary>): StageRecord {
  return {...stage, canarySettings: {...canaryOf(stage), ...members}}
}

function withOverrides(stage: StageRecord, overrides: Record<string, string> | undefined): StageRecord {
  checkVariables(overrides)
  const canary = without(canaryOf(stage), 'stageVariableOverrides')
  return {...stage, canarySettings: present({...canary, stageVariableOverrides: nonEmpty(overrides)})}
}

/** The two copies that promote a canary. */
const promotions: Readonly<Record<string, string>> = {
  '/deploymentId': '/canarySettings/deploymentId',
  '/variables': '/canarySettings/stageVariableOverrides',
}

/** Promotes a part of the canary: its deployment, or its variables on top of the stage's. */
export function promote(stage: StageRecord, {path = 'null', from = 'null'}: PatchOperation): StageRecord {
  if (promotions[path] !== from) {
    throw badRequest(
      `Invalid copy operation with path: ${path} and from ${from}. Valid copy:path are [${Object.keys(promotions).join(', ')}] and valid copy:from are [${Object.values(promotions).join(', ')}]`,
    )
  }
  const {canarySettings} = stage
  if (canarySettings === undefined) throw badRequest('Promotion not available. Canary does not exist.')
  if (path === '/deploymentId') return {...stage, deploymentId: canarySettings.deploymentId}
  const variables = nonEmpty({...stage.variables, ...canarySettings.stageVariableOverrides})
  return present({...without(stage, 'variables'), variables})
}

/** Paths of UpdateStage below `/canarySettings`; `checkDeployment` refuses an unknown deployment id. */
export function canaryRules(checkDeployment: (deploymentId: string) => void): PatchRule<StageRecord>[] {
  return [
    {path: '/canarySettings', ops: {remove: removeCanary}},
    {
      path: '/canarySettings/deploymentId',
      ops: {
        replace: (stage, {value = ''}) => {
          checkDeployment(value)
          return withCanary(stage, {deploymentId: value})
        },
      },
    },
    {path: '/canarySettings/percentTraffic', ops: {replace: (stage, {value}) => replacePercent(stage, value)}},
    {
      path: '/canarySettings/useStageCache',
      ops: {replace: (stage, {value}) => withCanary(stage, {useStageCache: patchBoolean(value)})},
    },
    {
      path: '/canarySettings/stageVariableOverrides',
      ops: {replace: (stage, {value}) => withOverrides(stage, parseOverrides(value))},
    },
    {
      path: '/canarySettings/stageVariableOverrides/{}',
      ops: {
        replace: (stage, {names: [name = ''], value = ''}) =>
          withOverrides(stage, {...stage.canarySettings?.stageVariableOverrides, [name]: value}),
        remove: (stage, {names: [name = ''], operation}) => {
          const overrides = stage.canarySettings?.stageVariableOverrides
          if (entryOf(overrides, name) === undefined) throw nothingToRemove(operation)
          return withOverrides(stage, withEntry(overrides, name, undefined))
        },
      },
    },
  ]
}

/** AWS's words for removing what is not there, trailing blank included. */
export function nothingToRemove({path = ''}: PatchOperation): ServiceError {
  return badRequest(`Cannot remove method setting ${path.slice(1)} because there is no method setting for this method `)
}

function removeCanary(stage: StageRecord, {operation}: {operation: PatchOperation}): StageRecord {
  if (stage.canarySettings === undefined) throw nothingToRemove(operation)
  return without(stage, 'canarySettings')
}

function replacePercent(stage: StageRecord, value: string | undefined): StageRecord {
  const percentTraffic = value === undefined || value.trim() === '' ? Number.NaN : Number(value)
  checkPercentTraffic(percentTraffic)
  return withCanary(stage, {percentTraffic})
}

function parseOverrides(value: string | undefined): Record<string, string> {
  const parsed = parseJsonObject(value ?? '')
  if (parsed === undefined) {
    throw badRequest('Invalid stageVariableOverrides specified. Must be a JSON object of strings')
  }
  return Object.fromEntries(Object.entries(parsed).map(([name, text]) => [name, String(text)]))
}
