import type {Api} from '../model/api.js'
import type {Json} from '../model/json.js'
import type {MethodResponse} from '../model/rest-api.js'
import type {Change} from './change.js'

/** `chosen` and what it depends on make `api`; `left` is what else differs. */
export type Selection = {api: Api; chosen: readonly Change[]; left: readonly Change[]}

/** Whether a word of the user means a change: by address, by name (`GET /pets`), or by both (`model Pet`). */
export function isMeant(word: string, {address, kind, name}: Pick<Change, 'address' | 'kind' | 'name'>): boolean {
  return word === address || word === name || word === `${kind} ${name}`
}

/**
 * The live definition with some of the changes that lead to the desired one. What those refer to and is not there comes
 * with them; of what is removed, so do the changes of those that still refer to it. Pure.
 */
export function selectParts(live: Api, desired: Api, changes: readonly Change[], words: readonly string[]): Selection {
  const chosen = new Set(changes.filter((change) => words.some((word) => isMeant(word, change))))
  for (;;) {
    const api = withChanges(live, desired, chosen)
    const added = dependencies(api, changes).filter((change) => !chosen.has(change))
    for (const change of added) chosen.add(change)
    if (added.length > 0) continue
    const left = changes.filter((change) => !chosen.has(change) && change.kind !== 'resource')
    return {api, chosen: changes.filter((change) => chosen.has(change)), left}
  }
}

/** The member of an API that holds things of a kind by their names. */
const records: {readonly [kind in Change['kind']]?: string} = {
  method: 'methods',
  model: 'models',
  requestValidator: 'requestValidators',
  authorizer: 'authorizers',
  gatewayResponse: 'gatewayResponses',
  route: 'routes',
  httpAuthorizer: 'authorizers',
  webSocketRoute: 'routes',
  webSocketAuthorizer: 'authorizers',
  webSocketModel: 'models',
}

const ownMembers = [...new Set(Object.values(records)), 'resources', 'documentationParts']

type Members = {[member: string]: Json | undefined}
type Named = Readonly<{[name: string]: Json}>

function withChanges(live: Api, desired: Api, chosen: ReadonlySet<Change>): Api {
  const [before, after]: [Members, Members] = [{...live}, {...desired}]
  const isChosen = (kind: Change['kind']) => [...chosen].some((change) => change.kind === kind)
  const isWhole = isChosen('restApi') || isChosen('httpApi') || isChosen('webSocketApi')
  const settings = Object.fromEntries(
    Object.entries(isWhole ? after : before).filter(([member]) => !ownMembers.includes(member)),
  )
  const held = new Map<string, {[name: string]: Json}>()
  for (const member of Object.values(records)) {
    if (before[member] !== undefined) held.set(member, {...(before[member] as Named)})
  }
  for (const change of chosen) {
    const record = held.get(records[change.kind] ?? '')
    if (record === undefined) continue
    if (change.action === 'delete') Reflect.deleteProperty(record, change.name)
    else record[change.name] = (after[records[change.kind] ?? ''] as Named)[change.name] ?? null
  }
  const documentationParts = isChosen('documentationPart') ? after['documentationParts'] : before['documentationParts']
  const partial = {...settings, ...Object.fromEntries(held), ...(documentationParts && {documentationParts})} as Api
  return partial.kind === 'rest' && live.kind === 'rest'
    ? {...partial, resources: pathsOf(partial, live, chosen)}
    : partial
}

/** Paths that are live, and those of methods; those of chosen changes go when nothing is left on or below them. */
function pathsOf(
  {methods}: Extract<Api, {kind: 'rest'}>,
  live: Extract<Api, {kind: 'rest'}>,
  chosen: ReadonlySet<Change>,
): string[] {
  const used = new Set(Object.keys(methods).flatMap((key) => prefixes(pathIn(key))))
  const removed = [...chosen].filter(({action}) => action === 'delete')
  const leaving = new Set(
    removed.flatMap(({kind, name}) => (kind === 'method' ? prefixes(pathIn(name)) : kind === 'resource' ? [name] : [])),
  )
  const added = [...chosen].flatMap(({kind, action, name}) =>
    kind === 'resource' && action === 'create' ? [name] : [],
  )
  const kept = live.resources.filter((path) => used.has(path) || !leaving.has(path))
  return [...new Set(['/', ...kept, ...used, ...added])].sort()
}

function pathIn(methodKey: string): string {
  return methodKey.slice(methodKey.indexOf(' ') + 1)
}

/** `/a/{b}` -> `/`, `/a`, `/a/{b}` */
function prefixes(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '')
  return ['/', ...parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)]
}

/** Changes without which the API would refer to something that is not there. */
function dependencies(api: Api, changes: readonly Change[]): Change[] {
  const members: Members = {...api}
  return Object.entries(records).flatMap(([kind, member]) =>
    Object.entries((members[member] ?? {}) as Named).flatMap(([name, part]) =>
      referencesOf(part).flatMap(({to, named}) => {
        if (members[to] === undefined || Object.hasOwn(members[to] as Named, named)) return []
        const made = changes.find(
          (change) => records[change.kind] === to && change.name === named && change.action !== 'delete',
        )
        const referring = changes.find((change) => change.kind === kind && change.name === name)
        return made ?? referring ?? []
      }),
    ),
  )
}

/** What a part names: the member of the API, and the name in it. */
function referencesOf(part: Json): {to: string; named: string}[] {
  const {authorizer, requestValidator, requestModels, responses, response, schema} = part as {
    authorizer?: string
    requestValidator?: string
    requestModels?: Record<string, string>
    responses?: Record<string, MethodResponse>
    response?: {responseModels?: Record<string, string>}
    schema?: Json
  }
  const answers = [...Object.values(responses ?? {}), ...(response === undefined ? [] : [response])]
  const models = [
    ...Object.values(requestModels ?? {}),
    ...answers.flatMap(({responseModels}) => Object.values(responseModels ?? {})),
    ...[...JSON.stringify(schema ?? null).matchAll(/"\$ref":"#\/models\/([^"]+)"/g)].map(([, name = '']) => name),
  ]
  return [
    ...(authorizer === undefined ? [] : [{to: 'authorizers', named: authorizer}]),
    ...(requestValidator === undefined ? [] : [{to: 'requestValidators', named: requestValidator}]),
    ...models.map((named) => ({to: 'models', named})),
  ]
}
