import type {FeatureCoverage} from '../model/gateway-admin.js'
import {restFeatures} from './store/feature-registry.js'
import {httpFeatures} from './store/http-feature-registry.js'

/** The registries of deployed APIs' features as `apigw local coverage` prints them. */
export function featureCoverage(): FeatureCoverage[] {
  const entries = [...Object.entries(restFeatures), ...Object.entries(httpFeatures)]
  return entries.map(([feature, entry]) => ({feature, ...entry}))
}
