import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {test} from 'vitest'
import type {Problem} from '../../src/errors/problem.js'
import type {Json} from '../../src/model/json.js'
import {fromHttpApi} from '../../src/spec/from-http-api.js'
import {fromRestApi} from '../../src/spec/from-rest-api.js'
import {parseDefinition} from '../../src/spec/parse.js'
import {resolveVariables} from '../../src/spec/resolve-variables.js'
import {toHttpApi} from '../../src/spec/to-http-api.js'
import {toRestApi} from '../../src/spec/to-rest-api.js'
import {stirred} from '../support/arbitrary-text.js'

const texts = ['orders-rest.yaml', 'stock-swagger.json', 'chat-http.yaml'].map((file) =>
  readFileSync(new URL(`../fixtures/spec/${file}`, import.meta.url), 'utf8'),
)
const roots = texts.map((text) => parseDefinition({text, file: 'x'}).document?.root ?? {})

/** Everything that reads a text, to the end; what it says must have a place in the text. */
function readAll(text: string): void {
  const parsed = parseDefinition({text, file: 'x'})
  checkPlaces(parsed.problems, text)
  if (parsed.document === undefined) {
    assert.ok(parsed.problems.some((problem) => problem.severity === 'error'))
    return
  }
  const {document, problems} = resolveVariables(parsed.document, {variables: {'AWS::Region': 'eu-west-1'}})
  checkPlaces(problems, text)
  for (const mode of ['author', 'import'] as const) {
    const rest = toRestApi(document, {documentation: 'all', basePath: 'split', mode})
    const http = toHttpApi(document, {basePath: 'prepend', mode})
    checkPlaces([...rest.problems, ...http.problems], text)
    assert.equal(
      rest.api === undefined,
      rest.problems.some(({severity}) => severity === 'error'),
    )
    assert.equal(rest.api === undefined, rest.errors.length > 0)
    if (rest.api !== undefined) fromRestApi(rest.api)
    if (http.api !== undefined) fromHttpApi(http.api)
  }
}

function checkPlaces(problems: readonly Problem[], text: string): void {
  const lines = text.split('\n')
  for (const {line, column, code} of problems) {
    const inside = line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1] ?? '').length + 1
    assert.ok(inside, `${code} at ${line}:${column}`)
  }
}

/** Values that sit where something else is expected, and words that JavaScript gives a meaning. */
const junk: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  null, true, 0, -1, 1.5, 1e999, '', 'constructor', 'toString', '#', '#/paths', '#/components/schemas/Order', 'x.yaml#/y',
  '${x}', '${', '${AWS::Region}', [], [[]], {}, {$ref: '#'}, {$ref: 5}, {$ref: '#/%'}, {Ref: 'x'}, {'Fn::Sub': [{}]},
  {constructor: {}, hasOwnProperty: 1}, {'': {'': ''}}, [null], [{in: 'constructor', name: 'constructor'}],
) // prettier-ignore

const places = roots.map((root) => allPaths(root))

function allPaths(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, member]) => allPaths(member, [...path, key]))]
}

function replaced(value: Json, path: readonly string[], by: Json): Json {
  const [step, ...rest] = path
  if (step === undefined) return by
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    return value.map((item: Json, index) => (String(index) === step ? replaced(item, rest, by) : item))
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, key === step ? replaced(member, rest, by) : member]),
  )
}

test('a document with wrong values in random places never crashes what reads it', () => {
  const document = fc
    .nat(roots.length - 1)
    .chain((which) =>
      fc
        .array(fc.tuple(fc.constantFrom(...(places[which] ?? [])), junk), {minLength: 1, maxLength: 4})
        .map((changes) =>
          changes.reduce<Json>((root, [path, value]) => replaced(root, path, value), roots[which] ?? {}),
        ),
    )
  fc.assert(
    fc.property(document, (root) => {
      readAll(JSON.stringify(root, null, 1))
    }),
    {numRuns: 300, endOnFailure: true},
  )
})

test('a text that is cut or stirred never crashes what reads it', () => {
  fc.assert(
    fc.property(stirred(texts), (text) => {
      readAll(text)
    }),
    {numRuns: 150, endOnFailure: true},
  )
})
