import type {Readable} from 'node:stream'

/** A terminal's input, or whatever stdin is. */
export type KeyInput = Readable & {isTTY?: boolean; setRawMode?: (raw: boolean) => unknown}

/** What is pressed in raw mode for Ctrl-C and Ctrl-D: the terminal sends no signal then. */
const controlC = '\u0003'
const controlD = '\u0004'

/**
 * Reports single key presses, `interrupt` for Ctrl-C and Ctrl-D. Answers a function that gives the terminal back;
 * without a terminal nothing is read and nothing reported.
 */
export function listenToKeys(input: KeyInput, onKey: (key: string) => void): () => void {
  if (input.isTTY !== true) return () => undefined
  const read = (chunk: Buffer) => {
    for (const key of chunk.toString()) onKey(key === controlC || key === controlD ? 'interrupt' : key)
  }
  input.setRawMode?.(true)
  input.on('data', read)
  input.resume()
  return () => {
    input.off('data', read)
    input.setRawMode?.(false)
    input.pause()
  }
}
