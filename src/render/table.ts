import CliTable from 'cli-table3'
import {Ansis} from 'ansis'
import {printable} from './printable.js'

/** Rows of text below one heading each. `empty` is what a person reads when there are no rows. */
export type Table = {headings: readonly string[]; rows: readonly (readonly string[])[]; empty: string}

/** What the output can show; `width` in columns. */
export type Screen = {isTerminal: boolean; width: number; colour: boolean}

/**
 * A table on a terminal; in a pipe one line per row, cells separated by tabs, without headings.
 *
 * Pure. Control characters in cells (names come from anywhere) are made visible, never sent to the terminal.
 */
export function renderTable(table: Table, screen: Screen): string {
  const rows = table.rows.map((row) => row.map(printable))
  if (!screen.isTerminal) return rows.map((row) => row.join('\t')).join('\n')
  if (rows.length === 0) return table.empty
  const paint = new Ansis(screen.colour ? 1 : 0)
  const drawn = new CliTable({
    head: table.headings.map((heading) => paint.bold(heading.toUpperCase())),
    chars: noBorders,
    style: {head: [], border: [], 'padding-left': 0, 'padding-right': 2},
  })
  drawn.push(...rows)
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

/** cli-table3 draws a box unless each of its fifteen parts is taken away. */
const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
}
