import {thisApi} from '../model/alarm.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {CompanionScope, LiveCompanions, LiveDomain, LiveUsagePlan} from '../model/companion.js'
import type {LiveApi} from '../model/live-api.js'
import type {Address, Change} from './change.js'
import {alarmAt} from './diff/alarms.js'
import {keyAt, planAt} from './diff/companions.js'
import {domainAt, mapping, mappingAt} from './diff/domains.js'
import {ownStatements, permissionAt} from './diff/permissions.js'
import {diffThing} from './diff/record.js'
import {aroundRemoval} from './plan-api.js'
import {planChanges} from './plan-changes.js'
import {apiRemoval} from './plan-restore.js'
import type {Plan} from './plan.js'
import {isMeant} from './select-parts.js'

/** What is to be gone: an API, and what its project made beside it. */
export type Removal = {
  /** What is read beside the API. */
  scope: CompanionScope
  /** The API, if it is gone already: what is left of it is named by it. */
  apiId?: string
  /** Whether the project has no other API here that what leads nowhere may be meant for. */
  isOnly: boolean
  /** Names of domains of the files: paths there that lead to the API are the project's, whoever made the domain. */
  domains: readonly string[]
  /** What shall stay, by name or address. */
  keep: readonly string[]
}

export type RemovalInput = Removal & {
  target: Plan['target']
  project: string
  kind: LiveApi['kind']
  live: LiveApi | undefined
  companions: LiveCompanions
}

/** A thing of the project that stays, and why. */
export type Kept = {address: Address; why: string}

/**
 * The plan that leads to nothing of a project: the API with its stages, and usage plans, keys, domains, alarms and
 * permissions that carry the tag of the project and serve nothing else. What others made or share stays. Pure.
 *
 * Throws API_MAPPED_ELSEWHERE when a domain of others leads to the API: AWS would refuse, after half of the work.
 */
export function planRemoval(input: RemovalInput): {plan: Plan; kept: Kept[]} {
  const {live, project, scope, companions} = input
  requireOwnMappings(input)
  const found = [plansRemoval(input), keysRemoval(input), domainsRemoval(input), alarmsRemoval(input), statementsRemoval(input)] // prettier-ignore
  const {changes, kept} = withoutKept(
    input,
    found.flatMap((part) => part.changes),
  )
  const {early, late} = aroundRemoval(changes)
  const all = [...early, ...(live === undefined ? [] : [apiRemoval(live, project)]), ...late]
  const plan = planChanges(all, {...input, companions: {scope, live: companions}})
  return {plan, kept: [...found.flatMap((part) => part.kept), ...kept]}
}

type Found = {changes: Change[]; kept: Kept[]}

const nothing: Found = {changes: [], kept: []}

/** A usage plan goes with its last link. */
function plansRemoval(input: RemovalInput): Found {
  return each(input.companions.usagePlans, (name, live) => {
    const {isOurs, usagePlan, links} = live
    const {stages = {}} = usagePlan
    if (!isOurs) return nothing
    if (isLeaving(live, input)) return {changes: diffThing(planAt(name), usagePlan, undefined), kept: []}
    const why = links > 0 ? `it meters ${links} other ${links === 1 ? 'stage' : 'stages'}` : otherApi
    return {changes: unlinked(name, stages), kept: [{address: planAt(name).address, why}]}
  })
}

const otherApi = 'it does not lead here, and the project has other APIs'

function isLeaving({isOurs, usagePlan, links}: LiveUsagePlan, {isOnly}: RemovalInput): boolean {
  return isOurs && links === 0 && (isOnly || Object.keys(usagePlan.stages ?? {}).length > 0)
}

function unlinked(name: string, stages: NonNullable<LiveUsagePlan['usagePlan']['stages']>): Change[] {
  return Object.keys(stages).length === 0 ? [] : diffThing(planAt(name), {stages}, {stages: {}})
}

/** A key goes unless it is in a usage plan that stays: clients go on using it there. */
function keysRemoval(input: RemovalInput): Found {
  const plans = Object.entries(input.companions.usagePlans)
  return each(input.companions.apiKeys, (name, {isOurs, id, apiKey}) => {
    if (!isOurs) return nothing
    const {address} = keyAt(name)
    const using = plans.filter(([, {keys}]) => Object.values(keys).includes(id))
    const [staying] = using.filter(([plan, live]) => !isLeaving(live, input) || isKept(planAt(plan), input))
    if (staying !== undefined) return {changes: [], kept: [{address, why: `usage plan ${staying[0]} has it`}]}
    if (using.length === 0 && !input.isOnly) return {changes: [], kept: [{address, why: otherApi}]}
    return {changes: diffThing(keyAt(name), apiKey, undefined), kept: []}
  })
}

/** All paths that lead to the API go, as AWS asks for; the domain with them when none leads elsewhere. */
function domainsRemoval(input: RemovalInput): Found {
  return each(input.companions.domains, (name, live) => {
    const {isOurs, domain, mappings} = live
    const here = pathsHere(live).flatMap((path) => {
      const place = {name, path, stage: mappings[path]?.stage ?? '', endpointType: live.endpointType}
      return diffThing(mappingAt(place), mapping(place), undefined)
    })
    if (!isOurs) return {changes: here, kept: []}
    const elsewhere = Object.keys(mappings).length - here.length
    if (elsewhere === 0 && (input.isOnly || here.length > 0)) {
      return {changes: [...here, ...diffThing(domainAt(name), domain, undefined)], kept: []}
    }
    const why = elsewhere > 0 ? `${elsewhere} of its paths lead elsewhere` : otherApi
    return {changes: here, kept: [{address: domainAt(name).address, why}]}
  })
}

function pathsHere({mappings}: LiveDomain): string[] {
  return Object.entries(mappings).flatMap(([path, {isHere}]) => (isHere ? [path] : []))
}

/** Alarms are the API's by their dimensions: another API of the project may have a stage of the same name. */
function alarmsRemoval({companions, live, scope}: RemovalInput): Found {
  const stages = [scope.stageName, ...(live?.stages ?? []).map(({stage}) => stage.stageName)]
  return each(companions.alarms, (name, {isOurs, alarm}) => {
    const {Stage = '', ApiId = thisApi} = alarm.dimensions
    const isHere = stages.includes(Stage) && (live === undefined || ApiId === thisApi)
    return isOurs && isHere ? {changes: diffThing(alarmAt(name), alarm, undefined), kept: []} : nothing
  })
}

function statementsRemoval({companions, live, apiId}: RemovalInput): Found {
  return each(companions.permissions, (functionArn, known) => {
    const own = ownStatements(functionArn, known, live?.apiId ?? apiId)
    return {changes: own.flatMap((state) => diffThing(permissionAt(state), state, undefined)), kept: []}
  })
}

function each<Thing>(things: Readonly<Record<string, Thing>>, of: (name: string, thing: Thing) => Found): Found {
  const found = Object.entries(things).map(([name, thing]) => of(name, thing))
  return {changes: found.flatMap(({changes}) => changes), kept: found.flatMap(({kept}) => kept)}
}

/** Kinds that can stay without the API; paths cannot, and permissions are of no use to anybody. */
const keepable: ReadonlySet<Change['kind']> = new Set(['usagePlan', 'apiKey', 'domainName', 'alarm'])

/** Leaves out what shall stay; a usage plan loses its links all the same. Throws KEEP_UNKNOWN. */
function withoutKept(input: RemovalInput, changes: readonly Change[]): Found {
  const candidates = changes.filter(({kind, action}) => action === 'delete' && keepable.has(kind))
  const unknown = input.keep.find((word) => !candidates.some((change) => isMeant(word, change)))
  if (unknown !== undefined && input.live !== undefined) throw unknownKeep(unknown, candidates)
  const stays = (change: Change) => candidates.includes(change) && isKept(change, input)
  return {
    changes: changes.flatMap((change) => {
      if (!stays(change)) return [change]
      return change.kind === 'usagePlan' ? unlinked(change.name, input.companions.usagePlans[change.name]?.usagePlan.stages ?? {}) : [] // prettier-ignore
    }),
    kept: changes.filter(stays).map(({address}) => ({address, why: 'it is to be kept'})),
  }
}

function isKept(thing: Pick<Change, 'address' | 'kind' | 'name'>, {keep}: RemovalInput): boolean {
  return keep.some((word) => isMeant(word, thing))
}

function unknownKeep(word: string, candidates: readonly Change[]): ApigwError {
  const listed = candidates.map(({address}) => address)
  return new ApigwError({
    code: 'KEEP_UNKNOWN',
    exit: 'usage',
    what: `Nothing that would be deleted, and could stay, is called "${word}"; nothing was changed.`,
    why: listed.length === 0 ? 'There is nothing beside the API.' : `These are: ${listed.join(', ')}.`,
    fix: 'Use one of these with --keep, or leave it away.',
  })
}

function requireOwnMappings({companions, domains, live, project}: RemovalInput): void {
  const others = Object.entries(companions.domains).filter(([name, {isOurs}]) => !isOurs && !domains.includes(name))
  const paths = others.flatMap(([name, domain]) => pathsHere(domain).map((path) => `${name}/${path}`))
  if (live === undefined || paths.length === 0) return
  throw new ApigwError({
    code: 'API_MAPPED_ELSEWHERE',
    exit: 'refused',
    what: `API ${project} (${live.apiId}) cannot be deleted; nothing was changed.`,
    why: `AWS deletes no API that a domain leads to, and others made ${paths.join(', ')}.`,
    fix: 'Let them take these paths away, or name the domains under "domains:" of apigw.yaml if they are yours.',
  })
}
