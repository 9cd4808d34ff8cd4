import {compilePath} from '../json-path/compile.js'
import {followPath} from '../json-path/follow.js'
import {JsonPathError} from '../json-path/json-path-error.js'
import type {JsonPath} from '../json-path/segment.js'
import {parsePermissiveJson} from '../json-smart.js'
import {HostObject} from '../value/host-object.js'
import {JavaMap, type Origin} from '../value/java-map.js'
import {toJson} from '../value/json-text.js'
import type {Meter} from '../value/meter.js'
import {fromPlain} from '../value/plain.js'
import {textOf} from '../value/text.js'
import type {Value} from '../value/value.js'
import {VtlError} from '../vtl-error.js'

/** The parameters of a request, as $input.params finds them. */
export type Params = {
  readonly path: Readonly<Record<string, string>>
  readonly querystring: Readonly<Record<string, string>>
  readonly header: Readonly<Record<string, string>>
}

/** Compiled paths a template has used; only so many are kept. */
export type PathCache = Map<string, JsonPath>

const maxCachedPaths = 200

/** Where a parameter is looked for, in this order. */
const places = ['path', 'querystring', 'header'] as const

/**
 * $input: body, json(path), path(path), params(), params(name).
 *
 * The body is parsed when a path is first asked for, and again when a template has changed what it got. An empty body reads "{}".
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export class InputObject extends HostObject {
  readonly className = 'com.amazonaws.apigateway.Input'
  private readonly body: string
  private document: Value = null
  private origin: Origin = {isStale: true}
  private allParams: Value | undefined

  constructor(
    body: string,
    private readonly params: Params,
    private readonly paths: PathCache,
  ) {
    super()
    this.body = body === '' ? '{}' : body
  }

  override property(name: string): Value | undefined {
    return name === 'body' ? this.body : undefined
  }

  override call(name: string, args: readonly Value[], meter: Meter): Value | undefined {
    const [first] = args
    if (name === 'params' && args.length === 0) return this.readAllParams()
    if (name === 'getBody' && args.length === 0) return this.body
    if (args.length !== 1 || typeof first !== 'string') {
      this.checkArguments(name, meter)
      return undefined
    }
    switch (name) {
      case 'path':
        return this.read(first, meter)
      case 'json':
        return this.readJson(first, meter)
      case 'params':
        return this.readParam(first, meter)
      default:
        return undefined
    }
  }

  /** Velocity takes a method without parameters for one that fits all calls, and fails. */
  private checkArguments(name: string, meter: Meter): void {
    if (name !== 'params' && name !== 'getBody') return
    throw meter.error(`java.lang.IllegalArgumentException: $input.${name} does not take these arguments.`)
  }

  private readAllParams(): Value {
    if (this.allParams !== undefined) return this.allParams
    const {path, querystring, header} = this.params
    return (this.allParams = fromPlain({path, querystring, header}))
  }

  private readParam(name: string, meter: Meter): string {
    if (this.allParams instanceof JavaMap) return findParam(this.allParams, name, meter)
    // Only as far as needed: callers make each group when it is asked for.
    for (const place of places) {
      const group = this.params[place]
      if (Object.hasOwn(group, name)) return group[name] ?? ''
    }
    return ''
  }

  private readJson(path: string, meter: Meter): string {
    const value = this.read(path, meter)
    return value === null ? '""' : toJson(value, {escapeSlash: false}, meter)
  }

  private read(expression: string, meter: Meter): Value {
    const document = this.parse(meter)
    try {
      return followPath(this.compile(expression), document, meter) ?? null
    } catch (error) {
      if (error instanceof JsonPathError)
        throw meter.error(`Invalid JSON path ${JSON.stringify(expression)}: ${error.message}`)
      throw error
    }
  }

  private compile(expression: string): JsonPath {
    const known = this.paths.get(expression)
    if (known !== undefined) return known
    const path = compilePath(expression)
    if (this.paths.size < maxCachedPaths) this.paths.set(expression, path)
    return path
  }

  private parse(meter: Meter): Value {
    if (!this.origin.isStale) return this.document
    meter.scan(this.body.length)
    this.origin = {isStale: false}
    try {
      this.document = parsePermissiveJson(this.body, this.origin)
    } catch (error) {
      if (error instanceof VtlError)
        throw meter.error(`Could not parse request body into json: ${error.message}`, 'body')
      throw error
    }
    if (this.document === null) throw meter.error('Could not parse request body into json: it is null.', 'body')
    return this.document
  }
}

/** Once a template has the parameters as a map, it may have changed them. */
function findParam(params: JavaMap, name: string, meter: Meter): string {
  for (const place of places) {
    const group = params.get(place)
    const value = group instanceof JavaMap ? (group.get(name) ?? null) : null
    if (value !== null) return textOf(value, meter)
  }
  return ''
}
