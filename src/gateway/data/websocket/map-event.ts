import {lambdaFunctionArn} from '../lambda-uri.js'
import {convertRequest} from '../rest/binary.js'
import type {LambdaTarget} from '../rest/compiled-api.js'
import {GatewayError} from '../rest/gateway-error.js'
import type {Outgoing} from '../rest/outgoing.js'
import {renderUri} from '../rest/uri-template.js'
import type {CompiledMessageIntegration, MappedMessage} from './compiled-websocket-api.js'
import {eventParameters} from './event-parameters.js'
import {lambdaEvent} from './lambda-event.js'
import {mapHttpEvent} from './map-http-event.js'
import {mapServiceEvent} from './map-service-event.js'
import {renderMessage, selectTemplate} from './render-message.js'
import {requestValue} from './select-event-route.js'
import type {RoutedEvent, SocketEvent} from './socket-event.js'

/** Makes the integration request of an event. Source: docs/aws-facts.md "WebSocket", docs/aws-facts.md "Integrations". */
export function mapEvent({event, route}: RoutedEvent): Outgoing {
  const integration = route.integration()
  switch (integration.type) {
    case 'MOCK':
      return {kind: 'mock', text: mappedText(event, integration)}
    case 'AWS_PROXY':
      return lambdaCall(event, integration, {payload: lambdaEvent(event), isProxy: true, asynchronous: false})
    case 'AWS':
      return integration.calls === 'service'
        ? mapServiceEvent(event, integration, converted(integration, mappedText(event, integration)))
        : functionCall(event, integration)
    case 'HTTP':
      return mapHttpEvent(event, integration, converted(integration, mappedText(event, integration)))
    case 'HTTP_PROXY':
      return mapHttpEvent(event, integration, converted(integration, event.body.text))
    case 'refused':
      throw new GatewayError({type: 'API_CONFIGURATION_ERROR', reason: integration.reason})
  }
}

/** The selected template's text; without one the message itself, where passthroughBehavior allows it. */
function mappedText(event: SocketEvent, integration: MappedMessage): string {
  const template = selectTemplate(integration, (steps) => requestValue(event.body, steps))
  if (template !== undefined) return renderMessage(template, event.body.text, event, 'request')
  const {passthrough, templates} = integration
  const isRefused = passthrough === 'NEVER' || (passthrough === 'WHEN_NO_TEMPLATES' && templates.size > 0)
  if (!isRefused) return event.body.text
  const reason = `No request template is selected, and passthroughBehavior is ${passthrough}.`
  throw new GatewayError({type: 'UNSUPPORTED_MEDIA_TYPE', reason})
}

/** CONVERT_TO_BINARY is how base64 text becomes bytes: clients can send no binary frames. */
function converted({contentHandling}: Pick<MappedMessage, 'contentHandling'>, text: string): Buffer {
  return convertRequest(Buffer.from(text), false, contentHandling).bytes
}

type CustomFunction = Extract<CompiledMessageIntegration, {calls: 'function'}>

/** The payload is the rendered template or the message itself; a mapped header makes the call asynchronous. */
function functionCall(event: SocketEvent, integration: CustomFunction): Outgoing {
  const payload = mappedText(event, integration)
  const {headers} = eventParameters(event, integration.mapping)
  const invocationType = headers.findLast(([name]) => name.toLowerCase() === 'x-amz-invocation-type')?.[1]
  const asynchronous = invocationType?.replaceAll("'", '') === 'Event'
  return lambdaCall(event, integration, {payload: payload === '' ? '{}' : payload, isProxy: false, asynchronous})
}

type Call = {payload: string; isProxy: boolean; asynchronous: boolean}

function lambdaCall(event: SocketEvent, {uri, timeoutMs}: LambdaTarget, call: Call): Outgoing {
  const rendered = renderUri(uri, event.deployment.variables, () => undefined)
  const functionArn = lambdaFunctionArn(rendered)
  if (functionArn !== undefined) return {kind: 'lambda', functionArn, timeoutMs, ...call}
  const reason = `Execution failed due to configuration error: ${rendered} names no Lambda function.`
  throw new GatewayError({type: 'API_CONFIGURATION_ERROR', reason})
}
