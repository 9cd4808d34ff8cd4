import {JavaMap} from '../value/java-map.js'
import type {Meter} from '../value/meter.js'
import {fromPlain, toPlain} from '../value/plain.js'
import {textOf} from '../value/text.js'
import type {Value} from '../value/value.js'

/** What a template wants to be otherwise in the request it makes or in the answer. Lists make headers with several values. */
export type Overrides = {
  request: {
    header: Record<string, string | string[]>
    path: Record<string, string>
    querystring: Record<string, string | string[]>
  }
  response: {status?: number; header: Record<string, string | string[]>}
}

/** A map that knows what was put into it, and whether something was put twice. */
export class OverrideMap extends JavaMap {
  readonly changed = new Set<string>()
  repeated: string | undefined

  override put(key: Value, value: Value): Value {
    if (typeof key === 'string') {
      if (this.changed.has(key)) this.repeated = key
      this.changed.add(key)
    }
    return super.put(key, value)
  }
}

const parts = {requestOverride: ['header', 'path', 'querystring'], responseOverride: ['header']} as const

/** $context: the caller's data, and the two override maps whether or not the caller has them. */
export class ContextMap extends JavaMap {
  private isTouched = false
  private readonly overrides: {requestOverride?: OverrideMap; responseOverride?: OverrideMap} = {}

  constructor(data: Readonly<Record<string, unknown>>) {
    super(undefined, {
      data,
      convert: (member, key) =>
        key === 'requestOverride' || key === 'responseOverride' ? this.override(key, member) : fromPlain(member),
    })
  }

  override get(key: Value): Value | undefined {
    const value = super.get(key)
    if (value !== undefined || (key !== 'requestOverride' && key !== 'responseOverride')) return value
    return this.override(key, {})
  }

  override put(key: Value, value: Value): Value {
    this.isTouched = true
    return super.put(key, value)
  }

  /** What was overridden since the map was made; VtlError for a status that is none, and for a second override. */
  readOverrides(meter: Meter): Overrides {
    if (!this.isTouched) return noOverrides()
    this.checkOnce(meter)
    const request = super.get('requestOverride') ?? this.overrides.requestOverride
    const response = super.get('responseOverride') ?? this.overrides.responseOverride
    const isInherited = response instanceof OverrideMap && !response.changed.has('status')
    const status = isInherited ? null : member(response, 'status')
    return {
      request: {
        header: toParameters(member(request, 'header')),
        path: toTexts(toParameters(member(request, 'path'))),
        querystring: toParameters(member(request, 'querystring')),
      },
      response: {...toStatus(status, meter), header: toParameters(member(response, 'header'))},
    }
  }

  /**
   * VtlError when something was overridden twice, which API Gateway answers with an error.
   *
   * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
   */
  checkOnce(meter: Meter): void {
    const repeated = this.findRepeated()
    if (repeated === undefined) return
    throw meter.error(`${repeated} is overridden twice; API Gateway accepts one override of each parameter.`)
  }

  private findRepeated(): string | undefined {
    for (const map of [this.overrides.requestOverride, this.overrides.responseOverride]) {
      if (map === undefined) continue
      if (map.repeated === 'status') return 'status'
      for (const entry of map.entries()) {
        if (entry.value instanceof OverrideMap && entry.value.repeated !== undefined) return entry.value.repeated
      }
    }
    return undefined
  }

  private override(key: 'requestOverride' | 'responseOverride', data: unknown): OverrideMap {
    const known = this.overrides[key]
    if (known !== undefined) return known
    this.isTouched = true
    const map = toOverrideMap(data)
    for (const part of parts[key]) map.build(part, toOverrideMap(isRecord(data) ? data[part] : {}))
    this.overrides[key] = map
    return map
  }
}

/** The overrides of a template that has none. */
export function noOverrides(): Overrides {
  return {request: {header: {}, path: {}, querystring: {}}, response: {header: {}}}
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null
}

function toOverrideMap(data: unknown): OverrideMap {
  const map = new OverrideMap()
  if (isRecord(data)) for (const [key, value] of Object.entries(data)) map.build(key, fromPlain(value))
  return map
}

function member(map: Value | undefined, name: string): Value {
  return map instanceof JavaMap ? (map.get(name) ?? null) : null
}

function toParameters(map: Value): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>
  if (!(map instanceof JavaMap)) return parameters
  for (const {key, value} of map.entries()) {
    if (map instanceof OverrideMap && !(typeof key === 'string' && map.changed.has(key))) continue
    const plain = toPlain(value)
    parameters[String(toPlain(key))] = Array.isArray(plain) ? plain.map(toText) : toText(plain)
  }
  return parameters
}

function toText(plain: unknown): string {
  return typeof plain === 'string' ? plain : JSON.stringify(plain)
}

function toTexts(parameters: Record<string, string | string[]>): Record<string, string> {
  const texts: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of Object.entries(parameters)) texts[name] = Array.isArray(value) ? value.join(',') : value
  return texts
}

/** A status that is empty overrides nothing; one that is no HTTP status would be an answer nobody can send. */
function toStatus(value: Value, meter: Meter): {status?: number} {
  if (value === null || value === '') return {}
  const text = textOf(value, meter)
  if (/^[1-5][0-9][0-9]$/.test(text)) return {status: Number(text)}
  throw meter.error(`$context.responseOverride.status is not an HTTP status: ${text.slice(0, 100)}`)
}
