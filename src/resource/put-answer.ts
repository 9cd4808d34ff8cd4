import {ApigwError} from '../errors/apigw-error.js'
import type {HttpIntegration, Route} from '../model/http-api.js'
import {lambdaUri} from '../model/lambda-uri.js'
import {omit} from '../model/omit.js'
import {present} from '../model/present.js'
import type {Method, RestIntegration} from '../model/rest-api.js'
import {sortedRecord} from '../model/sorted-record.js'
import type {WebSocketIntegration, WebSocketRoute} from '../model/web-socket-api.js'
import {answerOf, isOtherAnswer, refuseForeign} from './answer-fields.js'
import type {Answering, AnswerValues} from './answer-fields.js'
import {said, withEntry} from './edit-live.js'

/** Template that lets a mock answer with a status. Source: developer guide, "Set up mock integrations". */
const mockTemplate = (status: string) => `{"statusCode": ${status}}`

/**
 * A method of a REST API with what answers it: the integration, its responses, and what it needs declared of the method.
 * `hasEmpty`: the API has the model `Empty`, which responses have where nothing else is said.
 */
export function answerMethod(key: string, method: Method, values: AnswerValues, hasEmpty: boolean): Method {
  const {integration} = method
  refuseForeign(values, answering(integration?.type, integration?.uri))
  if (!isOtherAnswer(values)) return integration === undefined ? method : {...method, integration: settled(integration, values)} // prettier-ignore
  const answer = answerOf(values)
  if (answer === 'nothing') return omit(method, 'integration')
  const made = {lambda: restLambda, url: restUrl, mock: restMock}[answer](key, values, integration)
  const isSameKind = made.type === integration?.type
  const codes = answer === 'mock' ? Object.keys(made.responses) : isSameKind ? [] : ['200']
  const responseModels: Record<string, string> = hasEmpty ? {'application/json': 'Empty'} : {}
  const declared = codes.map(
    (code) => [code, method.responses[code] ?? {responseParameters: headersOf(made, code), responseModels}] as const,
  )
  const parameters = Object.values(made.requestParameters).filter(isPathParameter).map((source) => [source, true] as const) // prettier-ignore
  return {
    ...method,
    requestParameters: sortedRecord([...parameters, ...Object.entries(method.requestParameters)]),
    responses: sortedRecord([...Object.entries(method.responses), ...declared]),
    integration: settled(made, values),
  }
}

/** Headers that a response of an integration fills in have to be declared of the method's response. */
function headersOf({responses}: RestIntegration, code: string): Readonly<Record<string, boolean>> {
  return Object.fromEntries(Object.keys(responses[code]?.responseParameters ?? {}).map((name) => [name, false]))
}

function isPathParameter(source: string): boolean {
  return source.startsWith('method.request.path.')
}

/** A route of an HTTP API with what answers it. */
export function answerRoute(key: string, route: Route, values: AnswerValues): Route {
  const {integration} = route
  refuseForeign(values, httpAnswering(integration))
  if (!isOtherAnswer(values)) return integration === undefined ? route : {...route, integration: settledHttp(integration, values)} // prettier-ignore
  const answer = answerOf(values)
  if (answer === 'nothing') return omit(route, 'integration')
  return {...route, integration: settledHttp(httpIntegration(key, values, integration), values)}
}

/** A route of a WebSocket API with what answers it. */
export function answerWebSocketRoute(route: WebSocketRoute, values: AnswerValues): WebSocketRoute {
  const {integration} = route
  refuseForeign(values, answering(integration?.integrationType, integration?.integrationUri))
  if (!isOtherAnswer(values)) return integration === undefined ? route : {...route, integration: settledWebSocket(integration, values)} // prettier-ignore
  const answer = answerOf(values)
  if (answer === 'nothing') return omit(route, 'integration')
  return {...route, integration: settledWebSocket(webSocketIntegration(values, answer, integration), values)}
}

/** What answers by an integration of a REST or WebSocket API. */
function answering(type: string | undefined, uri: string | undefined): Answering {
  if (type === undefined) return 'nothing'
  if (type === 'MOCK') return 'mock'
  if (type.startsWith('HTTP')) return 'url'
  return callsFunction(uri) ? 'lambda' : 'service'
}

function httpAnswering(integration: HttpIntegration | undefined): Answering {
  if (integration === undefined) return 'nothing'
  if (integration.integrationType === 'HTTP_PROXY') return 'url'
  return integration.integrationSubtype === undefined ? 'lambda' : 'service'
}

const plainRest = {
  requestParameters: {},
  requestTemplates: {},
  passthroughBehavior: 'WHEN_NO_MATCH',
  cacheKeyParameters: [],
  timeoutInMillis: 29_000,
  responses: {},
} as const

// When the same kind of thing answers as before, all that the values do not name stays: timeouts, roles, mappings.

function restLambda(_key: string, {lambda}: AnswerValues, before: RestIntegration | undefined): RestIntegration {
  const kept = callsFunction(before?.uri) ? before : undefined
  const uri = requireTarget(otherFunction(kept?.uri, lambda), 'lambda')
  return {...plainRest, type: 'AWS_PROXY', httpMethod: 'POST', ...kept, uri}
}

function restUrl(key: string, {url, method}: AnswerValues, before: RestIntegration | undefined): RestIntegration {
  const kept = before?.type.startsWith('HTTP') === true ? before : undefined
  const uri = requireTarget(url ?? kept?.uri, 'url')
  const names = parametersOf(key).filter((name) => uri.includes(`{${name}}`))
  const mapped = Object.entries(kept?.requestParameters ?? {}).filter(([target]) => {
    const [, inPath] = /^integration\.request\.path\.(.+)$/.exec(target) ?? []
    return inPath === undefined || uri.includes(`{${inPath}}`)
  })
  return {
    ...plainRest,
    type: 'HTTP_PROXY',
    connectionType: 'INTERNET',
    ...kept,
    httpMethod: method ?? kept?.httpMethod ?? verbOf(key),
    uri,
    requestParameters: sortedRecord([
      ...names.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`] as const),
      ...mapped,
    ]),
  }
}

/** The status and the body are those of the usual response; a status that no response has takes its place. */
function restMock(_key: string, values: AnswerValues, before: RestIntegration | undefined): RestIntegration {
  const kept = before?.type === 'MOCK' ? before : undefined
  const responses = kept?.responses ?? {}
  const usual = Object.keys(responses).find((code) => responses[code]?.selectionPattern === undefined)
  const status = String(values.status ?? usual ?? 200)
  const response = responses[status] ?? responses[usual ?? ''] ?? {responseParameters: {}, responseTemplates: {}}
  const others = Object.entries(responses).filter(([code]) => code !== status && (code !== usual || status in responses)) // prettier-ignore
  const isSaid = kept === undefined || values.status !== undefined
  return {
    ...plainRest,
    type: 'MOCK',
    ...kept,
    requestTemplates: {...kept?.requestTemplates, ...(isSaid && {'application/json': mockTemplate(status)})},
    responses: sortedRecord([...others, [status, withBody(response, 'application/json', values.body)]]),
  }
}

function withBody<Some extends {responseTemplates: Readonly<Record<string, string>>}>(
  response: Some,
  key: string,
  body: string | undefined,
): Some {
  if (body === undefined) return response
  return {...response, responseTemplates: withEntry(response.responseTemplates, key, body)}
}

/** True for the URI of a function, whichever way of invoking it is in it. */
function callsFunction(uri: string | undefined): boolean {
  return uri?.includes(':lambda:path/') === true
}

/** The URI with another function in it: the way of invoking stays, be it streamed or not. */
function otherFunction(before: string | undefined, lambda: string | undefined): string | undefined {
  if (lambda === undefined) return before
  return before?.replace(/(?<=\/functions\/).*(?=\/[\w-]+$)/, () => lambda) ?? lambdaUri(lambda)
}

function settled(integration: RestIntegration, {credentials, timeout, method}: AnswerValues): RestIntegration {
  return present({
    ...integration,
    httpMethod: integration.type === 'MOCK' ? undefined : (method ?? integration.httpMethod),
    credentials: said(credentials, integration.credentials),
    timeoutInMillis: timeout ?? integration.timeoutInMillis,
  })
}

function httpIntegration(key: string, values: AnswerValues, before: HttpIntegration | undefined): HttpIntegration {
  const shared = {connectionType: 'INTERNET', timeoutInMillis: 30_000, requestParameters: {}, responseParameters: {}} as const // prettier-ignore
  if (answerOf(values) === 'lambda') {
    const isFunction = before?.integrationType === 'AWS_PROXY' && before.integrationSubtype === undefined
    const kept = isFunction ? before : undefined
    const integrationUri = requireTarget(values.lambda ?? kept?.integrationUri, 'lambda')
    return {...shared, integrationType: 'AWS_PROXY', integrationMethod: 'POST', payloadFormatVersion: '2.0', ...kept, integrationUri} // prettier-ignore
  }
  const kept = before?.integrationType === 'HTTP_PROXY' ? before : undefined
  const integrationUri = requireTarget(values.url ?? kept?.integrationUri, 'url')
  const integrationMethod = values.method ?? kept?.integrationMethod ?? verbOf(key)
  const own = kept !== undefined && values.url !== undefined ? inTheInternet(kept) : kept
  return {...shared, integrationType: 'HTTP_PROXY', payloadFormatVersion: '1.0', ...own, integrationMethod, integrationUri} // prettier-ignore
}

/** A VPC link of an HTTP API leads to listeners, which are ARNs: a URL is reached without it. */
function inTheInternet(integration: HttpIntegration): HttpIntegration {
  if (integration.connectionType !== 'VPC_LINK') return integration
  return {...omit(integration, 'connectionId', 'tlsConfig'), connectionType: 'INTERNET'}
}

function settledHttp(integration: HttpIntegration, values: AnswerValues): HttpIntegration {
  const {credentials, timeout, payloadFormat, method} = values
  const isHttp = integration.integrationType === 'HTTP_PROXY'
  return present({
    ...integration,
    integrationMethod: isHttp ? (method ?? integration.integrationMethod) : integration.integrationMethod,
    credentialsArn: said(credentials, integration.credentialsArn),
    payloadFormatVersion: payloadFormat ?? integration.payloadFormatVersion,
    timeoutInMillis: timeout ?? integration.timeoutInMillis,
  })
}

function webSocketIntegration(
  values: AnswerValues,
  answer: 'lambda' | 'url' | 'mock',
  before: WebSocketIntegration | undefined,
): WebSocketIntegration {
  const shared = {passthroughBehavior: 'WHEN_NO_MATCH', timeoutInMillis: 29_000, requestParameters: {}, requestTemplates: {}, responses: {}} as const // prettier-ignore
  const isInternet = {connectionType: 'INTERNET'} as const
  if (answer === 'lambda') {
    const kept = callsFunction(before?.integrationUri) ? before : undefined
    const integrationUri = requireTarget(otherFunction(kept?.integrationUri, values.lambda), 'lambda')
    return {...shared, ...isInternet, integrationType: 'AWS_PROXY', integrationMethod: 'POST', ...kept, integrationUri}
  }
  if (answer === 'url') {
    const kept = before?.integrationType.startsWith('HTTP') === true ? before : undefined
    const integrationUri = requireTarget(values.url ?? kept?.integrationUri, 'url')
    const integrationMethod = values.method ?? kept?.integrationMethod ?? 'POST'
    return {...shared, ...isInternet, integrationType: 'HTTP_PROXY', ...kept, integrationMethod, integrationUri}
  }
  return {...shared, ...webSocketMock(values, before?.integrationType === 'MOCK' ? before : undefined)}
}

type WebSocketMock = Pick<WebSocketIntegration, 'integrationType' | 'requestTemplates' | 'responses' | 'templateSelectionExpression'> // prettier-ignore

/** The status is that of the template `$default`, the body that of the response `$default`. */
function webSocketMock({status, body}: AnswerValues, kept: WebSocketIntegration | undefined): WebSocketMock {
  const isSaid = kept === undefined || status !== undefined
  const template = isSaid ? {$default: mockTemplate(String(status ?? 200))} : {}
  const plain = {responseParameters: {}, responseTemplates: {}, templateSelectionExpression: anyMessage}
  const response = body === undefined ? {} : {$default: withBody(kept?.responses['$default'] ?? plain, '$default', body)} // prettier-ignore
  return {
    integrationType: 'MOCK',
    templateSelectionExpression: anyMessage,
    ...kept,
    requestTemplates: {...kept?.requestTemplates, ...template},
    responses: {...kept?.responses, ...response},
  }
}

/** Gives the key `$default` whatever the message says. */
const anyMessage = '\\$default'

function settledWebSocket(integration: WebSocketIntegration, values: AnswerValues): WebSocketIntegration {
  const {credentials, timeout, method} = values
  return present({
    ...integration,
    integrationMethod: integration.integrationType.startsWith('HTTP') ? (method ?? integration.integrationMethod) : integration.integrationMethod, // prettier-ignore
    credentialsArn: said(credentials, integration.credentialsArn),
    timeoutInMillis: timeout ?? integration.timeoutInMillis,
  })
}

function verbOf(key: string): string {
  return key.startsWith('$') ? 'ANY' : key.slice(0, key.indexOf(' '))
}

/** `id` and `proxy` of `GET /pets/{id}/{proxy+}`. */
function parametersOf(key: string): string[] {
  return [...key.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name = '']) => name)
}

function requireTarget(target: string | undefined, flag: 'lambda' | 'url'): string {
  if (target !== undefined) return target
  throw new ApigwError({
    code: 'VALUE_MISSING',
    exit: 'usage',
    what: `The ${flag === 'lambda' ? 'function' : 'URL'} is missing.`,
    why: 'The route has had another kind of integration, or none.',
    fix: `Add --${flag}.`,
  })
}
