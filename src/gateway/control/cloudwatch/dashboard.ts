import {present} from '../../../model/present.js'
import type {DashboardRecord} from '../../store/alarm-record.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {checkTags, tagRecord} from './cloudwatch-tag.js'
import {tokenPage} from './token-page.js'

type PutInput = {dashboardName: string; dashboardBody: string; tags?: {key: string; value: string}[]}
type Message = {dataPath: string; message: string}

/** Dashboards belong to an account, in no region. */
const dashboardLimit = 500
const bodyLimit = 1_000_000
const pageSize = 1000
const widgetTypes = ['alarm', 'custom', 'explorer', 'log', 'metric', 'text']

function putDashboard({dashboardName, dashboardBody, tags = []}: PutInput, context: OperationContext): Members {
  const {store, scope, nowMs} = context
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(dashboardName)) {
    throw new ServiceError(
      'InvalidParameterValueException',
      `The value ${dashboardName} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).`,
    )
  }
  const messages = bodyMessages(dashboardBody)
  if (messages.length > 0) throw invalidBody(messages)
  const key = [scope.accountId, dashboardName]
  const before = store.get('dashboard', key)
  if (before === undefined && store.list('dashboard', [scope.accountId]).length >= dashboardLimit) {
    throw new ServiceError(
      'LimitExceededFault',
      `The maximum number of dashboards (${dashboardLimit}) has been reached.`,
    )
  }
  const kept = before?.tags ?? tagRecord(tags)
  checkTags(kept)
  store.put('dashboard', key, {dashboardName, dashboardBody, lastModifiedMs: nowMs, tags: kept})
  return {dashboardValidationMessages: []}
}

/** What of a body CloudWatch would not draw. Source: CloudWatch API reference, dashboard body structure. */
function bodyMessages(body: string): Message[] {
  if (body.length > bodyLimit) return [{dataPath: '/', message: `Should NOT be longer than ${bodyLimit} characters`}]
  const document = parseBody(body)
  if (!isObject(document)) return [{dataPath: '/', message: 'The field DashboardBody must be a valid JSON object'}]
  const {widgets = []} = document
  if (!Array.isArray(widgets)) return [{dataPath: '/widgets', message: 'Should be array'}]
  if (widgets.length > 500) return [{dataPath: '/widgets', message: 'Should NOT have more than 500 items'}]
  return widgets.flatMap((widget, index) => widgetMessages(widget, `/widgets/${index}`))
}

function widgetMessages(widget: unknown, dataPath: string): Message[] {
  if (!isObject(widget)) return [{dataPath, message: 'Should be object'}]
  const {type, properties} = widget
  if (type === undefined) return [{dataPath, message: "Should have required property 'type'"}]
  if (typeof type !== 'string' || !widgetTypes.includes(type)) {
    return [{dataPath: `${dataPath}/type`, message: 'Should be equal to one of the allowed values'}]
  }
  if (!isObject(properties)) return [{dataPath, message: "Should have required property 'properties'"}]
  if (type !== 'metric' || properties.metrics === undefined) return []
  const {metrics} = properties
  if (!Array.isArray(metrics)) return [{dataPath: `${dataPath}/properties/metrics`, message: 'Should be array'}]
  return metrics.flatMap((metric, index) => {
    const path = `${dataPath}/properties/metrics/${index}`
    return Array.isArray(metric) ? [] : [{dataPath: path, message: 'Should be array'}]
  })
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalidBody(messages: readonly Message[]): ServiceError {
  const errors = messages.length === 1 ? 'is 1 validation error' : `are ${messages.length} validation errors`
  const text = `The dashboard body is invalid, there ${errors}: ${JSON.stringify(messages, null, 2)}`
  // Members of errors go as they are, so these have their names of the wire.
  const dashboardValidationMessages = messages.map(({dataPath, message}) => ({DataPath: dataPath, Message: message}))
  return new ServiceError('DashboardInvalidInputError', text, {dashboardValidationMessages})
}

function getDashboard({dashboardName}: {dashboardName: string}, {store, scope}: OperationContext): Members {
  const dashboard = store.get('dashboard', [scope.accountId, dashboardName])
  if (dashboard === undefined) throw notFound(dashboardName)
  const {dashboardBody} = dashboard
  return {dashboardArn: arnOf(scope.accountId, dashboardName), dashboardBody, dashboardName}
}

type ListInput = {dashboardNamePrefix?: string; nextToken?: string}

function listDashboards(
  {dashboardNamePrefix: prefix = '', nextToken}: ListInput,
  {store, scope}: OperationContext,
): Members {
  const found = store.list('dashboard', [scope.accountId]).filter(({dashboardName}) => dashboardName.startsWith(prefix))
  found.sort((one, other) => (one.dashboardName < other.dashboardName ? -1 : 1))
  const page = tokenPage(found, {nextToken, size: pageSize})
  const dashboardEntries = page.items.map((dashboard) => entryOf(scope.accountId, dashboard))
  return present({dashboardEntries, nextToken: page.nextToken})
}

function entryOf(
  accountId: string,
  {dashboardName, dashboardBody, lastModifiedMs}: Readonly<DashboardRecord>,
): Members {
  const size = Buffer.byteLength(dashboardBody)
  return {dashboardName, dashboardArn: arnOf(accountId, dashboardName), lastModified: lastModifiedMs, size}
}

/** Deletes all of the named dashboards or, when one does not exist, none. */
function deleteDashboards({dashboardNames}: {dashboardNames: string[]}, {store, scope}: OperationContext): Members {
  for (const dashboardName of dashboardNames) {
    const key = [scope.accountId, dashboardName]
    if (store.get('dashboard', key) === undefined) throw notFound(dashboardName)
    store.delete('dashboard', key)
  }
  return {}
}

function arnOf(accountId: string, dashboardName: string): string {
  return `arn:aws:cloudwatch::${accountId}:dashboard/${dashboardName}`
}

function notFound(dashboardName: string): ServiceError {
  return new ServiceError('DashboardNotFoundError', `Dashboard ${dashboardName} does not exist`)
}

export const dashboardOperations: Operations = {
  PutDashboard: operation(putDashboard),
  GetDashboard: operation(getDashboard),
  ListDashboards: operation(listDashboards),
  DeleteDashboards: operation(deleteDashboards),
}
