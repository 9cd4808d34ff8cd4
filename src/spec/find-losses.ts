import {isJsonObject} from '../model/json.js'
import {items, members} from './cursor.js'
import type {Cursor} from './cursor.js'
import {locate} from './document.js'
import type {Place, SpecDocument} from './document.js'
import {limits} from './limits.js'
import {lossRules} from './loss-rules.js'
import type {LossRule, NodeKind} from './loss-rules.js'
import {specVersion} from './spec-version.js'

/** One place of a definition that does not reach AWS as it is written. */
export type Loss = Place & Pick<LossRule, 'code' | 'member' | 'becomes' | 'changes' | 'what'>

/** What stands in the members of each part: one, a list or a record of parts. Members that are missing here hold none. */
type Shape = {[member: string]: readonly ['one' | 'list' | 'record', NodeKind]}

const body: Shape = {content: ['record', 'mediaType'], schema: ['one', 'schema'], headers: ['record', 'header']}
const verbs = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'x-amazon-apigateway-any-method']

const shapes: Readonly<Record<NodeKind, Shape>> = {
  root: {
    info: ['one', 'info'],
    components: ['one', 'components'],
    paths: ['record', 'pathItem'],
    definitions: ['record', 'schema'],
    parameters: ['record', 'parameter'],
    responses: ['record', 'response'],
  },
  info: {},
  components: {
    schemas: ['record', 'schema'],
    parameters: ['record', 'parameter'],
    responses: ['record', 'response'],
    requestBodies: ['record', 'requestBody'],
    headers: ['record', 'header'],
    pathItems: ['record', 'pathItem'],
  },
  pathItem: {
    parameters: ['list', 'parameter'],
    ...Object.fromEntries(verbs.map((verb) => [verb, ['one', 'operation'] as const])),
  },
  operation: {
    parameters: ['list', 'parameter'],
    requestBody: ['one', 'requestBody'],
    responses: ['record', 'response'],
  },
  parameter: {schema: ['one', 'schema']},
  requestBody: body,
  mediaType: body,
  response: body,
  header: {},
  schema: {
    ...Object.fromEntries(
      ['properties', 'patternProperties', 'definitions', '$defs'].map((name) => [name, ['record', 'schema'] as const]),
    ),
    ...Object.fromEntries(
      ['allOf', 'anyOf', 'oneOf', 'prefixItems'].map((name) => [name, ['list', 'schema'] as const]),
    ),
    ...Object.fromEntries(
      ['not', 'additionalProperties', 'additionalItems'].map((name) => [name, ['one', 'schema'] as const]),
    ),
    items: ['one', 'schema'],
  },
}

/**
 * Everything of a definition that AWS does not get as it is written, in the order of the document; none for one whose
 * version cannot be read. Looks at no more than a bounded number of values. Pure.
 */
export function findLosses(document: SpecDocument, kind: 'rest' | 'http'): Loss[] {
  const {version} = specVersion(document)
  if (version === undefined) return []
  const rules = lossRules.filter(
    (rule) =>
      (rule.kind === undefined || rule.kind === kind) && (rule.version === undefined || rule.version === version),
  )
  const walk = new Walk(document, rules)
  walk.visit('root', {value: document.root, path: []})
  return walk.losses
}

function byPlace(rules: readonly LossRule[]): Map<string, LossRule[]> {
  const grouped = new Map<string, LossRule[]>()
  for (const rule of rules) {
    const place = `${rule.on} ${rule.member}`
    grouped.set(place, [...(grouped.get(place) ?? []), rule])
  }
  return grouped
}

class Walk {
  readonly losses: Loss[] = []
  readonly #document: SpecDocument
  readonly #rules: ReadonlyMap<string, readonly LossRule[]>
  /** An alias stands in many places and is one value. */
  readonly #seen = new Set<object>()

  constructor(document: SpecDocument, rules: readonly LossRule[]) {
    this.#document = document
    this.#rules = byPlace(rules)
  }

  visit(node: NodeKind, at: Cursor): void {
    const {value} = at
    if (!isJsonObject(value) || this.#seen.has(value) || this.#seen.size > limits.lintedValues) return
    this.#seen.add(value)
    if (typeof value['$ref'] === 'string' && node !== 'schema') return
    for (const [member, below] of members(at)) {
      const found = (this.#rules.get(`${node} ${member}`) ?? []).find(
        ({when}) => when === undefined || when(below.value ?? null, value),
      )
      if (found !== undefined) this.#tell(found, below)
      if (found === undefined || found.becomes === 'rewritten') this.#descend(node, member, below)
    }
  }

  #descend(node: NodeKind, member: string, at: Cursor): void {
    const shape = Object.hasOwn(shapes[node], member) ? shapes[node][member] : undefined
    if (shape === undefined) return
    const [form, kind] = shape
    if (form === 'one' && !Array.isArray(at.value)) this.visit(kind, at)
    else if (form === 'record') for (const [, each] of members(at)) this.visit(kind, each)
    else for (const each of items(at)) this.visit(kind, each)
  }

  #tell({code, member, becomes, changes, what}: LossRule, at: Cursor): void {
    this.losses.push({code, member, becomes, changes, what, ...locate(this.#document, at.path, 'key')})
  }
}
