import {Writable} from 'node:stream'
import type {Handler} from './worker-handler.js'

const streaming = Symbol('awslambda.streaming')

/** A handler wrapped by `awslambda.streamifyResponse` takes (event, responseStream, context). */
export function isStreaming(handler: Handler): boolean {
  return streaming in handler
}

/**
 * Defines the global `awslambda` that Lambda's Node.js runtimes have. An invocation that does not stream answers all
 * that a streaming handler has written, as Lambda's buffered Invoke does.
 */
export function installStreaming(): void {
  const awslambda = {
    streamifyResponse: (handler: Handler): Handler => Object.assign(handler, {[streaming]: true}),
    HttpResponseStream: {from: withMetadata},
  }
  Object.defineProperty(globalThis, 'awslambda', {value: awslambda, writable: true, configurable: true})
}

/**
 * What the handler writes to. With `send`, pieces go out as they are written, the next one when the last was taken;
 * without, they are collected and handed over as text when the stream ends.
 */
export class ResponseStream extends Writable {
  contentType: string | undefined
  readonly #chunks: Buffer[] = []
  readonly #send: ((chunk: Buffer, taken: () => void) => void) | undefined

  constructor(send?: (chunk: Buffer, taken: () => void) => void) {
    super()
    this.#send = send
  }

  override _write(chunk: unknown, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const bytes = toBuffer(chunk)
    if (this.#send !== undefined) {
      this.#send(bytes, done)
      return
    }
    this.#chunks.push(bytes)
    done()
  }

  /** AWS's streams carry a content type; a buffered answer has none. */
  setContentType(contentType: string): void {
    this.contentType = contentType
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString()
  }
}

/** Metadata as JSON, eight NUL bytes, then the body. Source: "Lambda response streaming" of the Lambda guide. */
function withMetadata(stream: Writable, metadata: unknown): Writable {
  stream.write(JSON.stringify(metadata))
  stream.write(Buffer.alloc(8))
  return stream
}

function toBuffer(chunk: unknown): Buffer {
  if (typeof chunk === 'string') return Buffer.from(chunk)
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.from(String(chunk))
}
