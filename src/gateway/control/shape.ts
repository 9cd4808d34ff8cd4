import {wireModel} from './wire-model.js'
import type {ServiceName, WireMember, WireTable} from './wire-model.js'

/** Type of a value on the wire, ready to walk. Structures resolve their members on first use: they may be recursive. */
export type Shape =
  | {kind: 'string'; allowed?: readonly string[]}
  | {kind: 'boolean' | 'number' | 'timestamp' | 'blob'}
  | {kind: 'list' | 'map'; element: Shape}
  | {kind: 'structure'; structure: Structure}

export type Structure = {
  /** As the service model names it: `CreateApiRequest`. */
  name: string
  required: readonly string[]
  members: () => ReadonlyMap<string, Member>
}

export type Member = {
  /** Our name: lower camel case. */
  name: string
  /** Name in the JSON body, query string or headers. */
  wireName: string
  /** `status`: the HTTP status of the answer. */
  place: 'label' | 'query' | 'queryParams' | 'header' | 'payload' | 'status' | 'body'
  shape: Shape
}

/** One operation of a service with its compiled input and output; an empty one is undefined. */
export type WireOperation = {
  service: ServiceName
  name: string
  method: string
  uri: string
  status: number
  timestamps: 'epochSeconds' | 'isoDateTime'
  input: Structure | undefined
  output: Structure | undefined
}

const scalars = {
  string: {kind: 'string'},
  boolean: {kind: 'boolean'},
  number: {kind: 'number'},
  timestamp: {kind: 'timestamp'},
  blob: {kind: 'blob'},
} as const satisfies Record<string, Shape>

const places: Readonly<Record<string, Member['place']>> = {
  label: 'label',
  query: 'query',
  queryParams: 'queryParams',
  header: 'header',
  payload: 'payload',
  status: 'status',
}

/** Every operation of a service, ordered by name. */
export function operationsOf(service: ServiceName): WireOperation[] {
  const table = wireModel[service]
  const structures = new Map<string, Structure>()
  return Object.entries(table.operations).map(([name, entry]) => ({
    service,
    name,
    method: entry.method,
    uri: entry.uri,
    status: entry.status,
    timestamps: table.timestamps === 'isoDateTime' ? 'isoDateTime' : 'epochSeconds',
    input: entry.input === undefined ? undefined : structureOf(entry.input, table, structures),
    output: entry.output === undefined ? undefined : structureOf(entry.output, table, structures),
  }))
}

function structureOf(name: string, table: WireTable, known: Map<string, Structure>): Structure {
  const seen = known.get(name)
  if (seen !== undefined) return seen
  const source = table.structures[name]
  if (source === undefined) throw new Error(`The wire model has no structure ${name}.`)
  let members: ReadonlyMap<string, Member> | undefined
  const compile = (): ReadonlyMap<string, Member> =>
    new Map(Object.entries(source.members).map(([member, entry]) => [member, memberOf(member, entry, table, known)]))
  const structure = {name, required: source.required, members: () => (members ??= compile())}
  known.set(name, structure)
  return structure
}

function memberOf(name: string, source: WireMember, table: WireTable, known: Map<string, Structure>): Member {
  const allowed = source.enum === undefined ? undefined : table.enums[source.enum]
  return {
    name,
    wireName: source.name ?? name,
    place: places[source.in ?? ''] ?? 'body',
    shape: shapeOf(source.type, allowed, table, known),
  }
}

function shapeOf(
  type: string,
  allowed: readonly string[] | undefined,
  table: WireTable,
  known: Map<string, Structure>,
): Shape {
  const [, container, element] = /^(list|map)<(.*)>$/.exec(type) ?? []
  if (container !== undefined && element !== undefined) {
    return {kind: container === 'list' ? 'list' : 'map', element: shapeOf(element, allowed, table, known)}
  }
  if (type === 'string' && allowed !== undefined) return {kind: 'string', allowed}
  return isScalar(type) ? scalars[type] : {kind: 'structure', structure: structureOf(type, table, known)}
}

function isScalar(type: string): type is keyof typeof scalars {
  return type in scalars
}
