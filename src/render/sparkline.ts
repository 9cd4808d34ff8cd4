const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']

/**
 * Values over time as a row of blocks, `width` at most; several values share a block, by their greatest. The greatest of
 * all is the full block, 0 the lowest one; where nothing is known there is a blank. Pure.
 */
export function sparkline(values: readonly (number | undefined)[], width: number): string {
  const shown = squeeze(values, width)
  const known = shown.filter((value) => value !== undefined)
  const most = known.reduce((greatest, value) => Math.max(greatest, value), 0)
  return shown.map((value) => (value === undefined ? ' ' : blockOf(most === 0 ? 0 : value / most))).join('')
}

function blockOf(share: number): string {
  const last = blocks.length - 1
  // Little is not nothing: only 0 has the lowest block.
  const index = share <= 0 ? 0 : Math.max(1, Math.round(share * last))
  return blocks[Math.min(last, index)] ?? ''
}

function squeeze(values: readonly (number | undefined)[], width: number): (number | undefined)[] {
  if (values.length <= width) return [...values]
  return Array.from({length: width}, (_, index) => {
    const from = Math.floor((index * values.length) / width)
    const part = values.slice(from, Math.floor(((index + 1) * values.length) / width))
    const known = part.filter((value) => value !== undefined)
    return known.length === 0 ? undefined : Math.max(...known)
  })
}
