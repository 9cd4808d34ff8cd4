import {exactHeaderValues} from '../header-list.js'
import type {RequiredParameter} from '../rest/compiled-api.js'
import {GatewayError} from '../rest/gateway-error.js'
import {requestValue} from './select-event-route.js'
import type {RoutedEvent, SocketEvent} from './socket-event.js'

/** Checks the required parameters of `$connect`, and a message against the model of its route. */
export function validateEvent({event, route}: RoutedEvent): Promise<void> | undefined {
  if (event.context.eventType === 'CONNECT') {
    const missing = route.requiredParameters.filter((parameter) => !isPresent(event, parameter))
    if (missing.length > 0) throw missingParameters(missing)
  }
  const {validator} = route
  return validator === undefined || event.context.eventType !== 'MESSAGE' ? undefined : checkMessage(event, validator)
}

async function checkMessage(
  {body}: SocketEvent,
  validator: NonNullable<RoutedEvent['route']['validator']>,
): Promise<void> {
  const findings = await findingsOf(validator, body)
  if (findings === undefined) return
  const reason = `Request body does not match model schema for content type application/json: ${findings}`
  throw new GatewayError({type: 'BAD_REQUEST_BODY', reason, validationErrors: findings})
}

/** A model that cannot be compiled stops every message: AWS would have measured them by it. */
async function findingsOf(
  validator: NonNullable<RoutedEvent['route']['validator']>,
  body: SocketEvent['body'],
): Promise<string | undefined> {
  try {
    return await validator(body.text, (steps) => requestValue(body, steps))
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const reason = `Execution failed due to configuration error: the model cannot be used: ${detail}`
    throw new GatewayError({type: 'API_CONFIGURATION_ERROR', reason}, {cause: error})
  }
}

function isPresent({headers, query}: SocketEvent, {place, name}: RequiredParameter): boolean {
  const values =
    place === 'header'
      ? exactHeaderValues(headers, name)
      : query.filter(([key]) => key === name).map(([, value]) => value)
  return values.some((value) => value.trim() !== '')
}

function missingParameters(missing: readonly RequiredParameter[]): GatewayError {
  const message = `Missing required request parameters: [${missing.map(({name}) => name).join(', ')}]`
  return new GatewayError({type: 'BAD_REQUEST_PARAMETERS', message, reason: message})
}
