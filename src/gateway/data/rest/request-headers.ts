import {hexDigits} from '../extended-request-id.js'
import {eachHeader, lastHeader, withoutHeaders, type HeaderList} from '../header-list.js'
import type {HttpRequest} from '../ports.js'
import {isDroppedOnArrival} from './header-rules.js'

/** What the gateway needs to know to add its own headers. */
export type TraceSeed = {
  requestId: string
  nowMs: number
  /** Decides whether an active trace is sampled, where the client has not; undefined on stages without tracing. */
  isSampled?: (() => boolean) | undefined
  /** Requests that TestInvokeMethod makes up went through no proxy: nothing is added to their headers (recorded). */
  isTest?: boolean
}

/** Headers of one request. Most requests are served after a look at two or three, so the whole list is made on demand. */
export class RequestHeaders {
  readonly #incoming: HttpRequest
  readonly #seed: TraceSeed
  #all: HeaderList | undefined
  #traceId: string | undefined

  constructor(incoming: HttpRequest, seed: TraceSeed) {
    this.#incoming = incoming
    this.#seed = seed
  }

  /** Value of the last header with this name, as the client sent it. */
  last(lowerName: string): string | undefined {
    return lastHeader(this.#incoming.rawHeaders, lowerName)
  }

  /** The id that the client gave its request. */
  get requestId(): string | undefined {
    const requestId = this.last('x-amzn-requestid')
    return requestId !== undefined && uuid.test(requestId) ? requestId : undefined
  }

  /** The client gave one that cannot be used; logs say so. */
  get hasInvalidRequestId(): boolean {
    return this.requestId === undefined && this.last('x-amzn-requestid') !== undefined
  }

  /** Without the headers that belong to the connection, with those that the gateway adds. */
  get all(): HeaderList {
    return (this.#all ??= this.#read(() => false))
  }

  /** The same without the names that `drops` accepts, as a list of the caller's own. */
  allBut(drops: (lowerName: string) => boolean): string[] {
    return this.#all === undefined ? this.#read(drops) : withoutHeaders(this.#all, drops)
  }

  /**
   * X-Amzn-Trace-Id of this request: the client's own if it sent a proper one, else a fresh `Root=1-…`. A stage with
   * tracing puts its segment in the place of the client's and says whether the trace is sampled.
   */
  get traceId(): string {
    return (this.#traceId ??= this.#readTraceId())
  }

  /** `Root=1-…` alone, as logs name a trace. */
  get traceRoot(): string {
    return rootPattern.exec(this.traceId)?.[0] ?? ''
  }

  /** Bytes of all headers as they arrived. */
  get sizeBytes(): number {
    let size = 0
    for (const text of this.#incoming.rawHeaders) size += text.length + 2
    return size
  }

  /** The same without one header. */
  without(lowerName: string): RequestHeaders {
    const copy = new RequestHeaders(this.#incoming, this.#seed)
    copy.#all = this.allBut((name) => name === lowerName)
    return copy
  }

  #read(drops: (lowerName: string) => boolean): string[] {
    const {rawHeaders, sourceIp, tls} = this.#incoming
    const list: string[] = []
    let forwardedFor = sourceIp
    let port = tls === undefined ? '80' : '443'
    eachHeader(rawHeaders, (name, lowerName, value) => {
      if (lowerName === 'host') port = /:(\d+)$/.exec(value)?.[1] ?? port
      if (lowerName === 'x-forwarded-for') forwardedFor = `${value}, ${sourceIp}`
      else if (!replaced.has(lowerName) && !isDroppedOnArrival(lowerName) && !drops(lowerName)) list.push(name, value)
    })
    if (this.#seed.isTest === true) return list
    const own = ['X-Amzn-Trace-Id', this.traceId, 'X-Forwarded-For', forwardedFor]
    own.push('X-Forwarded-Port', port, 'X-Forwarded-Proto', tls === undefined ? 'http' : 'https')
    for (let index = 0; index < own.length; index += 2) {
      const name = own[index] ?? ''
      if (!drops(name.toLowerCase())) list.push(name, own[index + 1] ?? '')
    }
    return list
  }

  #readTraceId(): string {
    const sent = this.last('x-amzn-trace-id')
    const isProper = sent !== undefined && rootPattern.test(sent)
    const traceId = isProper ? sent : freshRoot(this.#seed)
    const {isSampled, requestId} = this.#seed
    return isSampled === undefined ? traceId : activeTrace(traceId, requestId, isSampled)
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const rootPattern = /\bRoot=1-[0-9a-f]{8}-[0-9a-f]{24}\b/i

/** Headers of the client that the gateway writes anew. */
const replaced: ReadonlySet<string> = new Set(['x-amzn-trace-id', 'x-forwarded-port', 'x-forwarded-proto'])

/** `Root=1-5759e988-bd862e3fe1be46a994272793`: seconds and 96 bits. Source: X-Ray developer guide, tracing header. */
function freshRoot({requestId, nowMs}: TraceSeed): string {
  const seconds = Math.floor(nowMs / 1000).toString(16)
  return `Root=1-${seconds.padStart(8, '0')}-${hexDigits(requestId, 24)}`
}

/**
 * `Root=1-…;Parent={segment};Sampled=1`: a decision of the client's side is kept, also one against. `Self` and other
 * members stay behind with the service that wrote them.
 * Source: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
function activeTrace(traceId: string, requestId: string, isSampled: () => boolean): string {
  const [root = ''] = rootPattern.exec(traceId) ?? []
  const [, decided = isSampled() ? '1' : '0'] = /\bSampled=([01])\b/i.exec(traceId) ?? []
  return `${root};Parent=${hexDigits(requestId, 32).slice(16)};Sampled=${decided}`
}
