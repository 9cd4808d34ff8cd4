import {present} from '../../../model/present.js'
import type {AlarmMetricQuery as MetricDataQuery} from '../../store/alarm-record.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {evaluateExpression} from './expression.js'
import {checkWindow, readSeries} from './metric-series-query.js'
import type {Series} from './metric-series-query.js'

type Input = {
  metricDataQueries: MetricDataQuery[]
  startTime: number
  endTime: number
  scanBy?: string
  nextToken?: string
}

/** Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const queryLimit = 500

function getMetricData(
  {metricDataQueries, startTime, endTime, scanBy, nextToken}: Input,
  context: OperationContext,
): Members {
  if (nextToken !== undefined) throw new ServiceError('InvalidNextToken', 'The specified nextToken is invalid.')
  if (metricDataQueries.length > queryLimit) {
    throw invalid(`The collection MetricDataQueries must not have more than ${queryLimit} members.`)
  }
  const results = evaluateQueries(metricDataQueries, {fromMs: startTime, toMs: endTime}, context)
  const shown = metricDataQueries.filter(({returnData}) => returnData !== false)
  const metricDataResults = shown.map((query) => {
    const points = [...(results.get(query.id) ?? [])].sort(([one], [other]) => other - one)
    if (scanBy === 'TimestampAscending') points.reverse()
    return {
      id: query.id,
      label: labelOf(query),
      timestamps: points.map(([timeMs]) => timeMs),
      values: points.map(([, value]) => value),
      statusCode: 'Complete',
    }
  })
  return present({metricDataResults, messages: []})
}

function labelOf({label, metricStat, expression, id}: MetricDataQuery): string {
  return label ?? metricStat?.metric.metricName ?? expression ?? id
}

/** Every query by its id; expressions may use those before and after them, but not themselves. */
export function evaluateQueries(
  queries: readonly MetricDataQuery[],
  window: {fromMs: number; toMs: number},
  context: OperationContext,
): ReadonlyMap<string, Series> {
  checkQueries(queries)
  const results = new Map<string, Series>()
  const metrics = queries.filter(({metricStat}) => metricStat !== undefined)
  for (const query of metrics) results.set(query.id, readMetric(query, window, context))
  const metricIds = metrics.map(({id}) => id)
  let waiting = queries.filter(({metricStat}) => metricStat === undefined)
  while (waiting.length > 0) {
    const ready = waiting.filter(({expression = ''}) => idsOf(expression, waiting).length === 0)
    if (ready.length === 0) throw invalid(`Error in expression '${waiting[0]?.id ?? ''}': it refers to itself.`)
    for (const {id, expression = ''} of ready) results.set(id, evaluateExpression(id, expression, {results, metricIds}))
    waiting = waiting.filter((query) => !ready.includes(query))
  }
  return results
}

function readMetric(
  {metricStat, id}: MetricDataQuery,
  window: {fromMs: number; toMs: number},
  context: OperationContext,
): Series {
  const {namespace, metricName, dimensions = []} = metricStat?.metric ?? {}
  if (metricStat === undefined || namespace === undefined || metricName === undefined) {
    throw invalid(`The query ${id} names no namespace and metric.`)
  }
  const {period: periodSeconds, stat, unit} = metricStat
  checkWindow({...window, periodSeconds})
  const metric = {namespace, metricName, dimensions}
  return readSeries({metric, stat, periodSeconds, ...window, ...(unit !== undefined && {unit})}, context)
}

function idsOf(expression: string, queries: readonly MetricDataQuery[]): string[] {
  const words = new Set(expression.match(/[A-Za-z]\w*/g))
  return queries.map(({id}) => id).filter((id) => words.has(id))
}

/** Ids of the queries, and that each is either a metric or an expression. Throws ValidationException. */
export function checkQueries(queries: readonly MetricDataQuery[]): void {
  const seen = new Set<string>()
  for (const {id, metricStat, expression} of queries) {
    if (!/^[a-z]\w{0,254}$/.test(id))
      throw invalid(`The value ${id} for parameter Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`)
    if (seen.has(id)) throw invalid(`The values for parameter Id in MetricDataQueries are not unique: ${id}.`)
    seen.add(id)
    if ((metricStat === undefined) === (expression === undefined)) {
      throw invalid(`The query ${id} must have either MetricStat or Expression.`)
    }
  }
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}

export const metricDataOperations: Operations = {
  GetMetricData: operation(getMetricData),
}
