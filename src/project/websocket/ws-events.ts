import type {LocalGateway} from '../../aws/local-gateway.js'
import type {GatewayInvocation} from '../../model/gateway-admin.js'

/** What the local gateway did with one event of a connection. */
export type WsRouted = Pick<GatewayInvocation, 'requestId' | 'status' | 'latencyMs' | 'errorType' | 'errorMessage'> & {
  eventType: string
  routeKey?: string
}

export type WsWatch = {
  /** Resolves when nothing from here on is missed. */
  listening: Promise<void>
  /** Resolves when the connection's last event was told, or the gateway has nothing more to tell. */
  finished: Promise<void>
}

/**
 * Tells what the local gateway did with the events of one connection, from its stream of all requests.
 *
 * The client is not told the id of its connection, so the first one that connects to the stage from now on counts as
 * its own.
 */
export function watchConnection(
  gateway: LocalGateway,
  stage: {apiId: string; stageName: string},
  {signal, onRouted}: {signal: AbortSignal; onRouted: (routed: WsRouted) => void},
): WsWatch {
  let heard = (): void => undefined
  const listening = new Promise<void>((resolve) => {
    heard = resolve
  })
  const tell = async (): Promise<void> => {
    let connectionId: string | undefined
    for await (const event of gateway.events(signal, heard)) {
      if (event.kind !== 'invocation') continue
      const {invocation} = event
      if (invocation.apiId !== stage.apiId || invocation.stage !== stage.stageName) continue
      // Calls of the @connections API name the connection too; they come from elsewhere.
      if (!eventTypes.has(invocation.method)) continue
      connectionId ??= invocation.connectionId
      if (connectionId === undefined || invocation.connectionId !== connectionId) continue
      onRouted(routed(invocation))
      if (isLast(invocation)) return
    }
  }
  const finished = tell().finally(() => heard())
  // Whoever waits for it is told; until then a failure must not end the process.
  finished.catch(() => undefined)
  return {listening, finished}
}

const eventTypes = new Set(['CONNECT', 'MESSAGE', 'DISCONNECT'])

function isLast({method, status}: GatewayInvocation): boolean {
  return method === 'DISCONNECT' || (method === 'CONNECT' && status >= 400)
}

function routed(invocation: GatewayInvocation): WsRouted {
  const {requestId, method: eventType, routeKey, status, latencyMs, errorType, errorMessage} = invocation
  return {
    requestId,
    eventType,
    status,
    latencyMs,
    ...(routeKey !== undefined && {routeKey}),
    ...(errorType !== undefined && {errorType}),
    ...(errorMessage !== undefined && {errorMessage}),
  }
}
