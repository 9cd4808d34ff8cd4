import type {WireOperation} from './shape.js'

/** A request's operation, with the labels of its path still percent-encoded. */
export type Route = {operation: WireOperation; labels: ReadonlyMap<string, string>}

/** Finds the operation of a method, raw path and query; undefined when the services have none. */
export type Router = (method: string, path: string, query: URLSearchParams) => Route | undefined

type Node = {
  literals: Map<string, Node>
  label?: Node
  greedy?: Node
  ends: End[]
}

type End = {operation: WireOperation; labelNames: readonly string[]; selectors: readonly (readonly [string, string])[]}

/**
 * Routes like the service frame: segment by segment, a literal before a label before a greedy label. A literal query
 * in an operation's URI (`?mode=import`) selects between operations of one path; the most selective one wins.
 * Segments are compared as sent, so that an encoded slash stays inside its label.
 */
export function createRouter(operations: readonly WireOperation[]): Router {
  const root = newNode()
  for (const operation of operations) insert(root, operation)
  return (method, path, query) => {
    const segments = path.split('/').slice(1)
    return find(root, segments, [], (node, values) => {
      const end = node.ends.find((candidate) => candidate.operation.method === method && isSelected(candidate, query))
      if (end === undefined) return undefined
      return {
        operation: end.operation,
        labels: new Map(end.labelNames.map((name, index) => [name, values[index] ?? ''])),
      }
    })
  }
}

function newNode(): Node {
  return {literals: new Map(), ends: []}
}

function insert(root: Node, operation: WireOperation): void {
  const [path = '', query = ''] = operation.uri.split('?')
  const labelNames: string[] = []
  let node = root
  for (const segment of path.split('/').slice(1)) {
    const [, name, plus] = /^\{(\w+)(\+?)\}$/.exec(segment) ?? []
    if (name !== undefined) labelNames.push(name)
    node = name === undefined ? literalChild(node, segment) : labelChild(node, plus === '+' ? 'greedy' : 'label')
  }
  node.ends.push({operation, labelNames, selectors: [...new URLSearchParams(query)]})
  node.ends.sort((one, other) => other.selectors.length - one.selectors.length)
}

function literalChild(node: Node, segment: string): Node {
  const child = node.literals.get(segment) ?? newNode()
  node.literals.set(segment, child)
  return child
}

function labelChild(node: Node, kind: 'label' | 'greedy'): Node {
  const child = node[kind] ?? newNode()
  node[kind] = child
  return child
}

type Accept = (node: Node, values: readonly string[]) => Route | undefined

/** Depth first in order of precedence. A label never matches an empty segment. */
function find(node: Node, segments: readonly string[], values: readonly string[], accept: Accept): Route | undefined {
  const [segment, ...rest] = segments
  if (segment === undefined) return accept(node, values)
  const literal = node.literals.get(segment)
  const found = literal && find(literal, rest, values, accept)
  if (found !== undefined || segment === '') return found
  return (
    (node.label && find(node.label, rest, [...values, segment], accept)) ??
    (node.greedy && accept(node.greedy, [...values, segments.join('/')]))
  )
}

function isSelected(end: End, query: URLSearchParams): boolean {
  return end.selectors.every(([name, value]) => (value === '' ? query.has(name) : query.get(name) === value))
}
