/**
 * Paths with `{name}` and `{name+}` segments, found in the time the request's own segments take, however many there are.
 * Values of equal templates (`/a/{x}` and `/a/{y}`) share one node, in the order they were added.
 */
export type RouteTree<Value> = {
  literals: Map<string, RouteTree<Value>>
  parameter?: RouteTree<Value>
  /** Values whose last segment is `{name+}` below this node. */
  greedy: Value[]
  /** Values whose template ends here. */
  values: Value[]
}

export type FoundRoute<Choice> = {
  choice: Choice
  /** What `{…}` segments stand for, in order of the template; the greedy one joined by `/`. */
  captured: readonly string[]
}

/** Builds the tree of `/pets/{id}`-like templates; `/` is the root. */
export function growRouteTree<Value>(routes: Iterable<{path: string; value: Value}>): RouteTree<Value> {
  const root = newNode<Value>()
  for (const {path, value} of routes) plant(root, templateSegments(path), value)
  return root
}

/**
 * Finds the most specific node that has a value `choose` accepts: at each segment the exact text before `{name}`,
 * `{name}` before `{name+}`, going back when a branch leads nowhere. `choose` gets the values of one node.
 */
export function findRoute<Value, Choice>(
  tree: RouteTree<Value>,
  segments: readonly string[],
  choose: (values: readonly Value[]) => Choice | undefined,
): FoundRoute<Choice> | undefined {
  const captured: string[] = []
  const choice = descend(tree, segments, 0, captured, choose)
  return choice === undefined ? undefined : {choice, captured}
}

/** Names of the variable segments in order: `/a/{x}/{rest+}` -> `['x', 'rest']`. */
export function parameterNames(path: string): string[] {
  return templateSegments(path)
    .filter(isVariable)
    .map((segment) => segment.slice(1, isGreedy(segment) ? -2 : -1))
}

function descend<Value, Choice>(
  node: RouteTree<Value>,
  segments: readonly string[],
  depth: number,
  captured: string[],
  choose: (values: readonly Value[]) => Choice | undefined,
): Choice | undefined {
  const segment = segments[depth]
  if (segment === undefined) return node.values.length === 0 ? undefined : choose(node.values)
  const literal = node.literals.get(segment)
  const exact = literal === undefined ? undefined : descend(literal, segments, depth + 1, captured, choose)
  if (exact !== undefined) return exact
  if (node.parameter !== undefined && segment !== '') {
    captured.push(segment)
    const found = descend(node.parameter, segments, depth + 1, captured, choose)
    if (found !== undefined) return found
    captured.pop()
  }
  if (node.greedy.length === 0) return undefined
  const choice = choose(node.greedy)
  if (choice !== undefined) captured.push(segments.slice(depth).join('/'))
  return choice
}

function plant<Value>(root: RouteTree<Value>, segments: readonly string[], value: Value): void {
  let node = root
  for (const segment of segments) {
    if (isGreedy(segment)) {
      node.greedy.push(value)
      return
    }
    node = isVariable(segment) ? (node.parameter ??= newNode()) : literalChild(node, segment)
  }
  node.values.push(value)
}

function literalChild<Value>(node: RouteTree<Value>, segment: string): RouteTree<Value> {
  const known = node.literals.get(segment)
  if (known !== undefined) return known
  const child = newNode<Value>()
  node.literals.set(segment, child)
  return child
}

function newNode<Value>(): RouteTree<Value> {
  return {literals: new Map(), greedy: [], values: []}
}

function templateSegments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

function isVariable(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}')
}

function isGreedy(segment: string): boolean {
  return isVariable(segment) && segment.endsWith('+}')
}
