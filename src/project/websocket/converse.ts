import {ApigwError} from '../../errors/apigw-error.js'
import {closedEarly} from './ws-connection.js'
import type {WsConnection} from './ws-connection.js'
import {fitsPattern} from './ws-script.js'
import type {WsStep} from './ws-script.js'

export type ConverseOptions = {
  /** How long one --expect waits. */
  timeoutMs: number
  /** How long to listen once all is said; undefined for no longer than it takes. */
  waitMs: number | undefined
  /** Ctrl-C. */
  signal: AbortSignal
  onSent: (text: string) => void
}

/**
 * Carries out a script step by step. Frames that do not fit an expectation are passed over, and each frame meets one
 * expectation at most.
 *
 * Throws WS_EXPECTATION when none fits in time, WS_CLOSED when the connection ends before the script does.
 */
export async function followScript(
  connection: WsConnection,
  steps: readonly WsStep[],
  options: ConverseOptions,
): Promise<void> {
  checkPatterns(steps)
  for (const step of steps) {
    if (step.kind === 'send') {
      options.onSent(step.text)
      await connection.send(step.text)
    } else await expectFrame(connection, step.pattern, options)
  }
  await listen(connection, options)
}

/** Sends each line as it is typed, until the lines or the connection end; empty lines are none. */
export async function sendLines(
  connection: WsConnection,
  lines: AsyncIterable<string>,
  options: ConverseOptions,
): Promise<void> {
  const over = new AbortController()
  const typed = (async () => {
    for await (const line of lines) {
      if (line.trim() === '') continue
      options.onSent(line)
      await connection.send(line)
    }
  })()
  const closed = connection.ended(AbortSignal.any([options.signal, over.signal]))
  await Promise.race([typed, closed]).finally(() => over.abort())
  if (connection.closed === undefined && !options.signal.aborted) await listen(connection, options)
}

async function listen(connection: WsConnection, {waitMs, signal}: ConverseOptions): Promise<void> {
  if (waitMs === undefined) return
  await withLimit(waitMs, signal, (limit) => connection.ended(limit))
}

async function expectFrame(
  connection: WsConnection,
  pattern: string,
  {timeoutMs, signal}: ConverseOptions,
): Promise<void> {
  const others: string[] = []
  await withLimit(timeoutMs, signal, async (limit) => {
    for (;;) {
      const frame = await connection.next(limit)
      if (frame === undefined) throw unmet(connection, pattern, others, {signal, timeoutMs})
      if (fitsPattern(frame, pattern)) return
      others.push(frame)
    }
  })
}

/** Not AbortSignal.timeout: Node.js 20 may collect it as garbage inside AbortSignal.any. */
async function withLimit(
  limitMs: number,
  signal: AbortSignal,
  work: (limit: AbortSignal) => Promise<void>,
): Promise<void> {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), limitMs)
  try {
    await work(AbortSignal.any([signal, over.signal]))
  } finally {
    clearTimeout(timer)
  }
}

/** A broken expression is told before anything is sent. */
function checkPatterns(steps: readonly WsStep[]): void {
  for (const step of steps) {
    if (step.kind === 'send') continue
    try {
      fitsPattern('', step.pattern)
    } catch (error) {
      throw new ApigwError(
        {
          code: 'WS_PATTERN',
          exit: 'usage',
          what: `${step.pattern} does not do for --expect.`,
          why: error instanceof Error ? `${error.message}.` : String(error),
          fix: 'Correct the regular expression, or write a text without slashes around it.',
        },
        {cause: error},
      )
    }
  }
}

function unmet(
  connection: WsConnection,
  pattern: string,
  others: readonly string[],
  {signal, timeoutMs}: {signal: AbortSignal; timeoutMs: number},
): ApigwError {
  const what = `No frame fitted --expect ${pattern}.`
  if (signal.aborted) {
    return new ApigwError({
      code: 'INTERRUPTED',
      exit: 'interrupted',
      what,
      why: 'The command was interrupted.',
      fix: '',
    })
  }
  if (connection.closed !== undefined) return closedEarly(connection.closed)
  const shown = others.slice(-5).map((frame) => frame.slice(0, 200))
  return new ApigwError({
    code: 'WS_EXPECTATION',
    exit: 'failure',
    what,
    why: `${timeoutMs / 1000} seconds passed, and ${others.length === 0 ? 'nothing came' : `only this came: ${shown.join(' ')}`}.`,
    fix: 'Correct the expectation, look at the log of the route, or raise --timeout.',
  })
}
