import {ApigwError} from '../errors/apigw-error.js'
import type {HttpIntegration, Route} from '../model/http-api.js'
import {lambdaUri} from '../model/lambda-uri.js'
import {omit} from '../model/omit.js'
import {present} from '../model/present.js'
import type {Method, RestIntegration} from '../model/rest-api.js'
import {sortedRecord} from '../model/sorted-record.js'
import type {WebSocketIntegration, WebSocketRoute} from '../model/web-socket-api.js'
import {answerOf, isOtherAnswer} from './answer-fields.js'
import type {AnswerValues} from './answer-fields.js'
import {said} from './edit-live.js'

/** Template that lets a mock answer with a status. Source: developer guide, "Set up mock integrations". */
const mockTemplate = (status: string) => `{"statusCode": ${status}}`

/**
 * A method of a REST API with what answers it: the integration, its responses, and what it needs declared of the method.
 * `hasEmpty`: the API has the model `Empty`, which responses have where nothing else is said.
 */
export function answerMethod(key: string, method: Method, values: AnswerValues, hasEmpty: boolean): Method {
  const {integration} = method
  if (!isOtherAnswer(values)) return integration === undefined ? method : {...method, integration: settled(integration, values)} // prettier-ignore
  const answer = answerOf(values)
  if (answer === 'nothing') return omit(method, 'integration')
  const made = {lambda: restLambda, url: restUrl, mock: restMock}[answer](key, values, integration)
  const codes = answer === 'mock' ? Object.keys(made.responses) : ['200']
  const responseModels: Record<string, string> = hasEmpty ? {'application/json': 'Empty'} : {}
  const declared = codes.map(
    (code) => [code, method.responses[code] ?? {responseParameters: {}, responseModels}] as const,
  )
  const parameters = Object.values(made.requestParameters).map((source) => [source, true] as const)
  return {
    ...method,
    requestParameters: sortedRecord([...parameters, ...Object.entries(method.requestParameters)]),
    responses: sortedRecord([...Object.entries(method.responses), ...declared]),
    integration: settled(made, values),
  }
}

/** A route of an HTTP API with what answers it. */
export function answerRoute(key: string, route: Route, values: AnswerValues): Route {
  const {integration} = route
  if (!isOtherAnswer(values)) return integration === undefined ? route : {...route, integration: settledHttp(integration, values)} // prettier-ignore
  const answer = answerOf(values)
  if (answer === 'nothing') return omit(route, 'integration')
  return {...route, integration: settledHttp(httpIntegration(key, values, integration), values)}
}

/** A route of a WebSocket API with what answers it. */
export function answerWebSocketRoute(route: WebSocketRoute, values: AnswerValues): WebSocketRoute {
  const {integration} = route
  if (!isOtherAnswer(values)) return integration === undefined ? route : {...route, integration: settledWebSocket(integration, values)} // prettier-ignore
  const answer = answerOf(values)
  if (answer === 'nothing') return omit(route, 'integration')
  return {...route, integration: settledWebSocket(webSocketIntegration(values, answer), values)}
}

const plainRest = {
  requestParameters: {},
  requestTemplates: {},
  passthroughBehavior: 'WHEN_NO_MATCH',
  cacheKeyParameters: [],
  timeoutInMillis: 29_000,
  responses: {},
} as const

function restLambda(_key: string, {lambda}: AnswerValues, before: RestIntegration | undefined): RestIntegration {
  const uri = lambda === undefined ? before?.uri : lambdaUri(lambda)
  return {...plainRest, type: 'AWS_PROXY', httpMethod: 'POST', uri: requireTarget(uri, 'lambda')}
}

function restUrl(key: string, {url, method}: AnswerValues, before: RestIntegration | undefined): RestIntegration {
  const uri = requireTarget(url ?? before?.uri, 'url')
  const names = parametersOf(key).filter((name) => uri.includes(`{${name}}`))
  return {
    ...plainRest,
    type: 'HTTP_PROXY',
    httpMethod: method ?? verbOf(key),
    uri,
    connectionType: 'INTERNET',
    requestParameters: sortedRecord(
      names.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`]),
    ),
  }
}

/** A mock keeps the answers that it gave before, but for the status that is said. */
function restMock(_key: string, values: AnswerValues, before: RestIntegration | undefined): RestIntegration {
  const kept = before?.type === 'MOCK' ? before.responses : {}
  const status = String(values.status ?? Object.keys(kept)[0] ?? 200)
  const body = values.body ?? kept[status]?.responseTemplates['application/json']
  const responseTemplates = body === undefined ? {} : {'application/json': body}
  return {
    ...plainRest,
    type: 'MOCK',
    requestTemplates: {'application/json': mockTemplate(status)},
    responses: {[status]: {responseParameters: {}, responseTemplates}},
  }
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
    const integrationUri = requireTarget(values.lambda ?? before?.integrationUri, 'lambda')
    return {...shared, integrationType: 'AWS_PROXY', integrationMethod: 'POST', integrationUri, payloadFormatVersion: '2.0'} // prettier-ignore
  }
  const integrationUri = requireTarget(values.url ?? before?.integrationUri, 'url')
  const integrationMethod = values.method ?? verbOf(key)
  return {...shared, integrationType: 'HTTP_PROXY', integrationMethod, integrationUri, payloadFormatVersion: '1.0'}
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

function webSocketIntegration(values: AnswerValues, answer: 'lambda' | 'url' | 'mock'): WebSocketIntegration {
  const shared = {passthroughBehavior: 'WHEN_NO_MATCH', timeoutInMillis: 29_000, requestParameters: {}, requestTemplates: {}, responses: {}} as const // prettier-ignore
  const isInternet = {connectionType: 'INTERNET'} as const
  if (answer === 'lambda') {
    const integrationUri = lambdaUri(requireTarget(values.lambda, 'lambda'))
    return {...shared, ...isInternet, integrationType: 'AWS_PROXY', integrationMethod: 'POST', integrationUri}
  }
  if (answer === 'url') {
    const integrationUri = requireTarget(values.url, 'url')
    return {...shared, ...isInternet, integrationType: 'HTTP_PROXY', integrationMethod: values.method ?? 'POST', integrationUri} // prettier-ignore
  }
  const {status = 200, body} = values
  return {
    ...shared,
    integrationType: 'MOCK',
    templateSelectionExpression: anyMessage,
    requestTemplates: {$default: mockTemplate(String(status))},
    responses:
      body === undefined
        ? {}
        : {$default: {responseParameters: {}, responseTemplates: {$default: body}, templateSelectionExpression: anyMessage}}, // prettier-ignore
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
