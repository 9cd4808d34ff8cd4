import {lookUpEvents} from '../../aws/look-up-events.js'
import {toTrailEntry} from '../../audit/trail.js'
import type {TrailEntry} from '../../audit/trail.js'
import {ApigwError} from '../../errors/apigw-error.js'
import {chooseApi} from '../find-project-api.js'
import type {Watching} from './observed-stage.js'
import {parseSpan} from './time-span.js'
import type {SpanWords} from './time-span.js'

/** Who changed an API, newest first; `truncated` when the account has more events than were looked through. */
export type Trail = {apiId: string; apiName: string; entries: readonly TrailEntry[]; truncated: boolean}

export type TrailRequest = SpanWords & {api?: string | undefined; endpoint?: string | undefined}

/** Events of the account that are looked through at most: CloudTrail gives 50 at once, twice a second. */
const mostEvents = 5_000

/** Who changed an API, by CloudTrail. Throws TRAIL_NOT_LOCAL on the local gateway. */
export async function readTrail(watching: Watching, request: TrailRequest): Promise<Trail> {
  const {endpoint} = request
  if (watching.isLocal && endpoint === undefined) throw notLocal()
  const {apiId, name: apiName} = await chooseApi(request.api, watching)
  const span = parseSpan(request, await watching.nowMs())
  const entries: TrailEntry[] = []
  let seen = 0
  for await (const page of lookUpEvents(watching.clients, {...span, endpoint})) {
    entries.push(...page.flatMap((event) => toTrailEntry(event, apiId) ?? []))
    seen += page.length
    if (seen >= mostEvents) return {apiId, apiName, entries, truncated: true}
  }
  return {apiId, apiName, entries, truncated: false}
}

function notLocal(): ApigwError {
  return new ApigwError({
    code: 'TRAIL_NOT_LOCAL',
    exit: 'usage',
    what: 'There is no CloudTrail on this machine.',
    why: 'The local gateway does not keep who called its control plane.',
    fix: 'Name a stage on AWS, or use --target aws; "apigw rollback" knows the runs of this project.',
  })
}
