import {exitCodes} from '../errors/exit-codes.js'

/** A signal that fires when the user presses Ctrl-C or the process is asked to end. */
export type Interruption = {signal: AbortSignal; release: () => void}

/**
 * Turns the first SIGINT or SIGTERM into an abort, so that work under way can finish its step and say where it stands.
 * The second one ends the process at once, for work that does not listen.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted)
    controller.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}
