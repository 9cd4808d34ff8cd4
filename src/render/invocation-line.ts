import {paintOf} from './paint-of.js'
import {printable} from './printable.js'
import {statusColour} from './status-colour.js'

/** What the log of `apigw dev` shows of one request. `startedAtMs` is epoch milliseconds. */
export type InvocationView = {
  method: string
  /** With the stage in front, as called; the stage is left out of the line. */
  path: string
  stage: string
  status: number
  startedAtMs: number
  latencyMs: number
  /** `GET /pets/{id}`; absent when no route matched. */
  routeKey?: string
  errorType?: string
  errorMessage?: string
}

/** One request as one line: time of day on this machine's clock, verb, path, status, latency, and why it was refused. Pure. */
export function renderInvocation(view: InvocationView, {colour}: {colour: boolean}): string {
  const paint = paintOf(colour)
  const time = new Date(view.startedAtMs).toTimeString().slice(0, 8)
  const prefix = `/${view.stage}/`
  const path = view.path.startsWith(prefix) ? view.path.slice(prefix.length - 1) : view.path
  const reason = [view.errorType, view.errorMessage].filter((part) => part !== undefined && part !== '').join(': ')
  const cells = [
    paint.dim(time),
    printable(view.method).padEnd(7),
    printable(path).padEnd(32),
    statusColour(view.status, paint)(String(view.status)),
    `${Math.round(view.latencyMs)} ms`.padStart(7),
    paint.dim(printable(reason)),
  ]
  return cells.join('  ').trimEnd()
}
