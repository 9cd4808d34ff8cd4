import type {Gateway} from '../../gateway/server.js'
import {serveGateway} from './serve-gateway.js'
import type {ServeOptions} from './serve-gateway.js'
import {whenAborted} from '../when-aborted.js'

export type RunOptions = ServeOptions & {
  /** Ends it. */
  signal: AbortSignal
  onReady: (gateway: Gateway) => void
}

/** Serves in this process until the signal fires or `apigw local stop` ends it; answers where it was. */
export async function runGateway({signal, onReady, ...options}: RunOptions): Promise<Pick<Gateway, 'url' | 'port'>> {
  const gateway = await serveGateway(options)
  onReady(gateway)
  await Promise.race([gateway.closed, whenAborted(signal)])
  await gateway.close()
  return {url: gateway.url, port: gateway.port}
}
