import type {Model} from '../model/rest-api.js'
import type {Change, Kind} from './change.js'

type Levels = {make: number; remove: number}

/**
 * When each kind is made and removed. What others refer to is made before them and removed after them. Methods and
 * resources are removed first of all: AWS allows one `{parameter}` per parent, so an old one has to make room.
 */
const levels: Record<Kind, Levels> = {
  method: {make: 7, remove: 0},
  resource: {make: 6, remove: 1},
  restApi: {make: 2, remove: 15},
  httpApi: {make: 2, remove: 15},
  webSocketApi: {make: 2, remove: 15},
  model: {make: 3, remove: 12},
  webSocketModel: {make: 3, remove: 12},
  requestValidator: {make: 4, remove: 11},
  authorizer: {make: 4, remove: 11},
  httpAuthorizer: {make: 4, remove: 11},
  webSocketAuthorizer: {make: 4, remove: 11},
  gatewayResponse: {make: 5, remove: 9},
  route: {make: 7, remove: 9},
  webSocketRoute: {make: 7, remove: 9},
  documentationPart: {make: 8, remove: 9},
  restDeployment: {make: 13, remove: 15},
  httpDeployment: {make: 13, remove: 15},
  webSocketDeployment: {make: 13, remove: 15},
  restStage: {make: 14, remove: 14},
  httpStage: {make: 14, remove: 14},
  webSocketStage: {make: 14, remove: 14},
  // A key has one plan per stage, so it leaves the old plan before it joins the new one.
  usagePlanKey: {make: 20, remove: 15},
  usagePlan: {make: 19, remove: 16},
  apiKey: {make: 18, remove: 17},
  // A stage serves nothing that may not call its functions, before or after.
  invokePermission: {make: 12, remove: 25},
  alarm: {make: 24, remove: 15},
  // A stage logs to a group that is there, before and after.
  logGroup: {make: 12, remove: 25},
  // A new path works before the old one goes.
  domainName: {make: 21, remove: 24},
  apiMapping: {make: 22, remove: 23},
}

/** The changes in the order in which they can be carried out. Within a kind: by name, models by what they refer to. */
export function inOrder(changes: readonly Change[]): Change[] {
  const places = modelPlaces(changes)
  return [...changes].sort((one, other) => {
    const byLevel = levelOf(one) - levelOf(other)
    if (byLevel !== 0) return byLevel
    return placeOf(one, places) - placeOf(other, places) || compareNames(one, other)
  })
}

/** Models that refer to one another in a circle: only an import can make them, all at once. */
export function circularModels(changes: readonly Change[]): string[] {
  const references = newModels(changes)
  return [...references.keys()].filter((name) => reaches(name, name, references, new Set())).sort()
}

function levelOf({kind, action}: Change): number {
  return action === 'delete' ? levels[kind].remove : levels[kind].make
}

/** Parents sort before their children, since `/pets` is the beginning of `/pets/{id}`; removing goes the other way. */
function compareNames(one: Change, other: Change): number {
  if (one.name === other.name) return 0
  const forward = one.name < other.name ? -1 : 1
  return one.action === 'delete' && one.kind === 'resource' ? -forward : forward
}

function placeOf(change: Change, places: ReadonlyMap<string, number>): number {
  if (change.kind === 'usagePlan') return leavesStage(change) ? 0 : 1
  if (change.kind !== 'model') return 0
  const place = places.get(change.name) ?? 0
  return change.action === 'delete' ? -place : place
}

/** A stage leaves the old plan before it joins the new one, for the keys that both have. */
function leavesStage(change: Change): boolean {
  return (
    change.action === 'update' &&
    change.fields.some(({path, after}) => path.startsWith('stages.') && after === undefined)
  )
}

/** Depth of each changed model below the models it refers to; a circle counts as one level. */
function modelPlaces(changes: readonly Change[]): Map<string, number> {
  const references = modelReferences(changes)
  const places = new Map<string, number>()
  const placeFor = (name: string, path: ReadonlySet<string>): number => {
    const known = places.get(name)
    if (known !== undefined || path.has(name)) return known ?? 0
    const below = (references.get(name) ?? []).map((referred) => placeFor(referred, new Set([...path, name])) + 1)
    const place = Math.max(0, ...below)
    places.set(name, place)
    return place
  }
  for (const name of references.keys()) placeFor(name, new Set())
  return places
}

function newModels(changes: readonly Change[]): Map<string, readonly string[]> {
  return modelReferences(changes.filter(({action}) => action === 'create' || action === 'replace'))
}

/** Model name -> names of the changed models that its schema refers to. */
function modelReferences(changes: readonly Change[]): Map<string, readonly string[]> {
  const models = changes.filter(({kind}) => kind === 'model')
  const names = new Set(models.map(({name}) => name))
  return new Map(
    models.map((change) => {
      const {schema} = (change.action === 'delete' ? change.before : change.after) as Model
      return [change.name, referredModels(schema).filter((name) => names.has(name))]
    }),
  )
}

/** The text of a schema holds a reference as `"$ref":"#/models/Name"`, wherever it stands. */
function referredModels(schema: Model['schema']): string[] {
  return [...JSON.stringify(schema).matchAll(/"\$ref":"#\/models\/([^"]+)"/g)].flatMap(([, name]) => name ?? [])
}

function reaches(
  from: string,
  to: string,
  references: ReadonlyMap<string, readonly string[]>,
  seen: Set<string>,
): boolean {
  return (references.get(from) ?? []).some((next) => {
    if (next === to) return true
    if (seen.has(next)) return false
    seen.add(next)
    return reaches(next, to, references, seen)
  })
}
