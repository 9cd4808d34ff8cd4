import type {NodeType, NormalizedProblem, Plugin} from '@redocly/openapi-core'
import {sortProblems} from '../errors/problem.js'
import type {Problem} from '../errors/problem.js'
import type {HttpApi} from '../model/http-api.js'
import type {Json} from '../model/json.js'
import type {RestApi} from '../model/rest-api.js'
import {fromPointer, locate, memberOf} from './document.js'
import type {Path, SpecDocument} from './document.js'
import {limits} from './limits.js'
import {loadApi} from './load-api.js'
import type {LoadApiOptions, LoadedApi} from './load-api.js'
import {shortenProblems} from './shorten.js'
import {specVersion} from './spec-version.js'

/**
 * What `loadApi` says about a definition, and what its structure has against the OpenAPI specification.
 *
 * The structure is only warned about: API Gateway takes much that the specification forbids.
 */
export async function lintDefinition(file: string, options: LoadApiOptions): Promise<LoadedApi<RestApi | HttpApi>> {
  const loaded = await loadApi(file, options)
  if (loaded.document === undefined) return loaded
  const structure = await lintStructure(loaded.document)
  const told = new Set(loaded.problems.map(({file: where, line}) => `${where}:${line}`))
  const added = structure.filter(({file: where, line}) => !told.has(`${where}:${line}`))
  return {...loaded, problems: sortProblems([...loaded.problems, ...added])}
}

/** Warnings about the structure of a document, by position; none for one that is too large or of no known version. */
export async function lintStructure(document: SpecDocument): Promise<Problem[]> {
  const {version, key, written} = specVersion(document)
  if (version === undefined || key === undefined || isTooLarge(document.root)) return []
  // The checker wants the version as a text, with its point.
  const parsed = {...document.root, [key]: version === '2.0' ? '2.0' : written}
  const redocly = await import('@redocly/openapi-core')
  /** Everything was brought in while loading: what is left is missing, and nothing is read from disk or network here. */
  class NoFiles extends redocly.BaseResolver {
    override loadExternalRef(): Promise<never> {
      return Promise.reject(new redocly.ResolveError(new Error('The file could not be read.')))
    }
  }
  const config = await redocly.createConfig({rules: ruleSettings, plugins: [plugin]})
  const found = await redocly.lintDocument({
    document: {source: new redocly.Source('openapi.json', ''), parsed},
    config,
    externalRefResolver: new NoFiles(),
  })
  const meant = found.filter((problem) => !isShortReference(document, problem))
  return sortProblems(shortenProblems(meant.map((problem) => toProblem(document, problem))))
}

const rules = {
  struct: 'The OpenAPI specification says how objects are built.',
  'no-duplicated-tag-names': 'Tools group operations by tag.',
  'no-enum-type-mismatch': 'A value that does not fit the type can never be sent.',
  'no-identical-paths': 'Two paths that differ in parameter names only are the same path.',
  'no-unresolved-refs': 'A reference must lead to something.',
  'operation-operationId-unique': 'Clients name their functions by operationId.',
  'operation-parameters-unique': 'One parameter cannot be declared twice.',
  'path-declaration-must-exist': 'A parameter in a path needs a name.',
} as const

const ruleSettings = Object.fromEntries(Object.keys(rules).map((rule) => [rule, 'warn' as const]))

/** An any-method is an operation like others, so its structure is checked too. */
function withAnyMethod(types: Record<string, NodeType>): Record<string, NodeType> {
  const item = types['PathItem']
  if (item === undefined) return types
  const properties = {...item.properties, 'x-amazon-apigateway-any-method': 'Operation'}
  return {...types, PathItem: {...item, properties}}
}

const plugin: Plugin = {id: 'apigw', typeExtension: {oas2: withAnyMethod, oas3: withAnyMethod}}

function toProblem(document: SpecDocument, {ruleId, message, suggest, location}: NormalizedProblem): Problem {
  const [at] = location
  const path = pathOf(document, at?.pointer ?? '#')
  const [near] = suggest
  return {
    severity: 'warning',
    code: `LINT_${ruleId.toUpperCase().replaceAll('-', '_')}`,
    ...locate(document, path, at?.reportOnKey === true ? 'key' : 'value'),
    what: sentence(
      message
        .replaceAll('`', '"')
        .replaceAll(/\s*\n\s*/g, ' ')
        .trim(),
    ),
    why: Object.hasOwn(rules, ruleId) ? rules[ruleId as keyof typeof rules] : 'The OpenAPI specification says so.',
    fix: near === undefined ? 'Correct the document here.' : `Did you mean "${near}"?`,
  }
}

/** A reference is told at its text, as `loadApi` does, not at the object around it. */
function pathOf(document: SpecDocument, pointer: string): Path {
  const path = fromPointer(pointer) ?? []
  return valueAt(document, [...path, '$ref']) === undefined ? path : [...path, '$ref']
}

function valueAt(document: SpecDocument, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((value, step) => memberOf(value, step), document.root)
}

/** The checker takes Swagger's `$ref: Pet` for a file. */
function isShortReference(document: SpecDocument, {location}: NormalizedProblem): boolean {
  const name = valueAt(document, pathOf(document, location[0]?.pointer ?? '#'))
  return typeof name === 'string' && memberOf(document.root['definitions'], name) !== undefined
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** With aliases written out; the checker visits each of them. */
function isTooLarge(root: Json): boolean {
  let left = limits.lintedValues
  const visit = (value: Json): void => {
    left -= 1
    if (typeof value !== 'object' || value === null || left < 0) return
    for (const member of Object.values(value)) visit(member)
  }
  visit(root)
  return left < 0
}
