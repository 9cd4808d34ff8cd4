/** Lines shown before and after the one in question. */
const around = 2
/** Longer lines are cut, so that the mark stays in sight. */
const widest = 120

/**
 * The lines around a place of a text, numbered, with a mark under the column. `line` and `column` count from 1; a place
 * outside of the text shows its last line.
 */
export function codeFrame(source: string, line: number, column: number): string {
  const lines = source.split(/\r?\n/)
  const at = Math.min(Math.max(line, 1), lines.length)
  const first = Math.max(1, at - around)
  const shown = lines.slice(first - 1, at + around)
  const width = String(first + shown.length - 1).length
  const from = Math.max(0, Math.min(column - 1, Number.MAX_SAFE_INTEGER) - (widest - 20))
  return shown
    .flatMap((text, index) => {
      const number = first + index
      const row = `${number === at ? '>' : ' '} ${String(number).padStart(width)} | ${visible(text.slice(from, from + widest))}`
      return number === at ? [row, `  ${' '.repeat(width)} | ${' '.repeat(Math.max(0, column - 1 - from))}^`] : [row]
    })
    .join('\n')
}

/** One column per character: a tab would move the mark, a control character the terminal. */
function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').trimEnd()
}
