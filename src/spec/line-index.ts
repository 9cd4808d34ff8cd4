/** Line and column, both from 1; CRLF counts as one line end. */
export type LineColumn = {line: number; column: number}

/** Answers where a character offset of a text is. Looks for line ends on the first question only. */
export function lineIndex(text: string): (offset: number) => LineColumn {
  let starts: number[] | undefined
  return (offset) => {
    starts ??= lineStarts(text)
    const line = lastAtMost(starts, offset)
    return {line: line + 1, column: offset - (starts[line] ?? 0) + 1}
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
  return starts
}

/** Index of the last number that is not above the limit; the numbers ascend. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((numbers[middle] ?? 0) <= limit) low = middle
    else high = middle - 1
  }
  return low
}
