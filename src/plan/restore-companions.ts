import type {LiveCompanions, LiveDomain} from '../model/companion.js'
import type {JsonObject} from '../model/json.js'
import {omit} from '../model/omit.js'
import {present} from '../model/present.js'
import type {Address, Change} from './change.js'
import {alarmAt} from './diff/alarms.js'
import {keyAt, memberAt, planAt} from './diff/companions.js'
import {domainAt, mapping, mappingAt} from './diff/domains.js'
import {logGroupAt} from './diff/log-groups.js'
import {ownStatements, permissionAt} from './diff/permissions.js'
import {diffThing} from './diff/record.js'
import {given, mapValues} from './normal-values.js'

export type CompanionRestore = {
  /** Of the statements that are ours; absent when there was and is no API. */
  apiId: string | undefined
  before: LiveCompanions
  live: LiveCompanions
  /** What the run that is taken back was to change: nothing else is compared. */
  touched: readonly Address[]
}

/** A thing as changes name it, with its state as calls take it. */
type Stored = {thing: {kind: Change['kind']; address: Address; name: string}; state: JsonObject}

/**
 * Changes that bring what stands beside the API back to what it was before a run, exactly, in no order. What the run has
 * made goes, what it has deleted is made again; keys that AWS took out of a deleted usage plan join it again.
 */
export function restoreCompanions({apiId, before, live, touched}: CompanionRestore): Change[] {
  const stored = storedThings(before, apiId)
  const current = storedThings({...live, alarms: comparable(live.alarms, before.alarms)}, apiId)
  const named = touched.flatMap((address) => {
    const thing = (stored.get(address) ?? current.get(address))?.thing
    return thing === undefined ? [] : diffThing(thing, current.get(address)?.state, stored.get(address)?.state)
  })
  return [...named, ...rejoining({stored, current, touched})]
}

/** What of the things beside an API is about one of its stages, or about none. */
export function companionsOfStage(companions: LiveCompanions, stageName: string): LiveCompanions {
  const {usagePlans, domains, alarms, permissions} = companions
  const only = <Thing>(things: Readonly<Record<string, Thing>>, isMeant: (thing: Thing, name: string) => boolean) =>
    Object.fromEntries(Object.entries(things).filter(([name, thing]) => isMeant(thing, name)))
  return {
    ...companions,
    usagePlans: mapValues(usagePlans, ({usagePlan, ...plan}) => {
      return {...plan, usagePlan: {...usagePlan, stages: only(usagePlan.stages ?? {}, (_, name) => name === stageName)}}
    }),
    domains: mapValues(domains, ({mappings, ...domain}) => {
      return {...domain, mappings: only(mappings, ({isHere, stage}) => !isHere || stage === stageName)}
    }),
    alarms: only(
      alarms,
      ({
        alarm: {
          dimensions: {Stage},
        },
      }) => Stage === stageName,
    ),
    permissions: mapValues(permissions, (known) => {
      if (known.state !== 'read') return known
      const isOfOther = (sourceArn: string) =>
        !/\/authorizers\/\*$/.test(sourceArn) && sourceArn.split(/[:/]/)[6] !== stageName
      return {...known, statements: known.statements.filter(({sourceArn}) => !isOfOther(sourceArn))}
    }),
  }
}

/** Tags of an alarm that were not read before are left as they are. */
function comparable(live: Alarms, before: Alarms): Alarms {
  return mapValues(live, (known, name) => {
    const alarm = before[name]?.alarm
    return alarm === undefined || alarm.tags !== undefined ? known : {...known, alarm: omit(known.alarm, 'tags')}
  })
}

type Alarms = LiveCompanions['alarms']

type Sides = {stored: Things; current: Things; touched: readonly Address[]}
type Things = ReadonlyMap<Address, Stored>

/** A deleted plan or key takes its memberships with it, without a change of their own. */
function rejoining({stored, current, touched}: Sides): Change[] {
  return [...stored].flatMap(([address, {thing, state}]) => {
    if (thing.kind !== 'usagePlanKey' || touched.includes(address) || current.has(address)) return []
    const {usagePlan, apiKey} = state as {usagePlan: string; apiKey: string}
    const ends = [planAt(usagePlan), keyAt(apiKey)]
    return ends.some((end) => touched.includes(end.address)) ? diffThing(thing, undefined, state) : []
  })
}

function storedThings(companions: LiveCompanions, apiId: string | undefined): Things {
  const {usagePlans, apiKeys, domains, permissions, alarms, logGroups} = companions
  const things: Stored[] = [
    ...Object.entries(apiKeys).map(([name, {apiKey}]) => ({thing: keyAt(name), state: described(apiKey)})),
    ...Object.entries(usagePlans).flatMap(([name, {usagePlan, keys}]) => [
      {thing: planAt(name), state: described(usagePlan)},
      ...Object.entries(keys).map(([apiKey, keyId]) => memberOf(name, {apiKey, keyId}, apiKeys)),
    ]),
    ...Object.entries(domains).flatMap(([name, domain]) => domainThings(name, domain)),
    ...Object.entries(permissions).flatMap(([functionArn, known]) =>
      ownStatements(functionArn, known, apiId).map((state) => ({thing: permissionAt(state), state})),
    ),
    ...Object.entries(alarms).map(([name, {alarm}]) => ({thing: alarmAt(name), state: alarm})),
    ...Object.entries(logGroups).flatMap(([arn, known]) =>
      known.state === 'there' ? [{thing: logGroupAt(arn), state: known.logGroup}] : [],
    ),
  ]
  return new Map(things.map((each) => [each.thing.address, each]))
}

/** AWS clears a description by an empty text. */
function described(thing: {description?: string} & object): JsonObject {
  const state: JsonObject = present({...thing, description: given(thing.description)})
  return state
}

/** The id of a key that stays is known; that of a key of the project may be new by then. */
function memberOf(usagePlan: string, {apiKey, keyId}: {apiKey: string; keyId: string}, own: object): Stored {
  const state = {usagePlan, apiKey, ...(!Object.hasOwn(own, apiKey) && {keyId})}
  return {thing: memberAt(usagePlan, apiKey), state}
}

function domainThings(name: string, {domain, endpointType, mappings}: LiveDomain): Stored[] {
  const here = Object.entries(mappings).filter(([, {isHere}]) => isHere)
  return [
    {thing: domainAt(name), state: domain},
    ...here.map(([path, {stage = ''}]) => {
      const place = {name, path, stage, endpointType}
      return {thing: mappingAt(place), state: mapping(place)}
    }),
  ]
}
