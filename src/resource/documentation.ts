import {locationWithPath} from '../model/documentation-location.js'
import {canonicalJson, isJsonObject} from '../model/json.js'
import type {Json, JsonObject} from '../model/json.js'
import type {LiveApi} from '../model/live-api.js'
import {omit} from '../model/omit.js'
import type {DocumentationPart, RestApi} from '../model/rest-api.js'
import {documentationName, toLocation} from './documentation-name.js'
import {editDefinition} from './edit-live.js'
import {jsonObject} from './fault.js'
import type {FieldTable, GivenValues, Values} from './field.js'
import type {Resource} from './resource.js'

const fields = {
  description: {
    input: 'document',
    description: 'what readers are told; empty takes it away',
    question: 'What shall readers be told?',
    needed: (given) => given.summary === undefined && given.properties === undefined,
  },
  summary: {
    input: 'text',
    description: 'the same in a line, for operations and paths',
    question: 'And in a line?',
    wanted: (given: GivenValues) => given.properties === undefined,
  },
  properties: {
    input: 'json',
    description: 'all that is said, whole, as the members of OpenAPI: {"description": ..., "tags": [...]}',
    helpValue: 'JSON|@FILE',
    fault: jsonObject,
  },
} as const satisfies FieldTable

/** Documentation parts of a REST API: what exports and portals tell of its routes, once a version of them is published. */
export const documentation: Resource<typeof fields> = {
  noun: 'docs',
  plural: 'documentation parts',
  one: 'a documentation part',
  kinds: ['rest'],
  nameIs: 'what is documented: api, "/pets", "GET /pets", "GET /pets query limit", "GET /pets 200", "model Pet"',
  nameQuestion: 'What do you document (api, "GET /pets", "GET /pets query limit", "model Pet")?',
  toName: (word) => documentationName(toLocation(word)),
  fields,
  things: ({api}) => (api.kind === 'rest' ? Object.fromEntries(api.documentationParts.map(toThing)) : {}),
  put: (live, name, values) =>
    editParts(live, (parts) => {
      const before = parts.find((part) => nameOf(part) === name)
      const location = before?.location ?? locationWithPath(toLocation(name))
      const after = {location, properties: edited(before?.properties, location.type, values)}
      return [...parts.filter((part) => part !== before), after]
    }),
  remove: (live, name) => editParts(live, (parts) => parts.filter((part) => nameOf(part) !== name)),
  effect: 'Exports show it once "apigw docs publish" has made a version of it.',
  columns: ['says'],
  row: ({properties}) => [textOf(properties)],
  examples: {
    list: ['pets --filter "GET /pets"', 'pets --json'],
    show: ['"GET /pets" pets', '"GET /pets query limit" pets --query properties'],
    create: [
      '"GET /pets" pets --summary "All pets" --description "The pets of the shop, the newest first."',
      '"GET /pets query limit" pets --description "How many, at most" --dry-run',
      'api pets --description @intro.md',
    ],
    update: ['"GET /pets 200" pets --description "A page of pets"', '"model Pet" pets --properties @pet-docs.json'],
    delete: ['"GET /pets" pets --confirm "GET /pets"'],
  },
}

function nameOf({location}: DocumentationPart): string {
  return documentationName(location)
}

function toThing(part: DocumentationPart): [string, DocumentationPart] {
  return [nameOf(part), part]
}

/** The parts in the order that reading has them. */
function editParts(
  live: LiveApi,
  edit: (parts: RestApi['documentationParts']) => readonly DocumentationPart[],
): LiveApi {
  const keyed = (parts: readonly DocumentationPart[]) => parts.map((part) => [canonicalJson(part.location), part] as const) // prettier-ignore
  return editDefinition(live, 'documentation parts', {
    rest: (api) => ({
      ...api,
      documentationParts: keyed(edit(api.documentationParts))
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, part]) => part),
    }),
  })
}

/** Of the API itself the text is in `info`, as in OpenAPI: a document has no description of its own. */
function edited(before: Json | undefined, type: string, {properties, ...texts}: Values<typeof fields>): JsonObject {
  const base = objectOf(properties ?? before)
  if (type !== 'API') return withMembers(base, texts)
  const info = withMembers(objectOf(base.info), texts)
  return Object.keys(info).length === 0 ? omit(base, 'info') : {...base, info}
}

function withMembers(base: JsonObject, texts: Readonly<Record<string, string | undefined>>): JsonObject {
  const said = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(Object.entries({...base, ...Object.fromEntries(said)}).filter(([, text]) => text !== ''))
}

/** The first line of what readers are told. */
function textOf(properties: Json | undefined): string {
  const base = objectOf(properties)
  const {summary, description} = base.info === undefined ? base : {...objectOf(base.info), ...base}
  const text = [summary, description].find((each) => typeof each === 'string')
  return typeof text === 'string' ? (text.split('\n', 1)[0] ?? '') : Object.keys(base).join(', ')
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}
