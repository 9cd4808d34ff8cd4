import {didYouMean} from '../errors/did-you-mean.js'
import type {Problem} from '../errors/problem.js'
import {isJsonObject} from '../model/json.js'
import type {Json, JsonObject} from '../model/json.js'
import type {Path, SpecDocument} from './document.js'
import {originOf} from './document.js'
import {createFindings} from './findings.js'
import type {Findings} from './findings.js'
import {asIntrinsic, noValue, resolveIntrinsic} from './intrinsic.js'
import {isNamespaced, isRuntimeName, lookUp} from './variables.js'
import type {Substitute, Unresolved, Variables} from './variables.js'

export type ResolveOptions = {variables: Variables; unresolved?: Unresolved; substitute?: Substitute}

/**
 * The document with `${…}` and CloudFormation's intrinsic functions replaced by their values.
 *
 * Pure. Parts without any are shared with the input. A name without a value is an error at its place, with the names that exist.
 */
export function resolveVariables(
  document: SpecDocument,
  options: ResolveOptions,
): {document: SpecDocument; problems: Problem[]} {
  const findings = createFindings(document)
  const resolver = new Resolver(document, options, findings)
  const root = resolver.value(document.root, [], [], 'plain')
  if (root === noValue || !isJsonObject(root)) return {document, problems: findings.problems()}
  return {document: {...document, root}, problems: findings.problems()}
}

/** Where a text stands: `${x}` is a variable in plain ones; in templates and free text only namespaced names are. */
type Context = 'plain' | 'template' | 'text'

const templateKeys = new Set(['requestTemplates', 'responseTemplates'])
const textKeys = new Set(['description', 'summary', 'title', 'pattern', 'example', 'examples', 'enum', 'const'])
const placeholder = /\$\{([^${}]*)\}/g

class Resolver {
  constructor(
    private readonly document: SpecDocument,
    private readonly options: ResolveOptions,
    private readonly findings: Findings,
  ) {}

  /** `before` is the path in the document given, `path` the one in the result: keys may be placeholders too. */
  value(value: Json, path: Path, before: Path, context: Context): Json | typeof noValue {
    if (typeof value === 'string') return value.includes('${') ? this.text(value, before, context) : value
    if (typeof value !== 'object' || value === null) return value
    const intrinsic = context === 'text' ? undefined : asIntrinsic(value)
    if (intrinsic !== undefined) return this.intrinsic(intrinsic, value, before)
    return Array.isArray(value)
      ? this.list(value as readonly Json[], path, before, context)
      : this.object(value as JsonObject, path, before, context)
  }

  private list(value: readonly Json[], path: Path, before: Path, context: Context): Json {
    const resolved = value.map((item, index) => this.value(item, [...path, index], [...before, index], context))
    if (resolved.every((item, index) => item === value[index])) return value
    return this.moved(
      resolved.filter((item) => item !== noValue),
      value,
    )
  }

  private object(value: JsonObject, path: Path, before: Path, context: Context): Json {
    let changed = false
    const entries: [string, Json][] = []
    for (const [key, member] of Object.entries(value)) {
      const name = key.includes('${') && context === 'plain' ? this.key(key, before) : key
      const inner = contextOf(context, [...before, key], member)
      const resolved = this.value(member, [...path, name], [...before, key], inner)
      changed ||= name !== key || resolved !== member
      if (resolved === noValue) continue
      entries.push([name, name === key ? resolved : this.renamed(resolved, [...before, key])])
    }
    return changed ? this.moved(Object.fromEntries(entries), value) : value
  }

  private key(key: string, before: Path): string {
    const name = this.text(key, [...before, key], 'plain')
    return typeof name === 'string' ? name : key
  }

  private renamed(value: Json, before: Path): Json {
    if (typeof value !== 'object' || value === null) return value
    const copy = isJsonObject(value) ? {...value} : [...value]
    this.document.origins.set(copy, originOf(this.document, before))
    return copy
  }

  /** A changed object stands where the one it replaces stood. */
  private moved(value: Json, replaced: object): Json {
    const origin = this.document.origins.get(replaced)
    if (origin !== undefined && typeof value === 'object' && value !== null) this.document.origins.set(value, origin)
    return value
  }

  private text(text: string, at: Path, context: Context): string {
    return text.replaceAll(placeholder, (written: string, name: string) => {
      if (isRuntimeName(name) || (context !== 'plain' && !isNamespaced(name))) return written
      const found = this.lookUp(name.trim(), 'variable')
      if (found !== undefined) return found
      if (context !== 'text') this.unresolved(at, name.trim(), written)
      return written
    })
  }

  private intrinsic(intrinsic: {name: string; argument: Json}, value: Json, at: Path): Json | typeof noValue {
    const result = resolveIntrinsic(intrinsic, {
      lookUp: (name, kind) => this.lookUp(name, kind),
      unresolved: (name, kind) => {
        this.unresolved(at, name, kind)
      },
      malformed: (what) => {
        this.malformed(at, intrinsic.name, what)
      },
      otherwise: value,
    })
    // API Gateway itself replaces AWS's own names, in whatever text it gets.
    return typeof result === 'string' && result.includes('${') ? this.text(result, at, 'template') : result
  }

  private lookUp(name: string, kind: 'variable' | 'condition' | 'function'): string | undefined {
    return lookUp(name, this.options.variables) ?? this.options.substitute?.({name, kind})
  }

  private unresolved(path: Path, name: string, written: string): void {
    if (this.options.unresolved === 'keep') return
    const names = Object.keys(this.options.variables)
    const near = didYouMean(name, names)
    this.findings.error(path, {
      code: 'SPEC_UNRESOLVED_VARIABLE',
      what: `"${name}" (${written}) has no value.`,
      why: existing(name, names),
      fix: near === undefined ? hint(name) : `Did you mean "${near}"?`,
    })
  }

  private malformed(path: Path, name: string, what: string): void {
    if (this.options.unresolved === 'keep') return
    this.findings.error(path, {
      code: 'SPEC_BAD_INTRINSIC',
      what: `${name} is not written as CloudFormation wants it.`,
      why: what,
      fix: 'See the CloudFormation reference of intrinsic functions.',
    })
  }
}

const schemaSteps = new Set<string | number>(['schema', 'schemas', 'properties', 'definitions', 'parameters'])

function contextOf(context: Context, path: Path, member: Json): Context {
  const key = String(path.at(-1))
  if (templateKeys.has(key)) return 'template'
  if (context !== 'plain') return context
  // The default response and the default of a server variable are no free text; that of a schema is.
  if (key === 'default') return path.some((step) => schemaSteps.has(step)) ? 'text' : 'plain'
  // A property that is called "description" holds a schema, not free text.
  return textKeys.has(key) && !(isJsonObject(member) && (key === 'description' || key === 'title')) ? 'text' : 'plain'
}

/** Environment variables are many, and none of the reader's business unless asked for. */
function existing(name: string, names: readonly string[]): string {
  const shown = names.filter((each) => each.startsWith('env.') === name.startsWith('env.')).sort()
  if (name.startsWith('env.')) return 'The environment has no such variable.'
  return shown.length === 0 ? 'No names are defined.' : `These names exist: ${shown.join(', ')}.`
}

function hint(name: string): string {
  if (name.startsWith('functions.')) return 'Add the function under "functions:" in apigw.yaml.'
  if (name.startsWith('stage.variables.')) return 'Add it under "variables:" of the stage in apigw.yaml.'
  if (name.startsWith('env.')) return `Set it before you run the command: export ${name.slice('env.'.length)}=…`
  if (name.startsWith('AWS::')) return 'Name the region and account: --region, --profile, or the stage in apigw.yaml.'
  return 'Add it under "variables:" in apigw.yaml.'
}
