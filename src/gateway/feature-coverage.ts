import type {FeatureCoverage} from '../model/gateway-admin.js'
import {restFeature, restFeatures} from './store/feature-registry.js'
import type {RestFeature} from './store/feature-registry.js'

/** The registry of deployed APIs' features as `apigw local coverage` prints it. */
export function featureCoverage(): FeatureCoverage[] {
  return (Object.keys(restFeatures) as RestFeature[]).map((feature) => ({feature, ...restFeature(feature)}))
}
