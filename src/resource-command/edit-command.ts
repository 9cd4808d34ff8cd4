import {BaseCommand} from '../cli/base-command.js'
import type {Anywhere} from '../cli/context.js'
import type {JsonObject} from '../model/json.js'
import type {LiveApi} from '../model/live-api.js'
import {applyJournalled} from '../project/deploy/apply-journalled.js'
import {ownProject, planEdit} from '../project/edit/edit-api.js'
import type {PlannedEdit} from '../project/edit/edit-api.js'
import {stagesBehind} from '../project/edit/unneeded-permissions.js'
import {passGates} from '../project/deploy/pass-gates.js'
import {registerFunctions} from '../project/local/register-functions.js'
import type {Notice} from '../project/deploy/unknown-policies.js'
import type {Call} from '../plan/call.js'
import type {Change, Field} from '../plan/change.js'
import type {Finding} from '../plan/gates/finding.js'
import {renderCalls, renderEdit} from '../render/edit.js'
import {planEvent} from '../render/plan-event.js'
import {renderPlan} from '../render/plan.js'
import {renderStep} from '../render/step.js'

/**
 * What a command did to one part of an API, as `--json` prints it. `calls` are in AWS's shape, without the ids that are
 * filled in when they are made; `thing` is what there is then, absent when it was deleted.
 */
export type Edited = {
  api: {apiId: string; kind: LiveApi['kind']; name: string}
  noun: string
  name: string
  outcome: 'planned' | 'done' | 'unchanged'
  changes: readonly (Pick<Change, 'action' | 'kind' | 'address' | 'name'> & {fields?: readonly Field[]})[]
  calls: readonly Pick<Call, 'service' | 'operation' | 'input'>[]
  findings: readonly Finding[]
  warnings: readonly Notice[]
  thing?: JsonObject
}

/** An edit of one API, and how it is talked about. */
export type Edit = {
  anywhere: Anywhere
  /** Undefined when the command makes the API. */
  live: LiveApi | undefined
  edited: LiveApi
  /** The plan, where it is another one than that of the edit. */
  planned?: PlannedEdit
  noun: string
  name: string
  /** The stage that the edit is about; absent for parts of the definition. */
  stageName?: string | undefined
  /** ARNs of functions that were named: they may be called. */
  functions?: readonly string[]
  /** Whether the edit takes something away: permissions that only that needed go with it. */
  isRemoval?: boolean
  /** The part as it is once this is carried out; absent when it is deleted. */
  thing?: JsonObject | undefined
  /** Whether the thing is deleted, with all that belongs to it. */
  isGone?: boolean
  dryRun: boolean
  allow: readonly string[]
  /** Asked, if at all, when the plan has been shown. */
  confirm?: () => Promise<void>
  /** The command that asks nothing, when questions were answered. */
  command?: string | undefined
}

/** Commands that edit the live API: plan, show, ask, carry out; one way for all nouns. */
export abstract class EditCommand extends BaseCommand<Edited> {
  protected async carryOut(edit: Edit): Promise<Edited> {
    const {anywhere, edited: wanted, dryRun} = edit
    const planned = edit.planned ?? (await planEdit(edit, anywhere))
    for (const {code, what, why, fix} of planned.notices) this.logToStderr(`warning ${code}  ${what} ${why} ${fix}`)
    this.tell(planEvent(planned.plan))
    this.log(renderPlan(planned.plan, {...this.terminal, inFull: true}))
    if (dryRun) this.log(renderCalls(planned.plan.execution.calls))
    if (edit.command !== undefined) this.logToStderr(`The same without questions:\n  ${edit.command}\n`)
    const isEmpty = planned.plan.changes.length === 0
    const edited = toEdited(edit, planned, dryRun ? 'planned' : isEmpty ? 'unchanged' : 'done')
    const apiId = edited.outcome === 'done' ? await this.#apply(edit, planned) : wanted.apiId
    const {calls, outcome} = edited
    const what = nameOf(edit, apiId)
    this.log(renderEdit({outcome, what, calls: calls.length, apiId, behind: behind(edit, planned)}))
    return {...edited, api: {...edited.api, apiId}}
  }

  /** Answers the id of the API, which may be new. */
  async #apply({anywhere, live, allow, confirm}: Edit, planned: PlannedEdit): Promise<string> {
    const plan = passGates(planned.plan, allow)
    await confirm?.()
    const own = live && ownProject(live, anywhere.project)
    if (own !== undefined && anywhere.gateway !== undefined) await registerFunctions(own, anywhere.gateway)
    const options = {...anywhere, place: anywhere, onProgress: this.follow(renderStep)}
    const {calls, apiId, warnings} = await applyJournalled({...planned, plan}, options)
    this.progress.clear()
    for (const warning of warnings) this.logToStderr(`AWS notes: ${warning}`)
    this.tell({event: 'done', calls, apiId})
    return apiId
  }
}

function toEdited(edit: Edit, {plan, notices}: PlannedEdit, outcome: Edited['outcome']): Edited {
  const {edited: live, noun, name, thing} = edit
  return {
    api: {apiId: live.apiId, kind: live.kind, name: live.api.name},
    noun,
    name,
    outcome,
    changes: plan.changes.map(({action, kind, address, name: changed, ...change}) => {
      return {action, kind, address, name: changed, ...('fields' in change && {fields: change.fields})}
    }),
    calls: plan.execution.calls.map(({service, operation, input}) => ({service, operation, input})),
    findings: plan.findings,
    warnings: notices,
    ...(thing !== undefined && {thing}),
  }
}

/** `API pets (a1b2c3)`, `policy of pets`, `route GET /pets of pets` */
function nameOf({noun, name, edited}: Edit, apiId: string): string {
  if (noun === 'api') return `API ${name} (${apiId})`
  return noun === 'policy' ? `policy of ${name}` : `${noun.replaceAll('-', ' ')} ${name} of ${edited.api.name}`
}

/** Stages that do not serve the edit. No stage serves documentation. */
function behind({live, stageName, isGone = false}: Edit, {plan}: PlannedEdit): string[] {
  const served = plan.changes.filter(({kind}) => kind !== 'documentationPart')
  if (live === undefined || isGone || stageName !== undefined || served.length === 0) return []
  return stagesBehind(live)
}
