import type {GatewayTrace, TraceHead, TraceValue} from '../model/gateway-trace.js'
import type {Recorder} from './data/ports.js'
import {Hidden, type Shown} from './data/shown.js'
import type {Trace} from './data/trace.js'
import {EventStream} from './event-stream.js'

const traceLimit = 200
/** For all traces together, in characters of their values. */
const sizeLimit = 32 * 1024 * 1024

/** How hidden values are shown: as a mark, or as they are. */
export type Masking = 'masked' | 'unmasked'

type Kept = {trace: Trace; size: number}

/**
 * The last traces, in memory only. Requests are recorded while somebody reads the stream, when they ask for it
 * themselves, or all of them (`always`). Keys, tokens and bodies are masked when a trace is read.
 */
export class TraceLog implements Recorder {
  readonly #always: boolean
  readonly #stream = new EventStream<Trace>()
  #kept: Kept[] = []
  #size = 0

  constructor({always}: {always: boolean}) {
    this.#always = always
  }

  isWatched = (): boolean => this.#always || this.#stream.hasReaders

  tickMs = (): number => performance.now()

  keep = (trace: Trace): void => {
    const size = sizeOf(trace.phases)
    this.#kept.push({trace, size})
    this.#size += size
    while (this.#kept.length > traceLimit || (this.#size > sizeLimit && this.#kept.length > 1)) {
      this.#size -= this.#kept.shift()?.size ?? 0
    }
    this.#stream.publish(trace)
  }

  /** The newest trace of a request, or of all. */
  find(requestId: string | undefined, masking: Masking): GatewayTrace | undefined {
    const found = this.#kept.findLast(({trace}) => requestId === undefined || trace.requestId === requestId)
    return found && readTrace(found.trace, masking)
  }

  /** Newest first. */
  heads(): TraceHead[] {
    return this.#kept.map(({trace}) => headOf(trace)).reverse()
  }

  /** Traces from now on, as lines of JSON. */
  lines(signal: AbortSignal, masking: Masking): AsyncIterable<Buffer> {
    return this.#stream.lines(signal, (trace) => readTrace(trace, masking))
  }

  clear(): void {
    this.#kept = []
    this.#size = 0
  }

  close(): void {
    this.#stream.close()
  }
}

/** Paths are masked with the rest of a trace, not here: without its phases nobody knows what is secret. */
function headOf(trace: Trace): TraceHead {
  const {requestId, apiId, apiKind, stage, method, path, routeKey, status, startedAtMs, durationMs} = trace
  const head = {requestId, apiId, apiKind, stage, method, path, status, startedAtMs, durationMs}
  return routeKey === undefined ? head : {...head, routeKey}
}

function readTrace(trace: Trace, masking: Masking): GatewayTrace {
  const secrets = masking === 'masked' ? secretsOf(trace.phases) : []
  return {
    ...trace,
    path: scrubbed(trace.path, secrets),
    phases: trace.phases.map(({input, output, refusal, ...phase}) => ({
      ...phase,
      input: readValue(input, masking, secrets),
      ...(output !== undefined && {output: readValue(output, masking, secrets)}),
      ...(refusal && {refusal: {...refusal, reason: scrubbed(refusal.reason, secrets)}}),
    })),
  }
}

function readValue(value: Shown, masking: Masking, secrets: readonly string[]): TraceValue {
  if (typeof value === 'string') return scrubbed(value, secrets)
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Hidden) return masking === 'unmasked' ? value.text : maskOf(value)
  if (isList(value)) return value.map((item) => readValue(item, masking, secrets))
  const members = Object.entries(value).filter((entry): entry is [string, Shown] => entry[1] !== undefined)
  return Object.fromEntries(members.map(([name, member]) => [name, readValue(member, masking, secrets)]))
}

function isList(value: object): value is readonly Shown[] {
  return Array.isArray(value)
}

function maskOf({kind, sizeBytes}: Hidden): string {
  return kind === 'secret' ? '[masked]' : `[masked, ${sizeBytes} bytes]`
}

/** Shorter ones would take innocent text with them. */
const secretLength = 8

/** Keys and tokens of a trace, longest first: where a mapping put one under another name it is masked as well. */
function secretsOf(phases: Trace['phases']): string[] {
  const found = new Set<string>()
  const collect = (value: Shown | undefined): void => {
    if (value === null || typeof value !== 'object') return
    if (value instanceof Hidden) {
      if (value.kind === 'secret' && value.text.length >= secretLength) found.add(value.text)
    } else for (const member of Object.values(value)) collect(member)
  }
  for (const {input, output} of phases) {
    collect(input)
    collect(output)
  }
  return [...found].sort((left, right) => right.length - left.length)
}

function scrubbed(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '[masked]'), text)
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (value instanceof Hidden) return value.text.length
  if (typeof value !== 'object' || value === null) return 8
  return Object.entries(value).reduce((size, [name, member]) => size + name.length + sizeOf(member), 16)
}
