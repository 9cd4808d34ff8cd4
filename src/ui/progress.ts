import {visible} from '../errors/visible.js'

/** One line that says what is going on now, and is gone when it is over. */
export type Progress = {show: (text: string) => void; clear: () => void}

type Screen = {isTTY?: boolean; columns?: number; write?: (text: string) => unknown}

/** Shows progress on a terminal; elsewhere nothing, because a log wants results and no steps. */
export function showProgress(screen: Screen): Progress {
  if (screen.isTTY !== true) return {show: () => undefined, clear: () => undefined}
  const erase = '\r\u001b[K'
  return {
    show: (text) => void screen.write?.(`${erase}${visible(text).slice(0, (screen.columns ?? 80) - 1)}`),
    clear: () => void screen.write?.(erase),
  }
}
