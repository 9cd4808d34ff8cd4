import {renderContextTemplate} from '../context-template.js'
import type {AccessLogFormat} from '../rest/access-log.js'
import {authorizationVariables} from '../rest/authorization-variables.js'
import {contextValue} from '../rest/context-variables.js'
import type {Details} from './event-journey.js'
import type {SocketEvent} from './socket-event.js'

/** What only the log knows about an event that is over. */
export type EventOutcome = {status: number; details: Details; latencyMs: number}

/**
 * One line of a stage's access log; what is not known prints as `-`, and so do integration.*, responseLength and
 * responseLatency, which AWS leaves unset (captured September 2026). Source: docs/aws-facts.md "Metrics and logs".
 */
export function accessLogLine(
  format: AccessLogFormat,
  {context, deployment}: SocketEvent,
  {status, details}: EventOutcome,
): string {
  const {error, invocation, authorization} = details
  const authorizing = authorization === undefined ? [] : authorizationVariables(authorization)
  const own: Readonly<Record<string, string | undefined>> = {
    status: String(status),
    ...Object.fromEntries(authorizing.map(([name, value]) => [name, value?.toString()])),
    integrationLatency: invocation.integrationLatencyMs?.toString(),
    'error.message': error?.message ?? undefined,
    'error.messageString': error === undefined ? '"-"' : JSON.stringify(error.message),
    'error.responseType': error?.responseType,
    'error.validationErrorString': error?.validationErrorString,
  }
  return renderContextTemplate(
    format,
    ([root, ...steps]) => {
      const name = steps.join('.')
      if (root === 'stageVariables') return deployment.variables.get(name)
      if (root !== 'context') return undefined
      return Object.hasOwn(own, name) ? own[name] : contextValue(context, steps)
    },
    '-',
  )
}
