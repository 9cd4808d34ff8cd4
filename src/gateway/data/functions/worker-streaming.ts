import {Writable} from 'node:stream'
import type {Handler} from './worker-handler.js'

const streaming = Symbol('awslambda.streaming')

/** A handler wrapped by `awslambda.streamifyResponse` takes (event, responseStream, context). */
export function isStreaming(handler: Handler): boolean {
  return streaming in handler
}

/**
 * Defines the global `awslambda` that Lambda's Node.js runtimes have. The gateway invokes buffered, and Lambda's
 * buffered Invoke answers all that a streaming handler has written; so does this.
 */
export function installStreaming(): void {
  const awslambda = {
    streamifyResponse: (handler: Handler): Handler => Object.assign(handler, {[streaming]: true}),
    HttpResponseStream: {from: withMetadata},
  }
  Object.defineProperty(globalThis, 'awslambda', {value: awslambda, writable: true, configurable: true})
}

/** Collects what the handler writes and hands it over as text when the stream ends. */
export class ResponseStream extends Writable {
  contentType: string | undefined
  readonly #chunks: Buffer[] = []

  override _write(chunk: unknown, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#chunks.push(toBuffer(chunk))
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
