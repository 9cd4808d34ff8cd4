import type {Members} from './operation.js'
import {ServiceError} from './service-error.js'
import type {Member, Shape, Structure, WireOperation} from './shape.js'

/** The parts of a request that an operation's members are read from. */
export type EncodedInput = {
  /** Still percent-encoded. */
  labels: ReadonlyMap<string, string>
  query: URLSearchParams
  /** Value of a header, by lower-case name. */
  header: (name: string) => string | undefined
  body: Buffer
}

export type EncodedOutput = {headers: string[]; body: Buffer}

/** Bytes on the wire -> members; throws SerializationException when a value has another type than the model's. */
export function decodeInput(operation: WireOperation, encoded: EncodedInput): Members {
  const members = [...(operation.input?.members().values() ?? [])]
  const document = members.some((member) => member.place === 'body') ? parseDocument(encoded.body) : {}
  const selectors = new URLSearchParams(operation.uri.split('?')[1] ?? '')
  const named = new Set([
    ...selectors.keys(),
    ...members.filter((member) => member.place === 'query').map((member) => member.wireName),
  ])
  const read: Readonly<Record<Member['place'], (member: Member) => unknown>> = {
    label: (member) => fromText(decodeLabel(encoded.labels.get(member.name) ?? ''), member.shape),
    query: (member) => fromQuery(encoded.query.getAll(member.wireName), member.shape),
    queryParams: () => unnamedParameters(encoded.query, named),
    header: (member) => {
      const value = encoded.header(member.wireName.toLowerCase())
      return value === undefined ? undefined : fromText(value, member.shape)
    },
    payload: (member) => fromPayload(encoded.body, member.shape),
    status: () => undefined,
    body: (member) => decodeValue(ownValue(document, member.wireName), member.shape),
  }
  return present(members.map((member) => [member.name, read[member.place](member)]))
}

/** Members -> body and headers of a success; members that the model does not know are left out. */
export function encodeOutput(operation: WireOperation, output: Members): EncodedOutput {
  const model = [...(operation.output?.members().values() ?? [])]
  const members = model.filter(({name}) => output[name] !== undefined)
  const headers = members
    .filter(({place}) => place === 'header')
    .flatMap((member) => [member.wireName, toText(output[member.name])])
  const payload = model.find(({place}) => place === 'payload')
  if (payload !== undefined) return {headers: withContentType(model, headers), body: toPayload(output[payload.name])}
  if (model.length === 0) return {headers, body: Buffer.alloc(0)}
  const document = members
    .filter(({place}) => place !== 'header' && place !== 'status')
    .map((member) => [member.wireName, encodeValue(output[member.name], member.shape, operation.timestamps)])
  const body = Buffer.from(JSON.stringify(Object.fromEntries(document)))
  return {headers: [...headers, 'Content-Type', 'application/json'], body}
}

/** JSON value of the wire -> our value: timestamps as epoch milliseconds, blobs as Buffers, nulls left out. */
export function decodeValue(value: unknown, shape: Shape): unknown {
  if (value === undefined || value === null) return undefined
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? value : refuse(value, 'String')
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse(value, 'Boolean')
    case 'number':
      return typeof value === 'number' ? value : refuse(value, 'Number')
    case 'timestamp':
      return decodeTime(value)
    case 'blob':
      return typeof value === 'string' ? Buffer.from(value, 'base64') : refuse(value, 'Blob')
    case 'list':
      if (!Array.isArray(value)) throw serializationError('Expected list or null')
      return value.map((entry) => decodeValue(entry, shape.element)).filter((entry) => entry !== undefined)
    case 'map':
      return present(Object.entries(asDocument(value)).map(([key, entry]) => [key, decodeEntry(entry, shape.element)]))
    case 'structure':
      return decodeStructure(asDocument(value), shape.structure)
  }
}

/** A null among the texts of a map is an empty text: AWS answers both in the same way (recorded for templates). */
function decodeEntry(entry: unknown, shape: Shape): unknown {
  return entry === null && shape.kind === 'string' ? '' : decodeValue(entry, shape)
}

/** The inverse of decodeValue; null stays null. */
export function encodeValue(value: unknown, shape: Shape, timestamps: WireOperation['timestamps']): unknown {
  if (value === null) return null
  switch (shape.kind) {
    case 'timestamp':
      return encodeTime(value, timestamps)
    case 'blob':
      return Buffer.isBuffer(value) ? value.toString('base64') : mismatch(value, shape)
    case 'list':
      if (!Array.isArray(value)) return mismatch(value, shape)
      return value.map((entry) => encodeValue(entry, shape.element, timestamps))
    case 'map':
      return present(
        Object.entries(asMembers(value, shape)).map(([key, entry]) => [
          key,
          encodeValue(entry, shape.element, timestamps),
        ]),
      )
    case 'structure':
      return encodeStructure(asMembers(value, shape), shape.structure, timestamps)
    default:
      return typeof value === shape.kind ? value : mismatch(value, shape)
  }
}

function decodeStructure(document: Members, structure: Structure): Members {
  const members = [...structure.members().values()]
  return present(members.map((member) => [member.name, decodeValue(ownValue(document, member.wireName), member.shape)]))
}

function encodeStructure(value: Members, structure: Structure, timestamps: WireOperation['timestamps']): Members {
  const members = [...structure.members().values()].filter((member) => value[member.name] !== undefined)
  return Object.fromEntries(
    members.map((member) => [member.wireName, encodeValue(value[member.name], member.shape, timestamps)]),
  )
}

function parseDocument(body: Buffer): Members {
  if (body.length === 0) return {}
  try {
    return asDocument(JSON.parse(body.toString('utf8')))
  } catch (error) {
    if (error instanceof ServiceError) throw error
    throw new ServiceError('SerializationException', 'The request body is not valid JSON.', {}, {cause: error})
  }
}

function asDocument(value: unknown): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value))
  throw serializationError('Expected structure or map, or null')
}

/** Never an inherited one: names come from outside. */
function ownValue(document: Members, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined
}

function present(entries: readonly (readonly [string, unknown])[]): Members {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function decodeLabel(label: string): string {
  try {
    return decodeURIComponent(label)
  } catch (error) {
    throw new ServiceError(
      'BadRequestException',
      `The path segment ${label} is not percent-encoded UTF-8.`,
      {},
      {cause: error},
    )
  }
}

function fromText(text: string, shape: Shape): unknown {
  if (shape.kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  if (shape.kind === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text)
  return decodeValue(text, shape)
}

function fromQuery(values: readonly string[], shape: Shape): unknown {
  const [first] = values
  if (first === undefined) return undefined
  return shape.kind === 'list' ? values.map((value) => fromText(value, shape.element)) : fromText(first, shape)
}

function unnamedParameters(query: URLSearchParams, named: ReadonlySet<string>): Members | undefined {
  const others = [...query].filter(([name]) => !named.has(name))
  return others.length === 0 ? undefined : Object.fromEntries(others)
}

function fromPayload(body: Buffer, shape: Shape): unknown {
  if (body.length === 0) return undefined
  return shape.kind === 'blob'
    ? body
    : shape.kind === 'string'
      ? body.toString('utf8')
      : decodeValue(parseDocument(body), shape)
}

/** Operations whose model has a Content-Type member say it themselves; AWS sends other payloads as octet-stream. */
function withContentType(model: readonly Member[], headers: string[]): string[] {
  const saysItself = model.some(({wireName}) => wireName === 'Content-Type')
  return saysItself ? headers : [...headers, 'Content-Type', 'application/octet-stream']
}

function toPayload(value: unknown): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value === undefined ? '' : toText(value))
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function decodeTime(value: unknown): number {
  if (typeof value === 'number') return Math.round(value * 1000)
  const parsed = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(parsed) ? refuse(value, 'Date') : parsed
}

/** AWS writes whole seconds in both forms. */
function encodeTime(value: unknown, timestamps: WireOperation['timestamps']): unknown {
  if (typeof value !== 'number') return mismatch(value, {kind: 'timestamp'})
  const seconds = Math.floor(value / 1000)
  return timestamps === 'epochSeconds' ? seconds : new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

function asMembers(value: unknown, shape: Shape): Members {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : mismatch(value, shape)
}

/** An operation answered something that the model has no place for: our defect, never the caller's. */
function mismatch(value: unknown, shape: Shape): never {
  throw new TypeError(`An operation answered ${JSON.stringify(value)} where the model has a ${shape.kind}.`)
}

/** The wording is the service frame's: a Java class and the type it should have been. */
function refuse(value: unknown, wanted: string): never {
  if (Array.isArray(value)) throw serializationError('Start of list found where not expected')
  if (typeof value === 'object') throw serializationError('Start of structure or map found where not expected.')
  const classes: Readonly<Record<string, string>> = {
    boolean: 'java.lang.Boolean',
    number: 'com.amazon.coral.value.json.numbers.TruncatingBigNumber',
    string: 'java.lang.String',
  }
  throw serializationError(`class ${classes[typeof value] ?? typeof value} can not be converted to an ${wanted}`)
}

function serializationError(message: string): ServiceError {
  return new ServiceError('SerializationException', message)
}
