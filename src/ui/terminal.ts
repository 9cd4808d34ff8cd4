/** What one output stream can show. `width` is columns; a pipe has none, lines are never wrapped there. */
export type Terminal = {isTerminal: boolean; width: number; colour: boolean}

type Stream = {isTTY?: boolean; columns?: number}
type Environment = Readonly<Record<string, string | undefined>>

/** Colour follows NO_COLOR and FORCE_COLOR (https://no-color.org, https://force-color.org), then the terminal. */
export function terminalOf(stream: Stream, environment: Environment): Terminal {
  const isTerminal = stream.isTTY === true
  return {
    isTerminal,
    // Some pseudo-terminals have no size: 0 columns.
    width: isTerminal ? stream.columns || 80 : Number.POSITIVE_INFINITY,
    colour: hasColour(isTerminal, environment),
  }
}

function hasColour(isTerminal: boolean, environment: Environment): boolean {
  if ((environment.NO_COLOR ?? '') !== '') return false
  if ((environment.FORCE_COLOR ?? '') !== '') return environment.FORCE_COLOR !== '0'
  return isTerminal && environment.TERM !== 'dumb'
}

/** True when someone sits there to answer: both ends are a terminal, and it is not a pipeline's. */
export function canAsk(input: Stream, output: Stream, environment: Environment): boolean {
  const ci = environment.CI ?? ''
  return input.isTTY === true && output.isTTY === true && (ci === '' || ci === 'false' || ci === '0')
}
