import type {Plan} from '../plan/plan.js'

/** A plan as an event of APIGW_OUTPUT_FILE: what it is about and how much it is, not all its values. */
export function planEvent({api, target, changes, findings, execution, contentHash}: Plan) {
  const listed = changes.map(({action, address}) => ({action, address}))
  return {event: 'plan', api, target, changes: listed, findings, calls: execution.calls.length, contentHash}
}
