/** Times in milliseconds; `attempts` counts the first one too. */
export type Backoff = {attempts: number; baseDelayMs: number; maxDelayMs: number}

/** Full jitter: anything up to a limit that doubles, so that clients that failed together do not return together. */
export function backoffMs({baseDelayMs, maxDelayMs}: Backoff, failures: number, random: () => number): number {
  return random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (failures - 1))
}

/** The usual where nothing was given: members may stand there with undefined in them. */
export function withUsual(given: Partial<Backoff> | undefined, usual: Backoff): Backoff {
  return {
    attempts: given?.attempts ?? usual.attempts,
    baseDelayMs: given?.baseDelayMs ?? usual.baseDelayMs,
    maxDelayMs: given?.maxDelayMs ?? usual.maxDelayMs,
  }
}

/** What a timer can count to; it goes off at once for more. */
const longestTimerMs = 2 ** 31 - 1

/** Acts after `ms` unless the function that it returns is called before; never for more than 24 days, as Infinity is. */
export function after(ms: number, act: () => void): () => void {
  const timer = ms > longestTimerMs ? undefined : setTimeout(act, ms)
  return () => clearTimeout(timer)
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
