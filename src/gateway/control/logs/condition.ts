import {compileRegex} from './linear-regex.js'

/** What a filter pattern says about one event. */
export type Test<Subject> = (subject: Subject) => boolean

/** A pattern that is none: the caller answers AWS's refusal. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}

/** Deeper parentheses are refused. */
const depthLimit = 50
const lexeme =
  /\s*("(?:\\.|[^"\\])*"|%[^%]*%|&&|\|\||!=|<=|>=|[=<>(),]|\$(?:\.[\w@-]+|\[\d+\]|\[\*\]|\['[^']*'\]|\["[^"]*"\])*|[^\s"%&|!=<>(),]+)/y

/** Words, operators, quoted texts (with their quotes) and selectors of the inside of `{…}` or `[…]`. */
export function lexemesOf(text: string): string[] {
  const found: string[] = []
  const trimmed = text.trimEnd()
  lexeme.lastIndex = 0
  while (lexeme.lastIndex < trimmed.length) {
    const token = lexeme.exec(trimmed)?.[1]
    if (token === undefined) throw new PatternError('a character is not expected there')
    found.push(token)
  }
  return found
}

/**
 * Reads `selector operator value` with `&&`, `||` and parentheses; `valueOf` finds what a selector names in a subject,
 * undefined when it has no such thing.
 */
export function parseConditions<Subject>(
  tokens: readonly string[],
  valueOf: (selector: string) => (subject: Subject) => unknown,
): Test<Subject> {
  let at = 0
  const take = (...wanted: readonly string[]): boolean => {
    if (!wanted.includes(tokens[at] ?? '')) return false
    at += 1
    return true
  }
  const next = (): string => {
    const token = tokens[at]
    if (token === undefined) throw new PatternError('its end is not expected there')
    at += 1
    return token
  }
  const either = (depth: number): Test<Subject> => {
    const parts = [both(depth)]
    while (take('||')) parts.push(both(depth))
    return (subject) => parts.some((part) => part(subject))
  }
  const both = (depth: number): Test<Subject> => {
    const parts = [single(depth)]
    while (take('&&')) parts.push(single(depth))
    return (subject) => parts.every((part) => part(subject))
  }
  const single = (depth: number): Test<Subject> => {
    if (!take('(')) return comparison()
    if (depth >= depthLimit) throw new PatternError('it is nested too deeply')
    const inner = either(depth + 1)
    if (!take(')')) throw new PatternError('a parenthesis is not closed')
    return inner
  }
  const comparison = (): Test<Subject> => {
    const read = valueOf(next())
    const operator = next().toUpperCase()
    if (operator === 'IS' || operator === 'NOT') return state(operator, next().toUpperCase(), read)
    const compare = comparisonWith(operator, next())
    return (subject) => {
      const value = read(subject)
      return value !== undefined && compare(value)
    }
  }
  const whole = either(0)
  if (at < tokens.length) throw new PatternError(`${tokens[at] ?? ''} is not expected there`)
  return whole
}

function state<Subject>(operator: string, word: string, read: (subject: Subject) => unknown): Test<Subject> {
  if (operator === 'NOT' && word === 'EXISTS') return (subject) => read(subject) === undefined
  const values: Readonly<Record<string, unknown>> = {NULL: null, TRUE: true, FALSE: false}
  if (operator !== 'IS' || !Object.hasOwn(values, word)) throw new PatternError(`${operator} ${word} is no condition`)
  return (subject) => read(subject) === values[word]
}

const orders: Readonly<Record<string, (value: number, wanted: number) => boolean>> = {
  '<': (value, wanted) => value < wanted,
  '>': (value, wanted) => value > wanted,
  '<=': (value, wanted) => value <= wanted,
  '>=': (value, wanted) => value >= wanted,
}

/** How a value is compared; text that is a number compares as one, because access logs quote all their values. */
function comparisonWith(operator: string, wanted: string): Test<unknown> {
  const order = Object.hasOwn(orders, operator) ? orders[operator] : undefined
  if (order !== undefined) {
    const limit = numberOf(wanted)
    if (limit === undefined) throw new PatternError(`${operator} needs a number`)
    return (value) => {
      const number = numberOf(value)
      return number !== undefined && order(number, limit)
    }
  }
  if (operator !== '=' && operator !== '!=') throw new PatternError(`${operator} is no operator`)
  const isEqual = equality(wanted)
  return operator === '=' ? isEqual : (value) => !isEqual(value)
}

function equality(wanted: string): Test<unknown> {
  const text = textOf(wanted)
  if (text === undefined) {
    const found = compileRegex(wanted.slice(1, -1))
    if (found === undefined) throw new PatternError(`${wanted} is no regular expression`)
    return (value) => isPlain(value) && found(String(value))
  }
  const number = wanted.startsWith('"') ? undefined : numberOf(wanted)
  const matches = wildcardTest(text)
  return (value) => isPlain(value) && ((number !== undefined && numberOf(value) === number) || matches(String(value)))
}

/** Undefined for `%a regular expression%`. */
function textOf(token: string): string | undefined {
  if (token.startsWith('%')) return undefined
  return token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token
}

/** `*` stands for any text. Parts are looked for from left to right, so that long texts take no longer than that. */
function wildcardTest(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*')
  const [first = '', ...others] = parts
  const last = others.pop()
  if (last === undefined) return (text) => text === pattern
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
    let from = first.length
    for (const part of others) {
      const found = text.indexOf(part, from)
      if (found === -1) return false
      from = found + part.length
    }
    return from <= text.length - last.length
  }
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value)) return undefined
  return Number(value)
}
