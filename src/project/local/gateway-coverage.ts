import {coverageOf} from '../../gateway/control/coverage.js'
import {serviceOperations} from '../../gateway/control/operations.js'
import {featureCoverage} from '../../gateway/feature-coverage.js'
import type {GatewayCoverage} from '../../model/gateway-admin.js'

/** What this version's gateway does like AWS and what it does not; needs no gateway to run. */
export function gatewayCoverage(): GatewayCoverage {
  return {operations: coverageOf(serviceOperations), features: featureCoverage()}
}
