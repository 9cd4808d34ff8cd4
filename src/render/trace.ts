import {Ansis} from 'ansis'
import type {GatewayTrace, GatewayTracePhase, TraceHead, TraceValue} from '../model/gateway-trace.js'
import {renderMoment} from './moment.js'
import {printable} from './printable.js'
import type {Table} from './table.js'

/** Lines of one value; the rest is in the JSON. */
const shownLines = 40

/**
 * One request phase by phase: what went in, what came out, and which configuration decided. Pure.
 *
 * `definedAt` is shown where it is known. Control characters are made visible.
 */
export function renderTrace(trace: GatewayTrace, {colour}: {colour: boolean}): string {
  const paint = new Ansis(colour ? 1 : 0)
  const {method, path, status, durationMs, stage, apiId, apiKind, routeKey, requestId} = trace
  const head = `${method} ${printable(path)}  ${status}  ${durationMs} ms`
  const about = `${apiKind} ${apiId}  stage ${stage}  ${routeKey ?? 'no route'}  request ${requestId}`
  const phases = trace.phases.map((phase, index) => renderPhase(phase, trace.phases[index - 1], paint))
  return [paint.bold(head), paint.dim(printable(about)), ...phases].join('\n')
}

/** Requests that the recorder knows, as a list. */
export function traceTable(heads: readonly TraceHead[]): Table {
  return {
    headings: ['time', 'request', 'call', 'status', 'latency'],
    rows: heads.map(({startedAtMs, requestId, method, path, status, durationMs}) => [
      renderMoment(startedAtMs),
      requestId,
      `${method} ${path}`,
      String(status),
      `${durationMs} ms`,
    ]),
    empty:
      'No request is recorded. Send one with "apigw call METHOD PATH --trace", or run "apigw local trace --follow".',
  }
}

function renderPhase(phase: GatewayTracePhase, earlier: GatewayTracePhase | undefined, paint: Ansis): string {
  const {name, startedMs, durationMs, input, output, refusal, decidedBy, definedAt} = phase
  const mark = refusal === undefined ? paint.green('ok') : paint.red('refused')
  const times = paint.dim(`${durationMs.toFixed(2)} ms at ${startedMs.toFixed(2)}`)
  const place = definedAt === undefined ? '' : `  (${printable(definedAt)})`
  const decided = decidedBy === undefined ? [] : [`  by   ${paint.cyan(printable(decidedBy))}${place}`]
  return [
    '',
    `${paint.bold(words(name))}  ${mark}  ${times}`,
    ...decided,
    ...labelled('in', isRepeated(input, earlier) ? 'the same as before' : input),
    ...(output === undefined ? [] : labelled('out', output)),
    ...(refusal === undefined ? [] : refusalLines(refusal, paint)),
  ].join('\n')
}

function refusalLines({type, status, reason}: NonNullable<GatewayTracePhase['refusal']>, paint: Ansis): string[] {
  return [`  why  ${paint.red(`${type}${status === undefined ? '' : ` ${status}`}`)} ${printable(reason)}`]
}

/** Most phases take what the one before them took or made. */
function isRepeated(input: TraceValue, earlier: GatewayTracePhase | undefined): boolean {
  if (earlier === undefined || typeof input !== 'object' || input === null) return false
  const text = JSON.stringify(input)
  return text === JSON.stringify(earlier.output) || text === JSON.stringify(earlier.input)
}

/** `mapRequest` as people say it: map request. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function labelled(label: string, value: TraceValue): string[] {
  if (value === null) return []
  const lines = valueLines(value)
  const shown = lines.slice(0, shownLines)
  if (lines.length > shownLines) shown.push(`… ${lines.length - shownLines} more lines in --json`)
  return shown.map((line, index) => `  ${(index === 0 ? label : '').padEnd(5)}${line}`)
}

function valueLines(value: TraceValue): string[] {
  if (typeof value === 'string') return value.split('\n').map(printable)
  if (typeof value !== 'object' || value === null) return [String(value)]
  const members = Object.entries(value as Readonly<Record<string, TraceValue>>)
  if (members.length === 0) return [Array.isArray(value) ? '[]' : '{}']
  return members.flatMap(([name, member]) => memberLines(Array.isArray(value) ? '-' : `${printable(name)}:`, member))
}

function memberLines(label: string, value: TraceValue): string[] {
  const lines = valueLines(value)
  const isBlock = lines.length > 1 || (typeof value === 'object' && value !== null && Object.keys(value).length > 0)
  return isBlock ? [label, ...lines.map((line) => `  ${line}`)] : [`${label} ${lines[0] ?? ''}`.trimEnd()]
}
