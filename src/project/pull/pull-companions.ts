import {readCompanions} from '../../aws/read/companions.js'
import type {Clients} from '../../aws/clients.js'
import {fromCompanions} from '../../config/from-companions.js'
import type {CompanionSections, WrittenCompanions} from '../../config/from-companions.js'
import {alarmPrefix} from '../../config/to-alarms.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {CompanionScope, LiveCompanions} from '../../model/companion.js'
import type {LiveApi} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import {projectTag} from '../../model/project-tag.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {Change, CompanionKind} from '../../plan/change.js'
import {isCompanion} from '../../plan/companion-kind.js'

type Asked = {project: string; stages: readonly string[]; accountId?: string}

/**
 * What stands beside an API, as sections of apigw.yaml: usage plans that meter its stages with their keys, domains that
 * lead to them, alarms that are named as apigw names them. What these credentials may not read is left out and told.
 */
export async function pullCompanions(clients: Clients, live: LiveApi, asked: Asked): Promise<WrittenCompanions> {
  const {project, stages} = asked
  const [first] = stages
  if (first === undefined) return {sections: {}, left: []}
  const plans =
    live.kind === 'http' ? {} : await allowed('usage plans and API keys', () => plansOf(clients, live.apiId))
  const domains = await allowed('custom domains', () => domainsOf(clients, live.apiId))
  const read = stages.map(async (stageName) => {
    const alarms = {prefix: alarmPrefix({name: project}, stageName), names: []}
    const place = present({project, stageName, accountId: asked.accountId})
    const beside = await readCompanions(clients, {...place, ...plans.scope, ...domains.scope}, live.apiId)
    const alone = await allowed('alarms', () => alarmsOf(clients, {...place, alarms}, live.apiId))
    return {stageName, live: {...beside, ...alone.live}, denied: alone.denied}
  })
  const all = await Promise.all(read)
  const byStage = new Map(all.map((each): [string, LiveCompanions] => [each.stageName, each.live]))
  const {name, tags} = live.api
  const shared = tags[projectTag] === project ? tags : {}
  const {sections, left} = fromCompanions(byStage, {name: project, type: live.kind, apiName: name, tags: shared})
  const unread = [plans.denied, domains.denied, all[0]?.denied, ...(plans.unclear ?? [])]
  return {
    sections,
    left: [...left, ...unread.flatMap((setting) => (setting === undefined ? [] : [{stage: first, setting}]))],
  }
}

type Found = {scope?: Partial<CompanionScope>; live?: Pick<LiveCompanions, 'alarms'>; unclear?: string[]}

/** Who may not read a kind of thing still gets the rest. */
async function allowed(what: string, find: () => Promise<Found>): Promise<Found & {denied?: string}> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof ApigwError && error.code === 'AWS_ACCESS_DENIED')
      return {denied: `${what} (not allowed to read them)`}
    throw error
  }
}

async function plansOf(clients: Clients, apiId: string): Promise<Found> {
  const {readAttachedPlans} = await import('../../aws/read/attached.js')
  const {usagePlans, apiKeys, unclear} = await readAttachedPlans(clients, apiId)
  const named = unclear.map((name) => `the ${name}, whose name is not unique,`)
  if (usagePlans.length === 0) return {unclear: named}
  return {scope: {usagePlans: {names: usagePlans, withKeys: usagePlans}, apiKeys: {names: apiKeys}}, unclear: named}
}

async function domainsOf(clients: Clients, apiId: string): Promise<Found> {
  const {readAttachedDomains} = await import('../../aws/read/attached.js')
  const domains = await readAttachedDomains(clients, apiId)
  return domains.names.length === 0 ? {} : {scope: {domains}}
}

async function alarmsOf(clients: Clients, scope: CompanionScope, apiId: string): Promise<Found> {
  const {alarms} = await readCompanions(clients, scope, apiId)
  return {live: {alarms: sortedRecord(Object.entries(alarms))}}
}

/** Sections that go together: a usage plan names its keys. */
const sectionsOf: Readonly<Record<CompanionKind, readonly (keyof CompanionSections)[]>> = {
  usagePlan: ['usagePlans', 'apiKeys'],
  usagePlanKey: ['usagePlans', 'apiKeys'],
  apiKey: ['usagePlans', 'apiKeys'],
  domainName: ['domains'],
  apiMapping: ['domains'],
  alarm: ['alarms'],
  invokePermission: [],
  logGroup: [],
}

/** The sections without those by which a plan would change something; undefined when there are none such. */
export function withoutFalse(
  beside: WrittenCompanions,
  differences: readonly {stage: string; changes: readonly Change[]}[],
): WrittenCompanions | undefined {
  const wrong = differences.filter(({changes}) => changes.some(({kind}) => isCompanion(kind)))
  const kinds = wrong.flatMap(({changes}) => changes.map(({kind}) => kind)).filter(isCompanion)
  const names = kinds.flatMap((kind) => sectionsOf[kind]).filter((section) => beside.sections[section] !== undefined)
  return names.length === 0 ? undefined : withoutSections(beside, names, wrong[0]?.stage ?? '')
}

/** Leaves sections out, and tells. */
export function withoutSections(
  {sections, left}: WrittenCompanions,
  names: readonly string[],
  stage: string,
): WrittenCompanions {
  // prettier-ignore
  const gone = [...new Set(names)]
  const kept = Object.entries(sections).filter(([section]) => !gone.includes(section))
  const told = gone.map((section) => ({stage, setting: `${section} (apigw.yaml cannot say all of it)`}))
  return {sections: Object.fromEntries(kept), left: [...left, ...told]}
}
