import {isJsonObject} from '../model/json.js'
import type {Json, JsonObject} from '../model/json.js'
import type {SpecVersion} from './spec-version.js'

/** Parts of an OpenAPI document, by what may stand in them. */
export type NodeKind =
  | 'root'
  | 'info'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'mediaType'
  | 'response'
  | 'header'
  | 'schema'

/**
 * What of a definition does not reach AWS as it is written. `dropped` is left out; `rewritten` says the same, or nearly
 * the same, in other words. `changes` is what that does: `meaning` accepts, refuses or answers otherwise than the document
 * says, `words` is read by people and tools only.
 */
export type LossRule = {
  code: string
  on: NodeKind
  member: string
  becomes: 'dropped' | 'rewritten'
  changes: 'meaning' | 'words'
  what: string
  /** All kinds, or all versions, when absent. */
  kind?: 'rest' | 'http'
  version?: SpecVersion
  /** Whether this value is a case of it, beside its siblings; every one is when absent. */
  when?: (value: Json, siblings: JsonObject) => boolean
}

type Shared = Omit<LossRule, 'code' | 'member' | 'what'>

function each(shared: Shared, prefix: string, texts: Readonly<Record<string, string>>): LossRule[] {
  return Object.entries(texts).map(([member, what]) => ({...shared, member, what, code: `${prefix}-${codeOf(member)}`}))
}

function codeOf(member: string): string {
  return member.replaceAll('$', '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

const schema = {on: 'schema', kind: 'rest'} as const

/** Said to readers of a schema; API Gateway refuses or drops it in models. */
const schemaWords = each({...schema, becomes: 'dropped', changes: 'words'}, 'schema', {
  default: 'A default is filled in by nobody.',
  deprecated: 'Models have no such mark.',
  example: 'Models have no examples.',
  examples: 'Models have no examples.',
  externalDocs: 'Models link to nothing.',
  readOnly: 'Requests may send the property all the same.',
  writeOnly: 'Responses may hold the property all the same.',
  xml: 'API Gateway validates and maps JSON only.',
  $schema: 'Models are JSON Schema draft 4, whatever is said.',
  $comment: 'Models have no comments.',
  $id: 'Models are known by their names.',
  contentMediaType: 'Draft 4 does not look into texts.',
  contentEncoding: 'Draft 4 does not look into texts.',
})

/** Change what is valid, and have no equal in draft 4. */
const schemaMeaning = each({...schema, becomes: 'dropped', changes: 'meaning'}, 'schema', {
  discriminator: 'Which schema holds is no longer told by a property: each of them is tried.',
  nullable: 'null is refused where it was allowed.',
  if: 'The condition is not checked.',
  then: 'The condition is not checked.',
  else: 'The condition is not checked.',
  contains: 'Lists without such an item are valid.',
  minContains: 'Items are not counted.',
  maxContains: 'Items are not counted.',
  dependentRequired: 'A property that another one asks for may be missing.',
  dependentSchemas: 'The schema is not checked.',
  propertyNames: 'Names of properties are not checked.',
  unevaluatedItems: 'Further items are valid.',
  unevaluatedProperties: 'Further properties are valid.',
  contentSchema: 'Draft 4 does not look into texts.',
  $anchor: 'A reference to it leads nowhere.',
  $dynamicAnchor: 'A reference to it leads nowhere.',
  $dynamicRef: 'The schema that it leads to is not checked.',
  $vocabulary: 'Models are JSON Schema draft 4, whatever is said.',
})

/** JSON Schema 2020-12 in the words of draft 4. */
const schemaRewritten = each({...schema, version: '3.1', becomes: 'rewritten', changes: 'words'}, 'schema', {
  const: 'It becomes an "enum" of one value.',
  $defs: 'It becomes "definitions".',
  prefixItems: 'It becomes "items", and "items" becomes "additionalItems".',
})

const exclusive: LossRule[] = [
  {
    ...schema,
    code: 'schema-exclusive-minimum',
    member: 'exclusiveMinimum',
    becomes: 'rewritten',
    changes: 'meaning',
    what: 'The minimum itself becomes valid.',
    when: (value, {minimum}) => typeof value === 'number' || (value === true && minimum !== undefined),
  },
  {
    ...schema,
    code: 'schema-exclusive-maximum',
    version: '3.1',
    member: 'exclusiveMaximum',
    becomes: 'rewritten',
    changes: 'words',
    what: 'It becomes "maximum" with "exclusiveMaximum: true".',
    when: (value) => typeof value === 'number',
  },
]

const parameterLimits = ['enum', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'const', 'minItems']

function hasLimits(value: Json): boolean {
  return isJsonObject(value) && parameterLimits.some((name) => Object.hasOwn(value, name))
}

const parameters: LossRule[] = [
  {
    code: 'parameter-schema',
    on: 'parameter',
    member: 'schema',
    kind: 'rest',
    becomes: 'dropped',
    changes: 'meaning',
    what: 'Of a parameter only its presence is checked, not its value.',
    // Swagger declares bodies as parameters.
    when: (value, siblings) => siblings['in'] !== 'body' && hasLimits(value),
  },
  {
    code: 'parameter-cookie',
    on: 'parameter',
    member: 'in',
    becomes: 'dropped',
    changes: 'meaning',
    what: 'API Gateway knows no parameters in cookies.',
    when: (value) => value === 'cookie',
  },
  ...each({on: 'parameter', becomes: 'dropped', changes: 'words'}, 'parameter', {
    style: 'Parameters are taken as they are sent.',
    explode: 'Parameters are taken as they are sent.',
    allowReserved: 'Parameters are taken as they are sent.',
    allowEmptyValue: 'An empty value is sent or not, whatever is said.',
    example: 'Parameters have no examples.',
    examples: 'Parameters have no examples.',
  }),
]

const operations: LossRule[] = [
  {
    code: 'security-alternatives',
    on: 'operation',
    member: 'security',
    becomes: 'rewritten',
    changes: 'meaning',
    what: 'Alternatives become one requirement: callers need all of them.',
    when: hasAlternatives,
  },
  {
    code: 'security-alternatives',
    on: 'root',
    member: 'security',
    becomes: 'rewritten',
    changes: 'meaning',
    what: 'Alternatives become one requirement: callers need all of them.',
    when: hasAlternatives,
  },
  ...each({on: 'operation', kind: 'http', becomes: 'dropped', changes: 'meaning'}, 'http', {
    parameters: 'HTTP APIs check no parameters.',
    requestBody: 'HTTP APIs check no bodies.',
    responses: 'HTTP APIs declare no responses.',
  }),
  ...each({on: 'operation', becomes: 'dropped', changes: 'words'}, 'operation', {
    callbacks: 'API Gateway calls nobody back.',
    deprecated: 'Routes have no such mark.',
    externalDocs: 'Routes link to nothing.',
    servers: 'A route has no address of its own.',
  }),
]

/** One entry that is empty means that callers may come without any. */
function hasAlternatives(value: Json): boolean {
  return Array.isArray(value) && value.length > 1
}

const documents: LossRule[] = [
  ...each({on: 'root', becomes: 'dropped', changes: 'words'}, 'document', {
    webhooks: 'API Gateway calls nobody.',
    jsonSchemaDialect: 'Models are JSON Schema draft 4, whatever is said.',
    externalDocs: 'An API links to nothing.',
  }),
  ...each({on: 'info', becomes: 'dropped', changes: 'words'}, 'info', {
    summary: 'An API has a description only.',
    termsOfService: 'An API has no such member.',
    contact: 'An API has no such member.',
    license: 'An API has no such member.',
  }),
  ...each({on: 'components', becomes: 'dropped', changes: 'words'}, 'components', {
    callbacks: 'API Gateway calls nobody back.',
    examples: 'API Gateway keeps no examples.',
    links: 'API Gateway keeps no links.',
  }),
  {
    code: 'http-schemas',
    on: 'components',
    member: 'schemas',
    kind: 'http',
    becomes: 'dropped',
    changes: 'words',
    what: 'HTTP APIs have no models.',
  },
  {
    code: 'path-trace',
    on: 'pathItem',
    member: 'trace',
    becomes: 'dropped',
    changes: 'meaning',
    what: 'API Gateway takes no TRACE: the operation is not there.',
  },
  {
    code: 'path-servers',
    on: 'pathItem',
    member: 'servers',
    becomes: 'dropped',
    changes: 'words',
    what: 'A path has no address of its own.',
  },
]

const bodies: LossRule[] = [
  ...each({on: 'mediaType', becomes: 'dropped', changes: 'words'}, 'body', {
    example: 'API Gateway keeps no examples.',
    examples: 'API Gateway keeps no examples.',
    encoding: 'Bodies are taken as they are sent.',
  }),
  ...each({on: 'response', becomes: 'dropped', changes: 'words'}, 'response', {
    links: 'API Gateway keeps no links.',
    examples: 'API Gateway keeps no examples.',
  }),
  {
    code: 'header-schema',
    on: 'header',
    member: 'schema',
    kind: 'rest',
    becomes: 'dropped',
    changes: 'words',
    what: 'Of a response header only the name is kept.',
  },
]

/**
 * All rules. Sources: developer guide, "Known issues" and "Use OpenAPI definitions for HTTP APIs"; recorded imports.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export const lossRules: readonly LossRule[] = [
  ...schemaWords,
  ...schemaMeaning,
  ...schemaRewritten,
  ...exclusive,
  ...parameters,
  ...operations,
  ...documents,
  ...bodies,
]

/** Keywords of a schema that no model holds; `meaning` are those that change what is valid. */
export const droppedKeywords = {
  words: new Set(schemaWords.map(({member}) => member)),
  meaning: new Set([...schemaMeaning.map(({member}) => member), 'exclusiveMinimum']),
} as const
