import {parsePermissiveJson} from '../json-smart.js'
import {HostObject} from '../value/host-object.js'
import type {Meter} from '../value/meter.js'
import {textOf} from '../value/text.js'
import type {Value} from '../value/value.js'
import {VtlError} from '../vtl-error.js'

/**
 * $util: escapeJavaScript, parseJson, urlEncode, urlDecode, base64Encode, base64Decode.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference
 */
export class UtilObject extends HostObject {
  readonly className = 'com.amazonaws.apigateway.Util'

  override property(): undefined {
    return undefined
  }

  override call(name: string, args: readonly Value[], meter: Meter): Value | undefined {
    const [first = null] = args
    if (args.length !== 1) return undefined
    if (name === 'escapeJavaScript') return first === null ? null : escapeJavaScript(textOf(first, meter), meter)
    const run = textFunctions.get(name)
    if (run === undefined || (first !== null && typeof first !== 'string')) return undefined
    if (first === null) throw meter.error(`$util.${name} was given null.`)
    meter.scan(first.length)
    const value = run(first, meter)
    if (typeof value === 'string') meter.characters(value.length)
    return value
  }
}

const textFunctions: ReadonlyMap<string, (text: string, meter: Meter) => Value> = new Map<
  string,
  (text: string, meter: Meter) => Value
>([
  ['parseJson', parseJson],
  ['urlEncode', urlEncode],
  ['urlDecode', urlDecode],
  ['base64Encode', base64Encode],
  ['base64Decode', base64Decode],
])

function parseJson(text: string, meter: Meter): Value {
  try {
    return parsePermissiveJson(text)
  } catch (error) {
    if (error instanceof VtlError) throw meter.error(`$util.parseJson: ${error.message}`)
    throw error
  }
}

const javaScriptEscapes: ReadonlyMap<string, string> = new Map([
  ["'", "\\'"],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['/', '\\/'],
  ['\b', '\\b'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\r', '\\r'],
])

/** As commons-lang 2 escapes: "/" too, and everything that is not ASCII as \uXXXX. DEL is left alone. */
function escapeJavaScript(text: string, meter: Meter): string {
  meter.scan(text.length)
  const escaped = text.replace(/['"\\/\u0000-\u001f\u0080-\uffff]/g, (character) => {
    const hex = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return javaScriptEscapes.get(character) ?? `\\u${hex}`
  })
  meter.characters(escaped.length)
  return escaped
}

/** Java writes "?" for half a surrogate pair. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '?')
}

function urlEncode(text: string): string {
  return encodeURIComponent(wellFormed(text))
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
}

/** Bytes that are no UTF-8 become U+FFFD, an incomplete escape is an error. */
function urlDecode(text: string, meter: Meter): string {
  return text.replaceAll('+', ' ').replace(/(?:%[^%]?[^%]?)+/g, (run) => {
    const match = /^(?:%[0-9a-fA-F]{2})+/.exec(run)?.[0] ?? ''
    const rest = run.slice(match.length)
    if (rest.includes('%') || match === '') {
      throw meter.error(
        `java.lang.IllegalArgumentException: Illegal hex characters in escape (%) pattern: ${run.slice(0, 20)}`,
      )
    }
    const bytes = match
      .slice(1)
      .split('%')
      .map((digits) => Number.parseInt(digits, 16))
    return decodeUtf8(Uint8Array.from(bytes)) + rest
  })
}

function base64Encode(text: string): string {
  return Buffer.from(wellFormed(text), 'utf8').toString('base64')
}

/** Java's decoder takes no foreign characters and no wrong padding, but does without padding. */
function base64Decode(text: string, meter: Meter): string {
  const isValid = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(text)
  if (!isValid) throw meter.error('java.lang.IllegalArgumentException: $util.base64Decode was not given Base64.')
  return decodeUtf8(Buffer.from(text, 'base64'))
}

function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes)
}
