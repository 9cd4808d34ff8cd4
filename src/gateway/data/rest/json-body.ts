import {parsePermissiveJson} from '../../../vtl/json-smart.js'
import type {JsonPathReader} from '../../../vtl/json-path.js'
import {defaultLimits} from '../../../vtl/limits.js'
import {toJson} from '../../../vtl/value/json-text.js'
import {Meter} from '../../../vtl/value/meter.js'
import type {Value} from '../../../vtl/value/value.js'
import {VtlError} from '../../../vtl/vtl-error.js'

/** A body that mapping expressions look into; decoded and parsed when first asked for, and only once. */
export class JsonBody {
  readonly #bytes: Buffer
  readonly #invalid: (cause: unknown) => Error
  #text: string | undefined
  #document: {value: Value} | undefined

  /** `invalid` makes the error for a body that cannot be read as JSON. */
  constructor(bytes: Buffer, invalid: (cause: unknown) => Error) {
    this.#bytes = bytes
    this.#invalid = invalid
  }

  text(): string {
    return (this.#text ??= this.#bytes.toString())
  }

  /** What a JSONPath finds: text as it is, anything else as JSON; undefined for nothing or null. */
  select(read: JsonPathReader): string | undefined {
    try {
      this.#document ??= {value: parseBody(this.text())}
      const found = read(this.#document.value)
      if (found === undefined || found === null) return undefined
      return typeof found === 'string' ? found : toJson(found, {escapeSlash: false}, new Meter(defaultLimits))
    } catch (error) {
      throw error instanceof VtlError ? this.#invalid(error) : error
    }
  }
}

/** Only text that begins like JSON is parsed; anything else has no members (localstack, parameters_mapping.py). */
function parseBody(text: string): Value {
  const trimmed = text.trim()
  return /^[{["']/.test(trimmed) ? parsePermissiveJson(trimmed) : null
}
