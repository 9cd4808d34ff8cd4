/** Steps into a JSON document: names and list indices. */
export type BodyPath = readonly (string | number)[]

/**
 * Parses `name.list[0]['odd name']`: JSONPath without `$.`, and like AWS's parameter mapping without recursive descent
 * and filters. Undefined when it is anything else.
 */
export function parseBodyPath(text: string): BodyPath | undefined {
  if (text.startsWith('.')) return undefined
  const steps: (string | number)[] = []
  const step = /(?:^|\.)([^.[\]'"*?@()]+)|\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\]/y
  while (step.lastIndex < text.length) {
    const found = step.exec(text)
    if (found === null) return undefined
    const [, name, index, single, double] = found
    steps.push(index === undefined ? (name ?? single ?? double ?? '') : Number(index))
  }
  return steps
}

/** Value at the path; undefined when a step is missing. Own members only. */
export function readBodyPath(document: unknown, path: BodyPath): unknown {
  let value = document
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}
