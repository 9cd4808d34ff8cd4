import type {Operations} from '../operation.js'
import {filterLogEventsOperations} from './filter-log-events.js'
import {getLogEventsOperations} from './get-log-events.js'
import {logGroupOperations} from './log-group.js'
import {logStreamOperations} from './log-stream.js'
import {putLogEventsOperations} from './put-log-events.js'

/** Behaviour of the part of CloudWatch Logs that the gateway serves. */
export const logsOperations: Operations = {
  ...logGroupOperations,
  ...logStreamOperations,
  ...putLogEventsOperations,
  ...getLogEventsOperations,
  ...filterLogEventsOperations,
}
