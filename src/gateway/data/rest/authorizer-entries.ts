import {info, type LogEntry} from './log-entry.js'
import {masked} from './masked.js'

/** How a Lambda authorizer was asked; `authorizer` is `$context.authorizer` after it. */
export type AuthorizerRun = {
  authorizerId: string
  requestId: string
  outcome: 'passed' | 'refused'
  authorizer: Readonly<Record<string, unknown>> | undefined
  /** What its function was sent and answered. */
  called?: readonly LogEntry[]
}

/** Source: public execution logs of 2018 to 2023. */
export function authorizerEntries({
  authorizerId,
  requestId,
  outcome,
  authorizer,
  called = [],
}: AuthorizerRun): LogEntry[] {
  const starting = info(`Starting authorizer: ${authorizerId} for request: ${requestId}`)
  if (outcome === 'refused') return [starting, ...called]
  const principalId = typeof authorizer?.principalId === 'string' ? authorizer.principalId : ''
  return [
    starting,
    ...called,
    info(`Using valid authorizer policy for principal: ${masked(principalId)}`),
    info('Successfully completed authorizer execution'),
  ]
}
