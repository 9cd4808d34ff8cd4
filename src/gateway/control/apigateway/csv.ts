import {badRequest} from './refuse.js'

/**
 * Rows of a comma-separated text; fields may be in double quotes, with "" for a quote, and may then hold line breaks.
 * Empty lines are left out. Source: RFC 4180.
 */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|\n|\r|$)/y
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  while (field.lastIndex < source.length) {
    const start = field.lastIndex
    const match = field.exec(source)
    if (match === null) throw badRequest(`Invalid CSV at character ${start + 1}`)
    const [, written = '', end = ''] = match
    row.push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written)
    if (end === ',' && field.lastIndex < source.length) continue
    if (end === ',') row.push('')
    rows.push(row)
    row = []
  }
  return rows.filter((fields) => fields.length > 1 || fields[0] !== '')
}
