import type {Table} from './table.js'

/** The items whose rows hold a text, whatever its case; all of them without one. `table` has one row for each. Pure. */
export function matching<Item>(items: readonly Item[], {rows}: Table, text: string | undefined): Item[] {
  const wanted = text?.toLowerCase() ?? ''
  return items.filter((_, index) => rows[index]?.some((cell) => cell.toLowerCase().includes(wanted)))
}
