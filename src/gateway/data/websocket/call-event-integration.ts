import {parseLambdaAnswer} from '../http/lambda-answer.js'
import {HttpRefusal} from '../http/http-refusal.js'
import type {Ports} from '../ports.js'
import {askBackend} from '../rest/ask-backend.js'
import {GatewayError} from '../rest/gateway-error.js'
import type {Answer, Outgoing} from '../rest/outgoing.js'
import {routeArn} from './execution-arn.js'
import {neverLeaves} from './never-leaves.js'
import type {RoutedEvent} from './socket-event.js'

/** Carries out the integration request of an event. MOCK answers at once. */
export function callEventIntegration(
  {outgoing, routed}: {outgoing: Outgoing; routed: RoutedEvent},
  ports: Ports,
): Answer | Promise<Answer> {
  const caller = () => ({
    sourceArn: routeArn(routed.event.deployment, routed.route.routeKey),
    client: neverLeaves,
    parseProxyAnswer,
  })
  return askBackend(outgoing, caller, ports)
}

/** A proxy answer needs its statusCode; base64 bodies are decoded. Unlike REST's, it may have further members. */
function parseProxyAnswer(payload: string): Answer {
  try {
    return {...parseLambdaAnswer(payload, '1.0'), selectBy: '', isBase64Encoded: false}
  } catch (error) {
    if (!(error instanceof HttpRefusal)) throw error
    const reason = `Execution failed due to configuration error: Malformed Lambda proxy response. ${error.message}`
    throw new GatewayError({type: 'API_CONFIGURATION_ERROR', reason}, {cause: error})
  }
}
