import {Ansis} from 'ansis'
import {printable} from './printable.js'

/** What the log of `apigw ws` shows; times are epoch milliseconds. */
export type WsEventView =
  | {kind: 'connected'; atMs: number; url: string; subprotocol?: string}
  | {kind: 'sent' | 'received'; atMs: number; text: string}
  | {
      kind: 'routed'
      atMs: number
      eventType: string
      routeKey?: string
      status: number
      latencyMs: number
      errorType?: string
      errorMessage?: string
    }
  | {kind: 'closed'; atMs: number; code: number; reason: string}

/** One event as one line: time of day on this machine's clock, what happened, and the words. Pure. */
export function renderWsEvent(event: WsEventView, {colour}: {colour: boolean}): string {
  const paint = new Ansis(colour ? 1 : 0)
  const time = paint.dim(timeOfDay(event.atMs))
  switch (event.kind) {
    case 'connected': {
      const protocol = event.subprotocol === undefined ? '' : `, subprotocol ${printable(event.subprotocol)}`
      return `${time}  ${paint.cyan(`connected to ${event.url}${protocol}`)}`
    }
    case 'sent':
      return `${time}  ${paint.dim('>')} ${printable(event.text)}`
    case 'received':
      return `${time}  ${paint.green('<')} ${printable(event.text)}`
    case 'routed':
      return `${time}  ${paint.dim(`  ${routed(event)}`)}`
    case 'closed':
      return `${time}  ${paint.cyan(`closed with ${event.code}${event.reason === '' ? '' : ` ${printable(event.reason)}`}`)}`
  }
}

function routed(event: Extract<WsEventView, {kind: 'routed'}>): string {
  const {eventType, routeKey, status, latencyMs, errorType, errorMessage} = event
  const reason = [errorType, errorMessage].filter((part) => part !== undefined && part !== '').join(': ')
  const route = printable(routeKey ?? `${eventType.toLowerCase()}, no route`)
  return [`route ${route}`, String(status), `${Math.round(latencyMs)} ms`, printable(reason)].join('  ').trimEnd()
}

function timeOfDay(atMs: number): string {
  const date = new Date(atMs)
  return `${date.toTimeString().slice(0, 8)}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
