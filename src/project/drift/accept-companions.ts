import type {Edit} from '../../config/edit-yaml.js'
import type {Settings} from '../../config/settings.js'
import type {Json} from '../../model/json.js'
import {isCompanion} from '../../plan/companion-kind.js'
import type {Drifted} from './drift.js'

/** How apigw.yaml says what AWS has of things beside the API; alarms and permissions have no such words. Pure. */
export function companionEdits(entries: readonly Drifted[], settings: Settings, stageName: string): Edit[] {
  return entries.flatMap((entry): Edit[] => {
    if (!isCompanion(entry.kind)) return []
    switch (entry.kind) {
      case 'usagePlan':
        return planEdits(entry, settings, stageName)
      case 'apiKey':
        return fieldEdits(['apiKeys', entry.name], entry)
      case 'domainName':
        return fieldEdits(['domains', entry.name], entry)
      case 'usagePlanKey':
        return keyEdits(entry, settings)
      case 'apiMapping':
        return mappingEdits(entry, settings)
      case 'logGroup':
        return entry.path === 'retentionDays'
          ? [edit(['stages', stageName, 'accessLog', 'retentionDays'], entry.live)]
          : []
      case 'alarm':
      case 'invokePermission':
        return []
    }
  })
}

/** What is gone on AWS goes; names with dots are one step of a path. */
function fieldEdits(place: readonly string[], {path, live}: Drifted): Edit[] {
  if (path === '') return live === undefined ? [{path: place}] : []
  const [member = '', ...rest] = path.split('.')
  return [edit([...place, member, ...(rest.length === 0 ? [] : [rest.join('.')])], live)]
}

/** A plan that no longer meters the stage loses it from its list; limits of methods are by stage in apigw.yaml. */
function planEdits(entry: Drifted, {usagePlans = {}}: Settings, stageName: string): Edit[] {
  const {name, path, live} = entry
  const inStages = `stages.${stageName}`
  if (!path.startsWith(inStages)) return fieldEdits(['usagePlans', name], entry)
  const method = /^\.methods\.(\S+ \/.*)\.(\w+)$/.exec(path.slice(inStages.length))
  if (method !== null) return [edit(['usagePlans', name, 'methods', stageName, ...method.slice(1)], live)]
  const stages = usagePlans[name]?.stages ?? []
  return path === inStages && live === undefined
    ? [edit(['usagePlans', name, 'stages'], [...stages.filter((stage) => stage !== stageName)])]
    : []
}

function keyEdits({name, live}: Drifted, {usagePlans = {}}: Settings): Edit[] {
  return Object.entries(usagePlans).flatMap(([plan, {keys = []}]) => {
    const key = name.startsWith(`${plan}/`) ? name.slice(plan.length + 1) : undefined
    if (key === undefined || live !== undefined) return []
    return [edit(['usagePlans', plan, 'keys'], [...keys.filter((each) => each !== key)])]
  })
}

function mappingEdits({name, live}: Drifted, {domains = {}}: Settings): Edit[] {
  return Object.entries(domains).flatMap(([domain, {mappings = {}}]) => {
    if (!name.startsWith(`${domain}/`) || live !== undefined) return []
    const path = name.slice(domain.length + 1)
    const said = Object.keys(mappings).find((each) => each.replace(/^\/+|\/+$/g, '') === path || (path === '' && each === '(none)')) // prettier-ignore
    return said === undefined ? [] : [{path: ['domains', domain, 'mappings', said]}]
  })
}

function edit(path: readonly string[], value: Json | undefined): Edit {
  return value === undefined ? {path} : {path, value}
}
