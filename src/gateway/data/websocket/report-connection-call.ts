import type {ConnectionCall, Ports} from '../ports.js'
import {formatRequestTime} from '../request-time.js'
import {renderContextTemplate} from '../context-template.js'
import {contextValue} from '../rest/context-variables.js'
import type {WebSocketDeployment} from './websocket-deployment.js'

/**
 * Tells the ports of a call of the @connections API: logs and metrics know it by the template of its path, and an accepted
 * POST counts as a message (captured September 2026).
 */
export function reportConnectionCall(call: ConnectionCall, deployment: WebSocketDeployment, ports: Ports): void {
  const {requestId, method, connectionId, status, startedAtMs} = call
  const {api, stage, accessLog} = deployment
  const routeKey = `${method} /@connections/{connectionId}`
  const invocation = {
    requestId,
    apiId: api.apiId,
    apiKind: 'websocket',
    stage: stage.stageName,
    method,
    path: `/@connections/${connectionId}`,
    routeKey,
    status,
    startedAtMs,
    latencyMs: ports.nowMs() - startedAtMs,
    connectionId,
    messages: method === 'POST' && status === 200 ? 1 : 0,
  } as const
  if (accessLog === undefined) {
    ports.onInvocation(invocation)
    return
  }
  const context = {
    ...{apiId: api.apiId, stage: stage.stageName, routeKey, connectionId, requestId, extendedRequestId: requestId},
    ...{eventType: 'CONNECTION_API', status: String(status), requestTimeEpoch: startedAtMs},
    requestTime: formatRequestTime(startedAtMs),
    identity: {sourceIp: call.sourceIp},
    connectedAt: call.connection?.facts.connectedAt,
  }
  const line = renderContextTemplate(
    accessLog.format,
    ([root, ...steps]) => (root === 'context' ? contextValue(context, steps) : undefined),
    '-',
  )
  const {destinationArn} = accessLog
  ports.onInvocation({...invocation, accessLog: {line, ...(destinationArn !== undefined && {destinationArn})}})
}
