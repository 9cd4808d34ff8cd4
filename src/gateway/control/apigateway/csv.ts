import {badRequest} from './refuse.js'

/** A field that was read, where it ended, and what ended it: a comma, a line break, or nothing at the end of the text. */
type Field = {value: string; end: number; separator: string}

const plainField = /[^",\r\n]*/y
const separators = /,|\r\n|\n|\r|$/y

/**
 * Rows of a comma-separated text; fields may be in double quotes, with "" for a quote, and may then hold line breaks.
 * Empty lines are left out. Source: RFC 4180.
 */
export function parseCsv(text: string): string[][] {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const rows: string[][] = []
  let row: string[] = []
  for (let index = 0; index < source.length;) {
    const field = source.charAt(index) === '"' ? quotedField(source, index) : unquotedField(source, index)
    row.push(field.value)
    index = field.end
    if (field.separator === ',' && index < source.length) continue
    if (field.separator === ',') row.push('')
    rows.push(row)
    row = []
  }
  return rows.filter((fields) => fields.length > 1 || fields[0] !== '')
}

function unquotedField(source: string, start: number): Field {
  plainField.lastIndex = start
  const [value = ''] = plainField.exec(source) ?? []
  return closed(source, value, start + value.length)
}

function quotedField(source: string, start: number): Field {
  let end = source.indexOf('"', start + 1)
  while (end !== -1 && source.charAt(end + 1) === '"') end = source.indexOf('"', end + 2)
  if (end === -1) throw invalid(start)
  return closed(source, source.slice(start + 1, end).replaceAll('""', '"'), end + 1)
}

function closed(source: string, value: string, end: number): Field {
  separators.lastIndex = end
  const match = separators.exec(source)
  if (match === null) throw invalid(end)
  return {value, end: end + match[0].length, separator: match[0]}
}

function invalid(index: number): Error {
  return badRequest(`Invalid CSV at character ${index + 1}`)
}
