/** Text between references, or the steps of a reference: `$context.error.message` is `['context', 'error', 'message']`. */
export type ContextTemplate = readonly (string | readonly string[])[]

// Only `$method.request.…` names may hold a hyphen: in `$context.requestId-$context.stage` it is text.
const reference =
  /\$\{((?:context|stageVariables|method)[^{}]*)\}|\$((?:context|stageVariables)(?:\.\w+|\['[^']*'\])+|method\.request\.\w+\.[\w-]+)/g

/**
 * Splits a template that knows nothing but substitution: access log formats and gateway responses.
 * `$context.a.b`, `${context.a.b}`, `$context.authorizer.claims['custom:role']`, `$stageVariables.a` and
 * `$method.request.header.a` are references, everything else is text. Never fails.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function parseContextTemplate(text: string): ContextTemplate {
  const parts: (string | readonly string[])[] = []
  let end = 0
  for (const match of text.matchAll(reference)) {
    if (match.index > end) parts.push(text.slice(end, match.index))
    parts.push(referenceSteps(match[1] ?? match[2] ?? ''))
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push(text.slice(end))
  return parts
}

/** Fills in what `valueOf` knows; null, undefined and empty values print as `missing`, objects as JSON. */
export function renderContextTemplate(
  template: ContextTemplate,
  valueOf: (steps: readonly string[]) => unknown,
  missing: string,
): string {
  return template.map((part) => (typeof part === 'string' ? part : printed(valueOf(part)) || missing)).join('')
}

function referenceSteps(text: string): string[] {
  return [...text.matchAll(/\['([^']*)'\]|[^.[\]]+/g)].map((match) => match[1] ?? match[0])
}

function printed(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null || value === undefined ? '' : JSON.stringify(value)
}
