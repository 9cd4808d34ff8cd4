import {headerValues, withoutHeaders} from '../header-list.js'
import type {HttpResponse} from '../ports.js'
import type {HttpAnswer} from './http-answer.js'
import {httpContextValue} from './http-context.js'
import type {Caller} from './http-context.js'
import type {RouteCall} from './http-phases.js'
import {HttpRefusal} from './http-refusal.js'
import {changeHeaders} from './map-http-request.js'
import type {Selected} from './select-route.js'
import {evaluateExpression} from './value-expression.js'
import type {ValueView} from './value-expression.js'

const ofTheConnection = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-authenticate',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** The integration's answer without the headers of its connection, changed by the mapping of its status code. */
export function mapHttpResponse({
  answer,
  selected,
  caller,
  integration,
}: RouteCall & {answer: HttpAnswer}): HttpResponse {
  const mapping = integration.responseMappings.get(answer.status)
  const headers = withoutHeaders(answer.headers, (name) => ofTheConnection.has(name) || name === 'apigw-requestid')
  const response: HttpResponse = {status: answer.status, headers, body: answer.body}
  if (mapping === undefined || mapping.length === 0) return response
  const view = responseView(answer, selected, caller)
  return mapping.reduce<HttpResponse>((changed, change) => {
    const value = change.action === 'remove' ? undefined : evaluateExpression(change.value, view)
    if (change.action !== 'remove' && value === undefined) return changed
    if (change.place === 'statuscode') return {...changed, status: statusOf(value ?? '')}
    return {...changed, headers: changeHeaders(changed.headers, change, value)}
  }, response)
}

function statusOf(text: string): number {
  if (/^[2-5]\d\d$/.test(text)) return Number(text)
  throw new HttpRefusal(
    'API_CONFIGURATION_ERROR',
    `overwrite:statuscode gives ${JSON.stringify(text)}, which is no status code.`,
  )
}

function responseView(answer: HttpAnswer, {request, deployment}: Selected, caller: Caller): ValueView {
  return {
    header: (lowerName) => {
      const values = headerValues(answer.headers, lowerName)
      return values.length === 0 ? undefined : values.join(',')
    },
    querystring: () => undefined,
    path: () => undefined,
    bodyText: () => answer.body.toString(),
    context: (steps) => httpContextValue(request.context, caller, steps),
    stageVariable: (name) => deployment.variables.get(name),
  }
}
