/** Times in milliseconds; `attempts` counts the first one too. */
export type Backoff = {attempts: number; baseDelayMs: number; maxDelayMs: number}

/** Full jitter: anything up to a limit that doubles, so that clients that failed together do not return together. */
export function backoffMs({baseDelayMs, maxDelayMs}: Backoff, failures: number, random: () => number): number {
  return random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (failures - 1))
}

/** Waits; rejects with the signal's reason as soon as it fires. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted === true) stop()
    else signal?.addEventListener('abort', stop, {once: true})
  })
}
