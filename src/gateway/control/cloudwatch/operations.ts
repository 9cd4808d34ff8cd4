import type {Operations} from '../operation.js'
import {metricDataOperations} from './metric-data.js'
import {metricOperations} from './metric.js'

/** Behaviour of the part of CloudWatch that the gateway serves. */
export const cloudwatchOperations: Operations = {
  ...metricDataOperations,
  ...metricOperations,
}
