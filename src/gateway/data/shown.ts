import type {HeaderList} from './header-list.js'
import type {Query} from './query-string.js'

/** A value as the flight recorder keeps it: JSON, with what is only shown on demand marked as hidden. */
export type Shown =
  null | boolean | number | string | Hidden | readonly Shown[] | {readonly [name: string]: Shown | undefined}

/** A key, a token, or a body; `text` may be cut, `sizeBytes` is that of the whole. */
export class Hidden {
  readonly kind: 'secret' | 'body'
  readonly text: string
  readonly sizeBytes: number

  constructor(kind: Hidden['kind'], text: string, sizeBytes: number) {
    this.kind = kind
    this.text = text
    this.sizeBytes = sizeBytes
  }
}

/** Of one body: enough to read, little enough to keep hundreds. */
const keptBytes = 16 * 1024

export function secret(text: string): Hidden {
  return new Hidden('secret', text, Buffer.byteLength(text))
}

/** A body: UTF-8 text as it is, other bytes as base64; null when there is none. */
export function shownBody(body: Buffer | string | AsyncIterable<Uint8Array>): Hidden | string | null {
  if (typeof body === 'string') return shownBody(Buffer.from(body))
  if (!Buffer.isBuffer(body)) return '[a stream]'
  if (body.length === 0) return null
  const kept = body.subarray(0, keptBytes)
  const cut = body.length > keptBytes ? `… [${body.length} bytes in all]` : ''
  const text = kept.toString('utf8')
  // A cut may go through a character, so the last few bytes prove nothing.
  const isText = Buffer.from(text)
    .subarray(0, kept.length - 4)
    .equals(kept.subarray(0, kept.length - 4))
  return new Hidden('body', isText ? `${text}${cut}` : `base64:${kept.toString('base64')}${cut}`, body.length)
}

const secretName = /authorization|cookie|token|secret|passw|api[-_]?key|signature|credential|session/i

/** Whether values of this header or parameter are somebody's key or token, by its name. */
export function isSecretName(name: string): boolean {
  return secretName.test(name)
}

/** Names and values; repeated names become lists. `secrets` are lower-case names beyond those that tell by themselves. */
export function shownHeaders(headers: HeaderList, secrets: ReadonlySet<string> = new Set()): Shown {
  const pairs = headers.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, headers[index + 1] ?? '']] : [],
  )
  return shownPairs(pairs, secrets)
}

export function shownQuery(query: Query, secrets: ReadonlySet<string> = new Set()): Shown {
  return shownPairs(query, secrets)
}

/** Path and query of a request line; values of parameters that are secrets by their name are hidden. */
export function shownTarget(target: string): Shown {
  const [path = '', ...rest] = target.split('?')
  if (rest.length === 0) return path
  const parameters = rest.join('?').split('&')
  const hasSecret = parameters.some((parameter) => isSecretName(parameter.split('=')[0] ?? ''))
  return hasSecret ? {path, query: secret(rest.join('?'))} : target
}

function shownPairs(pairs: readonly (readonly [string, string])[], secrets: ReadonlySet<string>): Shown {
  const shown = new Map<string, Shown[]>()
  for (const [name, value] of pairs) {
    const isSecret = isSecretName(name) || secrets.has(name.toLowerCase())
    const values = shown.get(name) ?? []
    values.push(isSecret ? secret(value) : value)
    shown.set(name, values)
  }
  return Object.fromEntries([...shown].map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}

/** JSON-like data of others (claims, an authorizer's context), whose members may be secrets by their name. */
export function shownData(value: unknown, depth = 0): Shown {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value
  if (typeof value !== 'object' || depth > 8) return null
  if (Array.isArray(value)) return value.slice(0, 100).map((item: unknown) => shownData(item, depth + 1))
  const entries = Object.entries(value).slice(0, 100)
  return Object.fromEntries(
    entries.map(([name, member]: [string, unknown]) => [
      name,
      isSecretName(name) && typeof member === 'string' ? secret(member) : shownData(member, depth + 1),
    ]),
  )
}
