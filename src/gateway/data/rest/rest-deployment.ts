import type {StageRecord} from '../../store/rest-records.js'
import {parseAccessLogFormat, type AccessLogFormat} from './access-log.js'
import type {CompiledApi} from './compiled-api.js'
import {MethodSettings} from './method-settings.js'
import type {RestMemory} from './rest-memory.js'

/** A compiled snapshot as one stage serves it. */
export type RestDeployment = {
  api: CompiledApi
  deploymentId: string
  stage: StageRecord
  /** Variables of the stage with those of the canary on top. */
  variables: ReadonlyMap<string, string>
  /** The same for Lambda events: null when there are none. */
  eventVariables: Readonly<Record<string, string>> | null
  /** Which side of a canary serves; undefined on a stage without one. */
  canary: 'canary' | 'stable' | undefined
  settings: MethodSettings
  /** Undefined on a stage without access log. */
  accessLogFormat: AccessLogFormat | undefined
  memory: RestMemory
}

/**
 * A compiled snapshot together with the stage that points at it. A canary sees the stage's variables with its overrides
 * on top (recorded by localstack, test_apigateway_canary.py).
 */
export function deploymentFor(
  api: CompiledApi,
  stage: Readonly<StageRecord>,
  side: 'main' | 'canary',
  memory: RestMemory,
): RestDeployment {
  const {canarySettings} = stage
  const format = stage.accessLogSettings?.format
  const isCanary = side === 'canary'
  const overrides = isCanary ? canarySettings?.stageVariableOverrides : undefined
  const variables = new Map(Object.entries({...stage.variables, ...overrides}))
  return {
    api,
    deploymentId: isCanary && canarySettings !== undefined ? canarySettings.deploymentId : stage.deploymentId,
    stage,
    variables,
    eventVariables: variables.size === 0 ? null : Object.fromEntries(variables),
    canary: canarySettings === undefined ? undefined : isCanary ? 'canary' : 'stable',
    settings: new MethodSettings(stage),
    accessLogFormat: format === undefined ? undefined : parseAccessLogFormat(format),
    memory,
  }
}
