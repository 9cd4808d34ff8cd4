/** One line of a diff: kept for context, taken away or added. */
export type DiffLine = {mark: ' ' | '-' | '+'; text: string}

/** Above this the exact comparison would take seconds; the differing middle is then shown as a whole. */
const mostCells = 250_000

/** The smallest line-by-line difference of two texts, with all unchanged lines. Pure. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = before.split(/\r?\n/)
  const fresh = after.split(/\r?\n/)
  const head = sharedHead(old, fresh)
  const tail = sharedHead(old.slice(head).reverse(), fresh.slice(head).reverse())
  const middle = diffMiddle(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail))
  return [...marked(' ', old.slice(0, head)), ...middle, ...marked(' ', old.slice(old.length - tail))]
}

/** Only the lines near a difference; gaps become one empty entry. */
export function nearDifferences(lines: readonly DiffLine[], context: number): (DiffLine | undefined)[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({mark}) => mark !== ' '),
  )
  return lines.flatMap((line, index) => {
    if (near[index] === true) return [line]
    return near[index - 1] === true && near.slice(index).includes(true) ? [undefined] : []
  })
}

function sharedHead(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((line, index) => line !== other[index])
  return differs === -1 ? Math.min(one.length, other.length) : differs
}

function diffMiddle(old: readonly string[], fresh: readonly string[]): DiffLine[] {
  if (old.length * fresh.length > mostCells) return [...marked('-', old), ...marked('+', fresh)]
  const lengths = commonLengths(old, fresh)
  const lines: DiffLine[] = []
  let left = 0
  let right = 0
  while (left < old.length || right < fresh.length) {
    const [oldLine, newLine] = [old[left], fresh[right]]
    if (oldLine !== undefined && oldLine === newLine) {
      lines.push({mark: ' ', text: oldLine})
      left += 1
      right += 1
    } else if (oldLine !== undefined && lengthAt(lengths, left + 1, right) >= lengthAt(lengths, left, right + 1)) {
      lines.push({mark: '-', text: oldLine})
      left += 1
    } else {
      lines.push({mark: '+', text: newLine ?? ''})
      right += 1
    }
  }
  return lines
}

/** Length of the longest common subsequence of what follows each pair of positions. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Uint32Array[] {
  const rows = Array.from({length: old.length + 1}, () => new Uint32Array(fresh.length + 1))
  for (let left = old.length - 1; left >= 0; left -= 1) {
    for (let right = fresh.length - 1; right >= 0; right -= 1) {
      const length =
        old[left] === fresh[right]
          ? lengthAt(rows, left + 1, right + 1) + 1
          : Math.max(lengthAt(rows, left + 1, right), lengthAt(rows, left, right + 1))
      rows[left]?.set([length], right)
    }
  }
  return rows
}

/** Past the end of `fresh` only removals are left. */
function lengthAt(rows: readonly Uint32Array[], left: number, right: number): number {
  return rows[left]?.[right] ?? 0
}

function marked(mark: DiffLine['mark'], lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({mark, text}))
}
