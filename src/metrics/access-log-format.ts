/** A format as its parts in order: text that stands in every line, and variables (`identity.sourceIp`). */
export type LogFormat = {parts: readonly LogPart[]}
export type LogPart = {text: string} | {variable: string}

/** Values by the name of their variable; those that AWS has not set (`-`) are absent. */
export type LogFields = Readonly<Record<string, string>>

const variablePattern = /\$(?:context\.([\w.:-]*\w)|\{context\.([\w.:-]+)\})/g

/** Longer lines are no access logs; AWS writes 3 KB of a format at most, and values that fit into a request. */
const longestLine = 65_536

/** The parts of an access-log format, of whatever kind: JSON, XML, CSV and CLF are all text with variables. */
export function parseLogFormat(format: string): LogFormat {
  const text = format.trimEnd()
  const parts: LogPart[] = []
  let end = 0
  for (const match of text.matchAll(variablePattern)) {
    if (match.index > end) parts.push({text: text.slice(end, match.index)})
    parts.push({variable: match[1] ?? match[2] ?? ''})
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({text: text.slice(end)})
  return {parts}
}

/** Names of the variables of a format. */
export function variablesOf({parts}: LogFormat): Set<string> {
  return new Set(parts.flatMap((part) => ('variable' in part ? [part.variable] : [])))
}

/**
 * The values of one line. AWS puts them into the format as they are, without escaping, so a line is read along the
 * format's own text. A line of an earlier format is read as JSON when it is that. Undefined for anything else.
 */
export function parseAccessLine(format: LogFormat, line: string): LogFields | undefined {
  if (line.length > longestLine) return undefined
  return alongFormat(format.parts, line.trimEnd()) ?? fromJson(line)
}

function alongFormat(parts: readonly LogPart[], line: string): LogFields | undefined {
  const fields: [string, string][] = []
  let at = 0
  for (const [index, part] of parts.entries()) {
    if ('text' in part) {
      if (!line.startsWith(part.text, at)) return undefined
      at += part.text.length
      continue
    }
    const end = endOfValue(line, at, {
      variable: part.variable,
      next: parts[index + 1],
      isLast: index === parts.length - 2,
    })
    if (end === undefined) return undefined
    const value = unquoted(line.slice(at, end))
    if (value !== '-' && value !== '') fields.push([part.variable, value])
    at = end
  }
  return at === line.length && parts.length > 0 ? Object.fromEntries(fields) : undefined
}

type ValueBounds = {variable: string; next: LogPart | undefined; isLast: boolean}

/** Where a value ends: before the text that follows it, at the first place that makes a value of the variable. */
function endOfValue(line: string, start: number, {variable, next, isLast}: ValueBounds): number | undefined {
  if (next === undefined) return line.length
  // Two variables side by side cannot be told apart: the last gets all there is.
  if (!('text' in next)) return start
  if (isLast) {
    const end = line.length - next.text.length
    return line.endsWith(next.text) && end >= start ? end : undefined
  }
  const isValue = valueTests.get(variable) ?? (() => true)
  let end = line.indexOf(next.text, start)
  for (let tried = 0; end !== -1 && tried < mostTries; tried += 1) {
    if (isValue(line.slice(start, end))) return end
    end = line.indexOf(next.text, end + 1)
  }
  return undefined
}

/** Some values hold what also separates them: `GET /pets` in a CLF line, commas in none of these. */
const mostTries = 8
const valueTests = new Map<string, (value: string) => boolean>([
  ['status', (value) => /^(?:-|\d{1,3})$/.test(value)],
  ['routeKey', (value) => !/^(?:[A-Z]+)$/.test(value)],
  ['requestTime', (value) => value === '-' || /[+-]\d{4}$/.test(value)],
  ['protocol', (value) => value === '-' || !value.includes(' ')],
])

/** `$context.error.messageString` brings its own quotes. */
function unquoted(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
}

/** What other names members of JSON lines usually have. */
const aliases = new Map([
  ['ip', 'identity.sourceIp'],
  ['sourceIp', 'identity.sourceIp'],
  ['caller', 'identity.caller'],
  ['user', 'identity.user'],
  ['userAgent', 'identity.userAgent'],
  ['apiKey', 'identity.apiKey'],
  ['apiKeyId', 'identity.apiKeyId'],
  ['latency', 'responseLatency'],
  ['integrationStatus', 'integration.status'],
])

function fromJson(line: string): LogFields | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const members = Object.entries(JSON.parse(line) as Readonly<Record<string, unknown>>)
    return Object.fromEntries(
      members.flatMap(([name, value]) => {
        const isText = typeof value === 'string' || typeof value === 'number'
        const text = isText ? String(value) : '-'
        return text === '-' || text === '' ? [] : [[aliases.get(name) ?? name, text]]
      }),
    )
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
