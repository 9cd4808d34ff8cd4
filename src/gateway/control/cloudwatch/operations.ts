import type {Operation, Operations} from '../operation.js'
import {alarmHistoryOperations} from './alarm-history.js'
import {alarmOperations} from './alarm.js'
import {cloudwatchTagOperations} from './cloudwatch-tag.js'
import {dashboardOperations} from './dashboard.js'
import {evaluateAlarms} from './evaluate-alarm.js'
import {metricDataOperations} from './metric-data.js'
import {metricOperations} from './metric.js'

/** Behaviour of the part of CloudWatch that the gateway serves; whoever deals with alarms finds them evaluated. */
export const cloudwatchOperations: Operations = {
  ...metricDataOperations,
  ...metricOperations,
  ...dashboardOperations,
  ...cloudwatchTagOperations,
  ...Object.fromEntries(
    Object.entries({...alarmOperations, ...alarmHistoryOperations}).map(([name, run]) => [name, afterEvaluation(run)]),
  ),
}

function afterEvaluation(run: Operation): Operation {
  return (input, context) => {
    evaluateAlarms(context)
    return run(input, context)
  }
}
