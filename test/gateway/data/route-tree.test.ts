import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {findRoute, growRouteTree, parameterNames} from '../../../src/gateway/data/route-tree.js'

const paths = [
  '/',
  '/pets',
  '/pets/{id}',
  '/pets/{id}/toys',
  '/pets/mine',
  '/pets/{proxy+}',
  '/{any+}',
  '/a/{x}/{rest+}',
]
const tree = growRouteTree(paths.map((path) => ({path, value: path})))

const cases = [
  {segments: [], path: '/', captured: []},
  {segments: ['pets'], path: '/pets', captured: []},
  {segments: ['pets', 'mine'], path: '/pets/mine', captured: []},
  {segments: ['pets', '7'], path: '/pets/{id}', captured: ['7']},
  {segments: ['pets', '7', 'toys'], path: '/pets/{id}/toys', captured: ['7']},
  {segments: ['pets', '7', 'shoes'], path: '/pets/{proxy+}', captured: ['7/shoes']},
  {segments: ['pets', 'mine', 'toys'], path: '/pets/{id}/toys', captured: ['mine']},
  {segments: ['pets', ''], path: '/pets/{proxy+}', captured: ['']},
  {segments: ['birds'], path: '/{any+}', captured: ['birds']},
  {segments: ['a', '1'], path: '/{any+}', captured: ['a/1']},
  {segments: ['a', '1', 'b', '', 'c'], path: '/a/{x}/{rest+}', captured: ['1', 'b//c']},
  {segments: ['__proto__'], path: '/{any+}', captured: ['__proto__']},
  {segments: ['..', 'pets'], path: '/{any+}', captured: ['../pets']},
]

for (const {segments, path, captured} of cases) {
  test(`findRoute: /${segments.join('/')} is served by ${path}`, () => {
    assert.deepEqual(
      findRoute(tree, segments, (values) => values[0]),
      {choice: path, captured},
    )
  })
}

test('findRoute goes on to a less specific node when the choice refuses, and forgets what it captured there', () => {
  const found = findRoute(tree, ['pets', '7'], (values) => values.find((value) => value.startsWith('/{')))
  assert.deepEqual(found, {choice: '/{any+}', captured: ['pets/7']})
})

test('findRoute finds nothing when no template fits', () => {
  const small = growRouteTree([{path: '/a/{x}', value: 1}])
  for (const segments of [[], ['a'], ['a', 'b', 'c'], ['a', '']]) {
    assert.equal(
      findRoute(small, segments, (values) => values[0]),
      undefined,
    )
  }
})

test('templates that differ only in names share a node in order of arrival', () => {
  const shared = growRouteTree([
    {path: '/a/{x}', value: 'first'},
    {path: '/a/{y}', value: 'second'},
  ])
  assert.deepEqual(
    findRoute(shared, ['a', '1'], (values) => values.join()),
    {choice: 'first,second', captured: ['1']},
  )
})

test('parameterNames lists variable segments in order', () => {
  assert.deepEqual(parameterNames('/a/{x}/b/{rest+}'), ['x', 'rest'])
  assert.deepEqual(parameterNames('/'), [])
})

/** The rules once more as a linear search: rank every template that fits, take the lowest. */
function linearSearch(templates: readonly string[], segments: readonly string[]): string | undefined {
  const fitting = templates.flatMap((template) => {
    const rank = rankOf(template.split('/').slice(1).filter(Boolean), segments)
    return rank === undefined ? [] : [{template, rank}]
  })
  fitting.sort((one, other) => (one.rank < other.rank ? -1 : one.rank > other.rank ? 1 : 0))
  return fitting[0]?.template
}

/** One letter per segment, `a` exact, `b` variable, `c` greedy: text order is precedence. */
function rankOf(template: readonly string[], segments: readonly string[]): string | undefined {
  let rank = ''
  for (const [index, part] of template.entries()) {
    const segment = segments[index]
    if (segment === undefined) return undefined
    if (part.endsWith('+}')) return `${rank}c`
    if (part.startsWith('{')) {
      if (segment === '') return undefined
      rank += 'b'
    } else if (part === segment) rank += 'a'
    else return undefined
  }
  return template.length === segments.length ? rank : undefined
}

test('the tree finds what a linear search over all templates finds', () => {
  const part = fc.constantFrom('a', 'b', 'c', '{v}', '{v}')
  const template = fc
    .tuple(fc.array(part, {maxLength: 4}), fc.constantFrom('', '', '/{rest+}'))
    .map(([parts, tail]) => `${parts.map((text) => `/${text}`).join('')}${tail}` || '/')
  const templates = fc.uniqueArray(template, {maxLength: 25})
  const segments = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), {maxLength: 6})
  fc.assert(
    fc.property(templates, segments, (all, wanted) => {
      const grown = growRouteTree(all.map((path) => ({path, value: path})))
      const found = findRoute(grown, wanted, (values) => values[0])
      assert.equal(found?.choice, linearSearch(all, wanted))
    }),
    {numRuns: 2000},
  )
})
