import type {Matcher, Ticker} from './matcher.js'
import type {Pattern} from './pattern.js'
import {PatternError} from './pattern-error.js'

/** Whether the whole text matches, as String.matches answers. */
export function matches(pattern: Pattern, text: string, tick: Ticker): boolean {
  const matcher = pattern.matcher(text, tick)
  const isMatch = matcher.matchAt(0, true)
  matcher.settle()
  return isMatch
}

/**
 * Replaces the first or all matches, as String.replaceFirst and replaceAll do.
 *
 * The caller refuses results longer than maxLength: they are broken off. In the replacement $1 and ${name} stand for groups and a backslash quotes the next character; PatternError when one is wrong.
 */
export function replace(
  pattern: Pattern,
  text: string,
  replacement: string,
  which: 'first' | 'all',
  tick: Ticker,
  maxLength: number,
): string {
  let result = ''
  let copied = 0
  for (const match of findAll(pattern, text, tick)) {
    const [start = 0, end = 0] = match.slots
    result += text.slice(copied, start) + expand(replacement, match, text, pattern)
    copied = end
    if (which === 'first' || result.length > maxLength) break
  }
  return result + text.slice(copied)
}

/** Splits as String.split does: no empty leading part for an empty match, trailing empty parts dropped unless limit is negative. */
export function split(pattern: Pattern, text: string, limit: number, tick: Ticker): string[] {
  const parts: string[] = []
  let copied = 0
  for (const {
    slots: [start = 0, end = 0],
  } of findAll(pattern, text, tick)) {
    if (limit > 0 && parts.length === limit - 1) break
    if (end === 0) continue
    parts.push(text.slice(copied, start))
    copied = end
  }
  if (copied === 0 && parts.length === 0) return [text]
  parts.push(text.slice(copied))
  if (limit === 0) while (parts.at(-1) === '') parts.pop()
  return parts
}

function* findAll(pattern: Pattern, text: string, tick: Ticker): Generator<Matcher> {
  const matcher = pattern.matcher(text, tick)
  let from = 0
  while (from <= text.length && matcher.find(from)) {
    const [start = 0, end = 0] = matcher.slots
    matcher.lastEnd = end
    yield matcher
    from = end === start ? end + 1 : end
  }
  matcher.settle()
}

function expand(replacement: string, match: Matcher, text: string, pattern: Pattern): string {
  if (!/[\\$]/.test(replacement)) return replacement
  let result = ''
  for (let at = 0; at < replacement.length; at += 1) {
    const character = replacement.charAt(at)
    if (character === '\\') {
      at += 1
      if (at === replacement.length) throw new PatternError('character to be escaped is missing')
      result += replacement.charAt(at)
    } else if (character === '$') {
      const reference = groupReference(replacement, at, pattern)
      const [start = -1, end = -1] = match.slots.slice(reference.group * 2, reference.group * 2 + 2)
      if (start !== -1 && end !== -1) result += text.slice(start, end)
      at += reference.length - 1
    } else result += character
  }
  return result
}

/** Takes as many digits as there are groups for. */
function groupReference(replacement: string, at: number, pattern: Pattern): {group: number; length: number} {
  const name = /^\$\{([A-Za-z][A-Za-z0-9]*)\}/.exec(replacement.slice(at, at + 200))
  if (name !== null) {
    const group = pattern.groupNames.get(name[1] ?? '')
    if (group === undefined) throw new PatternError(`No group with name {${name[1] ?? ''}}`)
    return {group, length: name[0].length}
  }
  const digits = /^\$([0-9]+)/.exec(replacement.slice(at, at + 12))?.[1]
  if (digits === undefined) throw new PatternError('Illegal group reference')
  let group = Number(digits.charAt(0))
  let length = 1
  while (length < digits.length && Number(digits.slice(0, length + 1)) <= pattern.groupCount) {
    length += 1
    group = Number(digits.slice(0, length))
  }
  if (group > pattern.groupCount) throw new PatternError(`No group ${group}`)
  return {group, length: length + 1}
}
