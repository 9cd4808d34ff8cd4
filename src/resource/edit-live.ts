import {ApigwError} from '../errors/apigw-error.js'
import type {HttpApi} from '../model/http-api.js'
import type {LiveApi} from '../model/live-api.js'
import type {RestApi} from '../model/rest-api.js'
import {sortedRecord} from '../model/sorted-record.js'
import type {WebSocketApi} from '../model/web-socket-api.js'

/** One way to edit each kind of API; a kind that does not have the part is left out. */
export type Editors = {
  rest?: (api: RestApi) => RestApi
  http?: (api: HttpApi) => HttpApi
  websocket?: (api: WebSocketApi) => WebSocketApi
}

/** A copy of the live API with another definition. Throws KIND_WITHOUT_PART where the kind has no editor. */
export function editDefinition(live: LiveApi, part: string, {rest, http, websocket}: Editors): LiveApi {
  switch (live.kind) {
    case 'rest':
      return {...live, api: required(rest, live, part)(live.api)}
    case 'http':
      return {...live, api: required(http, live, part)(live.api)}
    case 'websocket':
      return {...live, api: required(websocket, live, part)(live.api)}
  }
}

/** The record with one more entry, or with another value for it; sorted, as all records of the model. */
export function withEntry<Value>(
  record: Readonly<Record<string, Value>>,
  name: string,
  value: Value,
): Readonly<Record<string, Value>> {
  return sortedRecord([...Object.entries(record).filter(([other]) => other !== name), [name, value]])
}

/** The record without an entry. */
export function withoutEntry<Value>(
  record: Readonly<Record<string, Value>>,
  name: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== name))
}

/** The record with these entries; an empty text takes one away. */
export function withTexts(
  before: Readonly<Record<string, string>>,
  texts: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  return sortedRecord(Object.entries({...before, ...texts}).filter(([, text]) => text !== ''))
}

/** What is said, or what was there before; an empty text takes it away. */
export function said<Text extends string>(value: Text | '' | undefined, before: Text | undefined): Text | undefined {
  return value === '' ? undefined : (value ?? before)
}

const kindNames = {rest: 'a REST API', http: 'an HTTP API', websocket: 'a WebSocket API'} as const

/** `an HTTP API` */
export function kindName({kind}: Pick<LiveApi, 'kind'>): string {
  return kindNames[kind]
}

/** What is said about an API of a kind that does not have the part; `fix` is what to do in its place. */
export function kindWithoutPart(
  {name, apiId, kind}: {name: string} & Pick<LiveApi, 'apiId' | 'kind'>,
  part: string,
  fix = 'Name another API: "apigw api list" shows them with their kinds.',
): ApigwError {
  return new ApigwError({
    code: 'KIND_WITHOUT_PART',
    exit: 'usage',
    what: `${name} (${apiId}) has no ${part}.`,
    why: `It is ${kindName({kind})}; AWS has no ${part} there.`,
    fix,
  })
}

function required<Editor>(editor: Editor | undefined, {api, apiId, kind}: LiveApi, part: string): Editor {
  if (editor !== undefined) return editor
  throw kindWithoutPart({name: api.name, apiId, kind}, part)
}
