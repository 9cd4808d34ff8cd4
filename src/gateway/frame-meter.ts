/**
 * Largest frame and message that a client may send, bytes.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export const frameLimitBytes = 32 * 1024
export const messageLimitBytes = 128 * 1024

/**
 * Follows the frame headers in the bytes of one client and tells when a frame or a message is too large, before its
 * payload has arrived. The WebSocket package knows a limit for messages only, AWS has one for frames. Keeps no payload.
 */
export class FrameMeter {
  /** Bytes of the present frame's header so far; at most 14. */
  readonly #header: number[] = []
  #payloadLeft = 0
  #messageBytes = 0

  /** Whether what has arrived up to here is within the limits. */
  accepts(chunk: Buffer): boolean {
    let at = 0
    while (at < chunk.length) {
      const skipped = Math.min(this.#payloadLeft, chunk.length - at)
      this.#payloadLeft -= skipped
      at += skipped
      if (at >= chunk.length) return true
      this.#header.push(chunk[at] ?? 0)
      at += 1
      if (this.#header.length === headerLength(this.#header) && !this.#begin()) return false
    }
    return true
  }

  /** A header is complete. */
  #begin(): boolean {
    const [first = 0] = this.#header
    const size = payloadLength(this.#header)
    this.#header.length = 0
    this.#payloadLeft = size
    const isControl = (first & 0x08) !== 0
    if (isControl) return true
    const isContinuation = (first & 0x0f) === 0
    this.#messageBytes = isContinuation ? this.#messageBytes + size : size
    return size <= frameLimitBytes && this.#messageBytes <= messageLimitBytes
  }
}

/** Source: RFC 6455 5.2: two bytes, two or eight more of length, four of mask. */
function headerLength([, second]: readonly number[]): number {
  if (second === undefined) return 2
  const length = second & 0x7f
  const more = length === 126 ? 2 : length === 127 ? 8 : 0
  return 2 + more + ((second & 0x80) === 0 ? 0 : 4)
}

function payloadLength(header: readonly number[]): number {
  const length = (header[1] ?? 0) & 0x7f
  if (length < 126) return length
  return header.slice(2, length === 126 ? 4 : 10).reduce((sum, byte) => sum * 256 + byte, 0)
}
