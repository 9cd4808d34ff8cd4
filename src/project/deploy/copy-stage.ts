import {present} from '../../model/present.js'
import type {Stage} from '../../model/stage.js'

/**
 * Parts of a stage that can be taken over from another: its variables, or its settings, which are throttles, caching,
 * tracing and logging. Log destination, client certificate, description and tags belong to one stage alone.
 */
export type StagePart = 'variables' | 'settings'

/** A declared stage with parts of a live one in place of its own. Both are of one kind. Pure. */
export function copyStage(declared: Stage, source: Stage, parts: readonly StagePart[]): Stage {
  if (declared.kind === 'restStage' && source.kind === 'restStage') {
    const {variables = {}, tracingEnabled, cacheClusterEnabled, cacheClusterSize, methodSettings} = source
    const size = cacheClusterEnabled === true ? cacheClusterSize : undefined
    return {
      ...declared,
      ...(parts.includes('variables') && {variables}),
      ...(parts.includes('settings') &&
        present({tracingEnabled, cacheClusterEnabled, cacheClusterSize: size, methodSettings})),
    }
  }
  if (declared.kind === 'restStage' || source.kind === 'restStage') return declared
  const {stageVariables = {}, defaultRouteSettings, routeSettings} = source
  return {
    ...declared,
    ...(parts.includes('variables') && {stageVariables}),
    ...(parts.includes('settings') && present({defaultRouteSettings, routeSettings})),
  }
}
