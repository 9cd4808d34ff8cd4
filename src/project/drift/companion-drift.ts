import type {Companions} from '../../model/companion.js'
import {canonicalJson} from '../../model/json.js'
import type {Json} from '../../model/json.js'
import type {Change, CompanionKind} from '../../plan/change.js'
import {isCompanion} from '../../plan/companion-kind.js'

/**
 * Who moved when something beside the API differs. No stage serves a copy of these things, so what the last run on the
 * stage wanted stands for the state of before: what the files say otherwise since then is `pending`.
 *
 * Without a run on this machine a value that differs counts as changed on AWS, and what is on one side only as the
 * files' doing: nobody else makes things with the tag of the project. Pure.
 */
export function companionState(
  change: Change,
  {wanted, lastWanted}: {wanted: Companions; lastWanted: Companions | undefined},
): 'live' | 'pending' {
  if (!isCompanion(change.kind)) return 'pending'
  if (lastWanted === undefined) return change.action === 'update' ? 'live' : 'pending'
  const [now, before] = [wanted, lastWanted].map((companions) => declared(change, companions))
  return now === before ? 'live' : 'pending'
}

/** What is said about a thing, as text to compare, with the tags that everything gets. */
function declared(change: Change, companions: Companions): string | undefined {
  if (!isCompanion(change.kind)) return undefined
  const value = sayings[change.kind](companions, change)
  return value === undefined ? undefined : canonicalJson([value, companions.tags ?? {}])
}

type Saying = (companions: Companions, change: Change) => Json | undefined

/** Where the files say something about each kind of thing. */
const sayings: Readonly<Record<CompanionKind, Saying>> = {
  usagePlan: ({usagePlans}, {name}) => usagePlans?.wanted[name],
  usagePlanKey: ({usagePlanKeys}, {name}) => usagePlanKeys && members(usagePlanKeys, name),
  apiKey: ({apiKeys}, {name}) => apiKeys?.wanted[name],
  domainName: ({domains}, {name}) => domains?.wanted[name],
  apiMapping: ({mappings}, {name}) => mappings && members(mappings, name),
  // What the definition calls decides, and that has a snapshot of its own.
  invokePermission: () => true,
  alarm: ({alarms}, {name}) => alarms?.wanted[name],
  logGroup: ({logGroups}) => logGroups,
}

/** `basic/acme` is in the list of `basic`, or not. */
function members(lists: Readonly<Record<string, readonly string[]>>, name: string): boolean {
  return Object.entries(lists).some(([list, names]) => names.some((each) => `${list}/${each}` === name))
}
