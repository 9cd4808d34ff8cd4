import {ServiceError} from '../service-error.js'
import {lexemesOf, parseConditions, PatternError} from './condition.js'
import type {Test} from './condition.js'
import {compileRegex} from './linear-regex.js'

const lengthLimit = 1024

/**
 * Whether a message matches a filter pattern: terms (`ERROR -timeout`, `?one ?other`, `"a phrase"`, `%regex%`), JSON
 * (`{ $.status = 5* && $.path = "/pets" }`) or space-delimited columns (`[ip, user, ..., status = 4*]`).
 * Throws InvalidParameterException. Source:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function compileFilterPattern(pattern: string): Test<string> {
  if (pattern.length > lengthLimit) {
    const message = `1 validation error detected: Value '${pattern}' at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to ${lengthLimit}`
    throw new ServiceError('InvalidParameterException', message)
  }
  const text = pattern.trim()
  try {
    if (text.startsWith('{')) return jsonTest(insideOf(text, '}'))
    if (text.startsWith('[')) return columnTest(insideOf(text, ']'))
    return termTest(text)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    throw new ServiceError('InvalidParameterException', 'Invalid filter pattern', {}, {cause: error})
  }
}

function insideOf(text: string, end: string): string {
  if (text.length < 2 || !text.endsWith(end)) throw new PatternError(`${end} is missing`)
  return text.slice(1, -1)
}

function jsonTest(text: string): Test<string> {
  const matches = parseConditions(lexemesOf(text), jsonSelector)
  return (message) => {
    const document = parseObject(message)
    return document !== undefined && matches(document)
  }
}

function parseObject(message: string): object | undefined {
  if (!message.trimStart().startsWith('{')) return undefined
  try {
    return JSON.parse(message) as object
  } catch (error) {
    // A line that only looks like JSON is none.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const step = /\.([\w@-]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/y

/** `$.a.b[0]['c.d']`: undefined where the document has no such place. */
function jsonSelector(selector: string): (document: object) => unknown {
  if (!selector.startsWith('$') || selector.includes('[*]')) throw new PatternError(`${selector} is no selector`)
  const names: string[] = []
  step.lastIndex = 1
  while (step.lastIndex < selector.length) {
    const [, name, index, quoted, doubled] = step.exec(selector) ?? []
    const found = name ?? index ?? quoted ?? doubled
    if (found === undefined) throw new PatternError(`${selector} is no selector`)
    names.push(found)
  }
  return (document) => names.reduce<unknown>(memberOf, document)
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}

type Column = {matches: Test<string>} | 'ellipsis'

/** A column is a name, a condition on that name, or `...` for any number of columns. */
function columnTest(text: string): Test<string> {
  const groups = splitBy(lexemesOf(text), ',')
  const columns = groups.map(columnOf)
  const gap = columns.indexOf('ellipsis')
  if (gap !== columns.lastIndexOf('ellipsis')) throw new PatternError('there is more than one ...')
  const [head, tail] = gap === -1 ? [columns, []] : [columns.slice(0, gap), columns.slice(gap + 1)]
  const least = head.length + tail.length
  return (message) => {
    const fields = fieldsOf(message)
    if (gap === -1 ? fields.length !== least : fields.length < least) return false
    const holds = (column: Column, field = ''): boolean => column === 'ellipsis' || column.matches(field)
    return (
      head.every((column, index) => holds(column, fields[index])) &&
      tail.every((column, index) => holds(column, fields[fields.length - tail.length + index]))
    )
  }
}

function columnOf(tokens: readonly string[]): Column {
  const [name] = tokens
  if (tokens.length === 1 && name === '...') return 'ellipsis'
  if (name === undefined) throw new PatternError('a column is empty')
  if (tokens.length === 1) return {matches: () => true}
  return {matches: parseConditions<string>(tokens, () => (field) => field)}
}

function splitBy(tokens: readonly string[], separator: string): string[][] {
  const groups: string[][] = [[]]
  for (const token of tokens) {
    if (token === separator) groups.push([])
    else groups.at(-1)?.push(token)
  }
  return groups
}

/** Fields are separated by spaces; what stands in quotes or brackets is one field. */
function fieldsOf(message: string): string[] {
  return [...message.matchAll(/"([^"]*)"|\[([^\]]*)\]|(\S+)/g)].map(
    ([, quoted, bracketed, plain]) => quoted ?? bracketed ?? plain ?? '',
  )
}

/** Required terms decide alone; only where there are none, one of the optional ones has to be there. */
function termTest(text: string): Test<string> {
  const terms = [...text.matchAll(/([?-]?)("(?:\\.|[^"\\])*"|%[^%]*%|\S+)/g)].map(([, sign = '', term = '']) => ({
    sign,
    holds: termHolds(term),
  }))
  const of = (wanted: string) => terms.filter(({sign}) => sign === wanted)
  const [required, optional, excluded] = [of(''), of('?'), of('-')]
  return (message) => {
    if (excluded.some(({holds}) => holds(message))) return false
    if (required.length > 0 || optional.length === 0) return required.every(({holds}) => holds(message))
    return optional.some(({holds}) => holds(message))
  }
}

function termHolds(term: string): Test<string> {
  if (term.startsWith('%')) {
    const found = compileRegex(term.replace(/^%|%$/g, ''))
    if (found === undefined || term.length < 2) throw new PatternError(`${term} is no regular expression`)
    return found
  }
  if (!term.startsWith('"')) return (message) => message.includes(term)
  if (term.length < 2 || !term.endsWith('"')) throw new PatternError('a quote is not closed')
  const phrase = term.slice(1, -1).replace(/\\(.)/g, '$1')
  return (message) => message.includes(phrase)
}
