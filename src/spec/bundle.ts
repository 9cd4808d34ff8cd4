import path from 'node:path'
import type {Problem} from '../errors/problem.js'
import {isJsonObject} from '../model/json.js'
import type {Json, JsonObject} from '../model/json.js'
import {fromPointer, memberOf, toPointer} from './document.js'
import type {Origin, Path, SourceText, SpecDocument} from './document.js'
import {limits} from './limits.js'

/** A `$ref` to another file: where it stands, as it is written, and the absolute file it means. */
export type ExternalRef = {path: Path; written: string; target: string}

/**
 * All references of one file to other files, in document order. `from` is the file's absolute path.
 * Swagger's short form `$ref: Pet` means a definition where there is one of that name.
 */
export function externalRefs(source: SourceText, from: string): ExternalRef[] {
  const found: ExternalRef[] = []
  if (!source.text.includes('$ref')) return found
  const definitions = memberOf(source.root, 'definitions')
  const visit = (value: Json, at: Path): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, member] of Object.entries(value)) {
      const step = Array.isArray(value) ? Number(key) : key
      if (key === '$ref' && isExternal(member) && memberOf(definitions, member) === undefined) {
        found.push({path: [...at, step], written: member, target: targetOf(member, from).file})
      } else visit(member, [...at, step])
    }
  }
  visit(source.root ?? null, [])
  return found
}

/** References that AWS itself writes: they name a model of an API, not a file. */
const modelUrl = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\//

function isExternal(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    !value.startsWith('#') &&
    !modelUrl.test(value) &&
    !value.includes('${')
  )
}

function targetOf(written: string, from: string): {file: string; pointer: string} {
  const hash = written.indexOf('#')
  const name = hash === -1 ? written : written.slice(0, hash)
  return {file: path.resolve(path.dirname(from), name), pointer: hash === -1 ? '#' : written.slice(hash)}
}

/**
 * One document out of several files. Schemas of other files become named schemas of the first one (so that recursion and
 * model names survive), everything else is copied to where it is used.
 *
 * `told` are the problems found so far: a file that could not be read is not reported again.
 */
export function bundle(
  main: string,
  files: ReadonlyMap<string, SourceText>,
  told: readonly Problem[],
): {document: SpecDocument; problems: Problem[]} {
  const source = files.get(main)
  const root = isJsonObject(source?.root) ? source.root : {}
  const sources = new Map([...files.values()].map((each) => [each.file, each]))
  const document = {file: source?.file ?? main, root, sources, origins: new WeakMap<object, Origin>()}
  if (files.size === 1) return {document, problems: []}
  const bundler = new Bundler(main, files, document.origins, told)
  return {document: {...document, root: bundler.bundle(root)}, problems: bundler.problems}
}

type Spot = {file: string; path: Path; inSchema: boolean}

class Bundler {
  readonly problems: Problem[] = []
  private readonly names = new Map<string, string>()
  private readonly hoisted = new Map<string, Json>()
  private readonly queue: {name: string; value: Json; spot: Spot}[] = []
  private readonly open = new Set<string>()
  private taken = new Set<string>()
  private schemaPrefix = '#/components/schemas/'
  private copies = 0

  constructor(
    private readonly main: string,
    private readonly files: ReadonlyMap<string, SourceText>,
    private readonly origins: WeakMap<object, Origin>,
    private readonly told: readonly Problem[],
  ) {}

  bundle(root: JsonObject): JsonObject {
    const swagger = 'swagger' in root
    const components = isJsonObject(root['components']) ? root['components'] : {}
    const schemas = swagger ? root['definitions'] : components['schemas']
    const named = isJsonObject(schemas) ? schemas : {}
    this.taken = new Set(Object.keys(named))
    if (swagger) this.schemaPrefix = '#/definitions/'
    const copied = this.copy(root, {file: this.main, path: [], inSchema: false})
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
      this.hoisted.set(next.name, this.copy(next.value, next.spot))
    }
    return isJsonObject(copied) ? withSchemas(copied, swagger, this.hoisted) : root
  }

  private copy(value: Json, spot: Spot): Json {
    if (typeof value !== 'object' || value === null) return value
    this.copies += 1
    if (this.copies > limits.values) return this.tooLarge(spot)
    if (isJsonObject(value) && typeof value['$ref'] === 'string') return this.reference(value, value['$ref'], spot)
    const copied = Array.isArray(value)
      ? (value as readonly Json[]).map((item, index) => this.copy(item, below(spot, index)))
      : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.copy(member, below(spot, key))]))
    this.origins.set(copied, {file: this.fileName(spot.file), path: spot.path})
    return copied
  }

  private reference(value: JsonObject, written: string, spot: Spot): Json {
    const short = memberOf(memberOf(this.files.get(spot.file)?.root, 'definitions'), written) !== undefined
    const pointer = short ? `#/definitions/${written}` : written
    const target = isExternal(pointer) ? targetOf(pointer, spot.file) : {file: spot.file, pointer}
    if (target.file === this.main || modelUrl.test(written)) {
      return this.kept({...value, $ref: modelUrl.test(written) ? written : target.pointer}, spot)
    }
    const file = this.files.get(target.file)
    // Files that cannot be read are told where they are first referred to; variables in a path are told later.
    if (file?.root === undefined) return this.kept(value, spot)
    const steps = fromPointer(target.pointer)
    const found = steps?.reduce<Json | undefined>((each, step) => memberOf(each, step), file.root)
    if (steps === undefined || found === undefined) return this.broken(value, written, file, spot)
    const there = {file: target.file, path: steps, inSchema: spot.inSchema}
    if (spot.inSchema) return this.kept({...value, $ref: this.schemaPrefix + this.hoist(found, there)}, spot)
    return this.inline(value, found, there, spot)
  }

  private inline(value: JsonObject, found: Json, there: Spot, spot: Spot): Json {
    const id = there.file + toPointer(there.path)
    if (this.open.has(id)) {
      this.problem(spot, circular)
      return {}
    }
    this.open.add(id)
    const copied = this.copy(found, there)
    this.open.delete(id)
    const beside = Object.entries(value).filter(([key]) => key !== '$ref')
    if (!isJsonObject(copied) || beside.length === 0) return copied
    const merged = {
      ...copied,
      ...Object.fromEntries(beside.map(([key, member]) => [key, this.copy(member, below(spot, key))])),
    }
    this.origins.set(merged, {file: this.fileName(there.file), path: there.path})
    return merged
  }

  /** The name of a schema from another file: its own where it has one, else that of the file. */
  private hoist(value: Json, there: Spot): string {
    const id = there.file + toPointer(there.path)
    const known = this.names.get(id)
    if (known !== undefined) return known
    const own = there.path.at(-1) ?? path.basename(there.file).replace(/\.[^.]*$/, '')
    const wanted = String(own).replaceAll(/[^A-Za-z0-9]/g, '') || 'Schema'
    let name = wanted
    for (let count = 2; this.taken.has(name); count += 1) name = `${wanted}${count}`
    this.taken.add(name)
    this.names.set(id, name)
    this.queue.push({name, value, spot: there})
    return name
  }

  private kept(value: JsonObject, spot: Spot): Json {
    this.origins.set(value, {file: this.fileName(spot.file), path: spot.path})
    return value
  }

  private broken(value: JsonObject, written: string, file: SourceText, spot: Spot): Json {
    this.problem(below(spot, '$ref'), {
      code: 'SPEC_REF_NOT_FOUND',
      what: `The reference "${written}" leads nowhere.`,
      why: `${file.file} has no value there.`,
      fix: 'Correct the part after "#".',
    })
    return this.kept(value, spot)
  }

  private tooLarge(spot: Spot): Json {
    if (this.copies === limits.values + 1) this.problem(spot, large)
    return null
  }

  private problem(spot: Spot, fields: Pick<Problem, 'code' | 'what' | 'why' | 'fix'>): void {
    const source = this.files.get(spot.file)
    const offset = source?.rangeOf(spot.path)?.valueStart ?? 0
    const place = {file: this.fileName(spot.file), ...(source?.placeAt(offset) ?? {line: 1, column: 1})}
    const same = (each: Problem) => each.file === place.file && each.line === place.line && each.column === place.column
    if (!this.told.some(same)) this.problems.push({severity: 'error', ...place, ...fields})
  }

  private fileName(absolute: string): string {
    return this.files.get(absolute)?.file ?? absolute
  }
}

/** Schemas sit under these keys; once inside one, everything below belongs to it. */
function below(spot: Spot, step: string | number): Spot {
  const parent = spot.path.at(-1)
  const inSchema =
    spot.inSchema ||
    step === 'schema' ||
    (parent === 'schemas' && spot.path.at(-2) === 'components') ||
    parent === 'definitions'
  return {file: spot.file, path: [...spot.path, step], inSchema}
}

function withSchemas(root: JsonObject, swagger: boolean, hoisted: ReadonlyMap<string, Json>): JsonObject {
  if (hoisted.size === 0) return root
  const added = Object.fromEntries(hoisted)
  if (swagger)
    return {...root, definitions: {...(isJsonObject(root['definitions']) ? root['definitions'] : {}), ...added}}
  const components = isJsonObject(root['components']) ? root['components'] : {}
  const schemas = isJsonObject(components['schemas']) ? components['schemas'] : {}
  return {...root, components: {...components, schemas: {...schemas, ...added}}}
}

const circular = {
  code: 'SPEC_REF_CIRCULAR',
  what: 'This reference leads back to itself.',
  why: 'Only schemas may be recursive.',
  fix: 'Break the circle.',
}

const large = {
  code: 'SPEC_TOO_LARGE',
  what: 'The definition is too large.',
  why: `With all references written out it has more than ${limits.values} values.`,
  fix: 'Refer to fewer files, or put shared objects under components of the main file.',
}
