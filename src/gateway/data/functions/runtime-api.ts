import {createServer} from 'node:http'
import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import type {InvokeRequest} from '../ports.js'
import {errorPayload, maxResponseBytes, tooLargePayload} from './lambda-error.js'

/** One invocation as the Runtime API hands it out. */
export type RuntimeInvocation = {
  requestId: string
  functionArn: string
  payload: string
  /** Epoch milliseconds. */
  deadlineMs: number
  /** Takes what a streaming runtime answers, piece by piece; without it the whole answer is the result. */
  onChunk?: InvokeRequest['onChunk']
}

export type RuntimeEvents = {
  /** The process asks for its first invocation: it has loaded. */
  onReady: () => void
  onInitError: (payload: string) => void
  onResult: (outcome: 'success' | 'functionError', payload: string) => void
}

const prefix = '/2018-06-01/runtime/'
const maxErrorBytes = 262_144

/**
 * The Lambda Runtime API for one process, on a loopback port of its own: runtimes take only `host:port`, so the port
 * says which process is asking. Requests that a browser made are refused.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  readonly #server: Server
  readonly #events: RuntimeEvents
  #asking: ServerResponse | undefined
  #invocation: RuntimeInvocation | undefined
  #isTaken = false

  constructor(events: RuntimeEvents) {
    this.#events = events
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy())
    })
    // A process asks for its next invocation and then waits, possibly for hours.
    this.#server.requestTimeout = 0
    this.#server.keepAliveTimeout = 0
  }

  /** Resolves with `127.0.0.1:port`. */
  listen(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(0, '127.0.0.1', () => {
        const address = this.#server.address()
        const port = typeof address === 'object' && address !== null ? address.port : 0
        resolve(`127.0.0.1:${port}`)
      })
    })
  }

  /** Hands the invocation to the process, now or when it asks next. */
  offer(invocation: RuntimeInvocation): void {
    this.#invocation = invocation
    this.#isTaken = false
    this.#deliver()
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const {method = '', url = '', headers} = request
    const [subject = '', requestId = '', action = ''] = url.slice(prefix.length).split('/')
    const isBrowser = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined
    if (isBrowser || !url.startsWith(prefix)) {
      refuse(response, 403, 'Forbidden', 'This is the Lambda Runtime API of a local function.')
    } else if (method === 'GET' && subject === 'invocation' && requestId === 'next') {
      this.#next(response)
    } else if (method === 'POST' && subject === 'init' && requestId === 'error') {
      this.#events.onInitError(initPayload(await readBody(request, maxErrorBytes)))
      accept(response)
    } else if (method === 'POST' && subject === 'invocation' && (action === 'response' || action === 'error')) {
      await this.#take(request, response, requestId, action)
    } else {
      refuse(response, 404, 'NotFound', `${method} ${url}`)
    }
  }

  async #take(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
    action: 'response' | 'error',
  ): Promise<void> {
    const isCurrent = this.#isTaken && requestId === this.#invocation?.requestId
    const onChunk = isCurrent && isStreaming(request) ? this.#invocation?.onChunk : undefined
    if (action === 'response' && onChunk !== undefined) {
      this.#settle(...(await passStream(request, onChunk)))
      accept(response)
      return
    }
    const payload = await readBody(request, action === 'response' ? maxResponseBytes : maxErrorBytes)
    if (!isCurrent) {
      refuse(response, 400, 'InvalidRequestID', 'Invalid request ID')
    } else if (payload === undefined) {
      this.#settle('functionError', tooLargePayload())
      refuse(
        response,
        413,
        'RequestEntityTooLarge',
        `Exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
      )
    } else {
      const failure = failureOf(request)
      this.#settle(action === 'response' && failure === undefined ? 'success' : 'functionError', failure ?? payload)
      accept(response)
    }
  }

  #next(response: ServerResponse): void {
    this.#asking?.destroy()
    this.#asking = response
    this.#events.onReady()
    this.#deliver()
  }

  #deliver(): void {
    const [response, invocation] = [this.#asking, this.#invocation]
    if (response === undefined || invocation === undefined || this.#isTaken) return
    this.#asking = undefined
    this.#isTaken = true
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(invocation.payload),
      'lambda-runtime-aws-request-id': invocation.requestId,
      'lambda-runtime-deadline-ms': String(invocation.deadlineMs),
      'lambda-runtime-invoked-function-arn': invocation.functionArn,
    })
    response.end(invocation.payload)
  }

  #settle(outcome: 'success' | 'functionError', payload: string): void {
    this.#invocation = undefined
    this.#isTaken = false
    this.#events.onResult(outcome, payload)
  }
}

/** Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming */
function isStreaming({headers}: IncomingMessage): boolean {
  return headers['lambda-runtime-function-response-mode'] === 'streaming'
}

type Result = ['success' | 'functionError', string]

/** Passes a response on as it comes, no faster than it is taken. A runtime may still fail at its end, or break off. */
async function passStream(request: IncomingMessage, onChunk: NonNullable<InvokeRequest['onChunk']>): Promise<Result> {
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) await onChunk(chunk)
  } catch {
    const errorMessage = 'The runtime broke its response off.'
    return ['functionError', errorPayload({errorType: 'Runtime.TruncatedResponse', errorMessage})]
  }
  const failure = failureOf(request)
  return failure === undefined ? ['success', ''] : ['functionError', failure]
}

/** What a streaming runtime says in its trailers, where it could say it only after what it had written. */
function failureOf({trailers}: IncomingMessage): string | undefined {
  const errorType = trailers['lambda-runtime-function-error-type']
  if (typeof errorType !== 'string') return undefined
  const body = Buffer.from(trailers['lambda-runtime-function-error-body'] ?? '', 'base64').toString()
  return body === '' ? errorPayload({errorType, errorMessage: ''}) : body
}

/** Undefined when the body is larger than `limit` bytes; the rest is read and dropped, so that the answer arrives. */
async function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length
    if (sizeBytes <= limit) chunks.push(chunk)
  }
  return sizeBytes > limit ? undefined : Buffer.concat(chunks).toString()
}

function initPayload(body: string | undefined): string {
  if (body !== undefined && body !== '') return body
  return errorPayload({
    errorType: 'Runtime.Unknown',
    errorMessage: 'The runtime reported a failure without saying which.',
  })
}

function accept(response: ServerResponse): void {
  response.writeHead(202, {'content-type': 'application/json'})
  response.end('{"status":"OK"}\n')
}

function refuse(response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  response.writeHead(status, {'content-type': 'application/json'})
  response.end(JSON.stringify({errorMessage, errorType}))
}
