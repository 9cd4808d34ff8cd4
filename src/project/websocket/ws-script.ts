import {isJsonObject} from '../../model/json.js'
import type {Json} from '../../model/json.js'

/** One step of a conversation: send a text, or wait for a frame that fits. */
export type WsStep = {kind: 'send'; text: string} | {kind: 'expect'; pattern: string}

/** The words of a command line as oclif's parser leaves them. */
type Token = {type: string; flag?: string; input?: string | undefined}

/** The steps in the order in which --send and --expect were written. */
export function stepsOf(raw: readonly Token[]): WsStep[] {
  return raw.flatMap(({type, flag, input = ''}): WsStep[] => {
    if (type !== 'flag') return []
    if (flag === 'send') return [{kind: 'send', text: input}]
    return flag === 'expect' ? [{kind: 'expect', pattern: input}] : []
  })
}

/**
 * Whether a frame fits a pattern: `/…/` is a regular expression, JSON fits what has at least its members, any other
 * text fits where it occurs. Throws a SyntaxError for a broken regular expression.
 */
export function fitsPattern(frame: string, pattern: string): boolean {
  const [, expression] = /^\/(.+)\/$/s.exec(pattern) ?? []
  if (expression !== undefined) return new RegExp(expression, 's').test(frame)
  const wanted = parsed(pattern)
  if (typeof wanted !== 'object' || wanted === null) return frame.includes(pattern)
  const found = parsed(frame)
  return found !== undefined && contains(found, wanted)
}

/** Members of objects may be more than wanted; lists are equal, entry by entry. */
function contains(found: Json, wanted: Json): boolean {
  if (Array.isArray(wanted)) {
    const entries: readonly Json[] = Array.isArray(found) ? found : []
    return (
      Array.isArray(found) &&
      entries.length === wanted.length &&
      wanted.every((entry: Json, index) => contains(entries[index] ?? null, entry))
    )
  }
  if (!isJsonObject(wanted)) return found === wanted
  return (
    isJsonObject(found) &&
    Object.entries(wanted).every(([key, value]) => Object.hasOwn(found, key) && contains(found[key] ?? null, value))
  )
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
