import {headerText, isHeaderName, lastHeader, headerValues} from '../header-list.js'
import {JsonBody} from '../rest/json-body.js'
import {GatewayError} from '../rest/gateway-error.js'
import type {Answer} from '../rest/outgoing.js'
import {parameterValues} from '../rest/parameter-value.js'
import type {CompiledReply, MappedMessage} from './compiled-websocket-api.js'
import {renderMessage, selectTemplate} from './render-message.js'
import {requestValue} from './select-event-route.js'
import {memberAt} from './selection-expression.js'
import type {RoutedEvent, SocketEvent} from './socket-event.js'

/** What an integration's answer becomes: the upgrade response of `$connect`, or the message of a two-way route. */
export type Reply = {status: number; headers: readonly string[]; body: Buffer}

/** Maps an answer: proxies pass theirs on, others go through the integration response that their key selects. */
export function mapReply({answer, routed}: {answer: Answer; routed: RoutedEvent}): Reply {
  const {event, route} = routed
  const integration = route.integration()
  switch (integration.type) {
    case 'AWS_PROXY':
    case 'HTTP_PROXY':
      return answer
    case 'refused':
      throw new GatewayError({type: 'API_CONFIGURATION_ERROR', reason: integration.reason})
    default: {
      const reply = selectReply(answer, event, integration, route.isTwoWay)
      const isFunction = integration.type === 'AWS' && integration.calls === 'function'
      const isFailure = isFunction && answer.selectBy !== ''
      // No answer of a function that failed lets a client in, and only a response of its own makes it a message.
      if (isFailure && (reply === undefined || event.context.eventType === 'CONNECT')) throw functionFailure(answer)
      return mappedReply(answer, routed, reply)
    }
  }
}

function functionFailure({selectBy}: Answer): GatewayError {
  const reason = `Lambda execution failed with status 200 due to customer function error: ${selectBy}.`
  return new GatewayError({type: 'DEFAULT_5XX', status: 502, reason})
}

/** Nothing is mapped for one-way routes: what they answer is read by nobody. */
function selectReply(
  answer: Answer,
  {context}: SocketEvent,
  {replies}: MappedMessage,
  isTwoWay: boolean,
): CompiledReply | undefined {
  const found =
    replies.find(({pattern}) => pattern?.().matches(answer.selectBy) === true) ??
    replies.find(({pattern}) => pattern === undefined)
  if (found !== undefined || context.eventType !== 'MESSAGE' || !isTwoWay) return found
  // Source: developer guide, "Set up a WebSocket API integration response": non-proxies need at least one.
  const reason = `Execution failed due to configuration error: No integration response matches "${answer.selectBy}", and there is none for $default.`
  throw new GatewayError({type: 'API_CONFIGURATION_ERROR', reason})
}

function mappedReply(answer: Answer, {event}: RoutedEvent, reply: CompiledReply | undefined): Reply {
  if (reply === undefined) return answer
  const valueOf = (steps: readonly string[]): unknown => answerValue(answer, event, steps)
  const template = selectTemplate(reply, valueOf)
  const body =
    template === undefined
      ? convertedBody(answer, reply)
      : Buffer.from(renderMessage(template, convertedBody(answer, reply).toString(), event, 'response'))
  return {status: answer.status, headers: mappedHeaders(answer, event, reply), body}
}

/** CONVERT_TO_TEXT is how bytes of a backend become base64 text: clients get no binary frames. */
function convertedBody({body}: Answer, {contentHandling}: CompiledReply): Buffer {
  return contentHandling === 'CONVERT_TO_TEXT' ? Buffer.from(body.toString('base64')) : body
}

function mappedHeaders(answer: Answer, event: SocketEvent, {headers}: CompiledReply): string[] {
  if (headers.length === 0) return []
  const parts = {headers: answer.headers, query: () => [], path: () => undefined, body: answerBody(answer)}
  return headers.flatMap(({name, source}) => {
    const values = isHeaderName(name) ? parameterValues(source, parts, event.context, event.deployment.variables) : []
    return values.flatMap((value) => [name, headerText(value)])
  })
}

function answerBody({body}: Answer): JsonBody {
  return new JsonBody(body, (cause) => {
    const reason = 'Execution failed due to configuration error: Unable to transform response: the body is no JSON.'
    return new GatewayError({type: 'DEFAULT_5XX', reason}, {cause})
  })
}

/** `integration.response.statuscode`, `.header.N`, `.multivalueheader.N`, `.body.…` and the message's own values. */
function answerValue(answer: Answer, {body}: SocketEvent, steps: readonly string[]): unknown {
  const [root, ...rest] = steps
  if (root === 'request') return requestValue(body, steps)
  const [place = '', ...path] = root === 'integration' && rest[0] === 'response' ? rest.slice(1) : rest
  if (root !== 'integration' && root !== 'response') return undefined
  const name = path.join('.').toLowerCase()
  switch (place.toLowerCase()) {
    case 'statuscode':
      return String(answer.status)
    case 'header':
      return lastHeader(answer.headers, name)
    case 'multivalueheader':
      return headerValues(answer.headers, name)
    case 'body':
      return memberAt(jsonOf(answer.body), path, 0)
    default:
      return undefined
  }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    // A body that is no JSON has no members.
    return undefined
  }
}
