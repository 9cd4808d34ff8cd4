import type {GatewayTrace} from '../model/gateway-trace.js'
import {renderLogLine} from './log-line.js'
import type {LogLineView} from './log-line.js'
import {paintOf} from './paint-of.js'
import {printable} from './printable.js'
import {renderTrace} from './trace.js'

/** One request with what its function printed, and what is not known of it. */
export type TracedRequestView = {
  trace: GatewayTrace
  functionLog: readonly LogLineView[]
  notes: readonly string[]
}

/** Phase by phase as the flight recorder shows it, then the function's lines. Pure. */
export function renderTracedRequest({trace, functionLog, notes}: TracedRequestView, screen: {colour: boolean}): string {
  const paint = paintOf(screen.colour)
  const lines = functionLog.map((line) => `  ${renderLogLine(line, screen)}`)
  return [
    renderTrace(trace, screen),
    ...(lines.length === 0 ? [] : ['', paint.bold('function'), ...lines]),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => paint.dim(printable(note)))]),
  ].join('\n')
}
