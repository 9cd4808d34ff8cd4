import type {Call} from './call.js'

/** Calls by their places in the plan. Those of one lane are made one after the other, lanes of a step side by side. */
export type Step = readonly (readonly number[])[]

/** Calls under way at once: at AWS's ten a second and 0.1 to 0.3 s a call, more would only wait for their turn. */
export const mostLanes = 5

/**
 * Which calls may be made side by side, in steps that follow one another. AWS answers 409 ("concurrent modification") to
 * two writes of one API, of REST, HTTP and WebSocket APIs alike, so these stay in their order; keys, alarms, log groups
 * and the policies of different functions know nothing of each other. Pure.
 * Source: reports of users, https://github.com/hashicorp/terraform-provider-aws/issues/776 and /issues/18018.
 */
export function lanesOf(calls: readonly Call[]): Step[] {
  const steps: Map<string, number[]>[] = []
  let isOpen = false
  for (const [index, call] of calls.entries()) {
    const subject = subjectOf(call)
    if (subject === undefined || !isOpen) steps.push(new Map())
    isOpen = subject !== undefined
    const lanes = steps.at(-1) ?? new Map<string, number[]>()
    lanes.set(subject ?? '', [...(lanes.get(subject ?? '') ?? []), index])
  }
  return steps.map((lanes) => [...lanes.values()])
}

/** What a call writes, where nobody else writes it; undefined for calls that have to be alone. */
function subjectOf({service, operation, address, input}: Call): string | undefined {
  switch (service) {
    case 'lambda':
      return `function ${JSON.stringify(input['FunctionName'])}`
    case 'cloudwatch':
    case 'logs':
      return address
    case 'rest':
      return operation.endsWith('ApiKey') ? address : undefined
    case 'http':
    case 'wafv2':
    case 'route53':
      return undefined
  }
}
