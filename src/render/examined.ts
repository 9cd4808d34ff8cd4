import {Ansis} from 'ansis'

/** One thing that was looked at. */
export type ExaminedView = {check: string; state: 'ok' | 'warning' | 'failed'; what: string; fix?: string}

/** One line each, and what to do below those that need it. Pure. */
export function renderExamined(lines: readonly ExaminedView[], {colour}: {colour: boolean}): string {
  const paint = new Ansis(colour ? 1 : 0)
  const paints = {ok: paint.green, warning: paint.yellow, failed: paint.red}
  return lines
    .flatMap(({check, state, what, fix}) => [
      `${paints[state](state.padEnd(7))}  ${check.padEnd(12)}  ${what}`,
      ...(fix === undefined ? [] : [`${' '.repeat(23)}${fix}`]),
    ])
    .join('\n')
}
