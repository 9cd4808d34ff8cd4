import type {Ansis} from 'ansis'
import {paintOf} from './paint-of.js'
import {printable} from './printable.js'
import {statusColour} from './status-colour.js'

/** One line of a log, with what is known of it. */
export type LogLineView = {
  timeMs: number
  source: 'access' | 'execution' | 'function'
  message: string
  functionName?: string
  requestId?: string
  route?: string
  status?: number
  latencyMs?: number
  sourceIp?: string
}

/** Of one line; the rest is in the JSON. */
const longestText = 4096

/** Moment, then what an access log tells of a request, or the text of another log. Pure; control characters are visible. */
export function renderLogLine(line: LogLineView, {colour}: {colour: boolean}): string {
  const paint = paintOf(colour)
  const time = paint.dim(new Date(line.timeMs).toISOString())
  return [time, ...(line.status === undefined ? textCells(line, paint) : requestCells(line, paint))]
    .join('  ')
    .trimEnd()
}

function requestCells(
  {status = 0, route = '', latencyMs, sourceIp = '', requestId = ''}: LogLineView,
  paint: Ansis,
): string[] {
  return [
    statusColour(status, paint)(String(status)),
    (latencyMs === undefined ? '' : `${Math.round(latencyMs)} ms`).padStart(8),
    short(route).padEnd(32),
    paint.dim(short(sourceIp)),
    paint.dim(short(requestId)),
  ]
}

function textCells({functionName, message}: LogLineView, paint: Ansis): string[] {
  return [...(functionName === undefined ? [] : [paint.cyan(short(functionName))]), short(message)]
}

function short(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText)}… [${text.length} characters]` : text
  return printable(cut)
}
