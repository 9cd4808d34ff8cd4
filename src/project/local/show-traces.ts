import type {LocalGateway} from '../../aws/local-gateway.js'
import type {GatewayTrace, TraceHead} from '../../model/gateway-trace.js'
import {findTrace, traceLocator} from './find-trace.js'
import type {TraceSource} from './find-trace.js'
import {runningGateway} from './running-gateway.js'

/** The list, the one trace that was asked for, or how many were shown while following. */
export type TraceResult = {traces: readonly TraceHead[]} | {trace: GatewayTrace} | {followed: number}

export type ShowTracesOptions = TraceSource & {
  stateDirectory: string
  wanted: {id?: string | undefined; last: boolean; follow: boolean; unmask: boolean}
  /** Ends following. */
  signal: AbortSignal
  /** One trace to print, with the places of its definition. */
  onTrace: (trace: GatewayTrace) => void
}

/** What the recorder of the gateway that runs on a state directory has. Throws GATEWAY_NOT_RUNNING and TRACE_NOT_FOUND. */
export async function showTraces({
  stateDirectory,
  wanted,
  signal,
  onTrace,
  ...source
}: ShowTracesOptions): Promise<TraceResult> {
  const gateway = await runningGateway(stateDirectory)
  const {id, last, follow, unmask} = wanted
  if (follow) return {followed: await followTraces(gateway, {signal, onTrace, unmask, ...source})}
  if (id === undefined && !last) return {traces: await gateway.traces()}
  const trace = await findTrace(gateway, id, {unmask, ...source})
  onTrace(trace)
  return {trace}
}

type FollowOptions = TraceSource & Pick<ShowTracesOptions, 'signal' | 'onTrace'> & {unmask: boolean}

async function followTraces(
  gateway: LocalGateway,
  {signal, onTrace, unmask, ...source}: FollowOptions,
): Promise<number> {
  const locate = await traceLocator(gateway, source)
  let followed = 0
  for await (const trace of gateway.followTraces(signal, {unmask})) {
    onTrace(locate(trace))
    followed += 1
  }
  return followed
}
