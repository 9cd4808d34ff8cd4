/**
 * A selection expression, split once: text and variables in order. Variables are named without the dollar:
 * `['request', 'body', 'action']`; array indexes are steps of their own.
 */
export type SelectionExpression = readonly (string | readonly string[])[]

const variable = /\\\$|\$\{([^{}]*)\}|\$((?:request|integration|response|context|stageVariables)(?:\.[\w-]+|\[\d+\])+)/g

/**
 * Splits `$request.body.action`, `${request.body.a.b}`, `user-${request.body.id}` or a constant such as `\$default`.
 * Never fails; a dollar that begins no variable stays text.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
 */
export function parseSelectionExpression(expression: string): SelectionExpression {
  const parts: (string | readonly string[])[] = []
  let end = 0
  for (const match of expression.matchAll(variable)) {
    const [whole, braced, bare] = match
    const name = braced ?? bare
    parts.push(expression.slice(end, match.index), name === undefined ? '$' : stepsOf(name))
    end = match.index + whole.length
  }
  parts.push(expression.slice(end))
  return parts.filter((part) => part !== '')
}

/** Fills in the variables; what `valueOf` does not know is empty. The result is not evaluated again. */
export function evaluateSelection(
  expression: SelectionExpression,
  valueOf: (steps: readonly string[]) => unknown,
): string {
  const [first] = expression
  // Nearly all expressions are one variable or one constant.
  if (expression.length === 1 && first !== undefined) return typeof first === 'string' ? first : textOf(valueOf(first))
  return expression.map((part) => (typeof part === 'string' ? part : textOf(valueOf(part)))).join('')
}

/** Follows names and indexes into parsed JSON; undefined when a step is missing. Own members only. */
export function memberAt(value: unknown, steps: readonly string[], from: number): unknown {
  let found = value
  for (let index = from; index < steps.length; index += 1) {
    const step = steps[index] ?? ''
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = (found as Record<string, unknown>)[step]
  }
  return found
}

function stepsOf(name: string): string[] {
  return name.split(/[.[\]]+/).filter((step) => step !== '')
}

/** What is nested deeper than this names nothing: written out it would exhaust the stack, and no key is like that. */
const maxDepth = 100

/** Arrays read `[item1, item2]`, other values have their own form. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return isDeeperThan(maxDepth, value) ? '' : written(value)
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member))
}

function written(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  return Array.isArray(value) ? `[${value.map(written).join(', ')}]` : JSON.stringify(value)
}
