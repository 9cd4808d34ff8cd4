import {setTimeout as delay} from 'node:timers/promises'
import {BackendError} from './ports.js'

/** What a streamed response is held to. */
export type StreamLimits = {
  /** Longest pause between two pieces. */
  idleMs: number
  /** Bytes that pass as fast as they come; those after them pass at `bytesPerSecond`. */
  freeBytes: number
  bytesPerSecond: number
}

/**
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html: 10 MB without a limit,
 * then 2 MB a second; streams end after 5 minutes of silence, those of edge-optimised endpoints after 30 seconds.
 */
export function streamLimits(isEdge: boolean): StreamLimits {
  return {idleMs: isEdge ? 30_000 : 300_000, freeBytes: 10 * 1024 * 1024, bytesPerSecond: 2 * 1024 * 1024}
}

/** Passes a stream on within its limits; fails with a BackendError when it pauses for too long. */
export async function* limitStream(
  source: AsyncIterable<Uint8Array>,
  {idleMs, freeBytes, bytesPerSecond}: StreamLimits,
  pause: (ms: number) => Promise<unknown> = delay,
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = source[Symbol.asyncIterator]()
  let passed = 0
  try {
    for (;;) {
      const next = await withinIdleTime(iterator.next(), idleMs)
      if (next.done === true) return
      const free = next.value.subarray(0, Math.max(0, freeBytes - passed))
      passed += next.value.length
      if (free.length > 0) yield free
      for (const piece of pieces(next.value.subarray(free.length), Math.ceil(bytesPerSecond / piecesPerSecond))) {
        await pause((piece.length / bytesPerSecond) * 1000)
        yield piece
      }
    }
  } finally {
    // Not awaited: a source that is silent at this moment would not answer before its next piece.
    void iterator.return?.()
  }
}

/** A source may write megabytes at once: they go on in this many portions a second. */
const piecesPerSecond = 8

function* pieces(chunk: Uint8Array, size: number): Generator<Uint8Array, void, undefined> {
  for (let start = 0; start < chunk.length; start += size) yield chunk.subarray(start, start + size)
}

async function withinIdleTime<Value>(next: Promise<Value>, idleMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const fail = (): void => reject(new BackendError('timeout', `The response paused for more than ${idleMs} ms.`))
    timer = setTimeout(fail, idleMs)
  })
  try {
    return await Promise.race([next, late])
  } finally {
    clearTimeout(timer)
  }
}
