import {readdir} from 'node:fs/promises'
import {basename, dirname, join, relative} from 'node:path'
import {ApigwError} from '../../errors/apigw-error.js'

/** One fixture: files are absolute, the optional ones absent where the folder has none. */
export type VtlCase = {
  /** Path of its folder below the one that was searched. */
  name: string
  folder: string
  template: string
  body?: string
  params?: string
  context?: string
  stageVariables?: string
  /** What the template is to print, byte for byte. */
  expected?: string
  /** What it is to fail with, as `line:column message`. */
  error?: string
}

const skipped: ReadonlySet<string> = new Set(['node_modules', '.git', '.apigw', 'dist'])
/** Deeper folders than a project has are a link that leads back. */
const maxDepth = 20

/** The members of a case by the names of their files. */
const members: readonly (readonly [
  member: 'body' | 'params' | 'context' | 'stageVariables' | 'expected' | 'error',
  RegExp,
])[] = [
  ['body', /^input\.\w+$/],
  ['params', /^params\.json$/],
  ['context', /^context\.json$/],
  ['stageVariables', /^stage-variables\.json$/],
  ['expected', /^expected\.\w+$/],
  ['error', /^error\.txt$/],
]

/**
 * The fixtures below a folder, by name. A fixture is a folder with at least one of `input.*`, `params.json`, `context.json`,
 * `stage-variables.json`, `expected.*` and `error.txt`; its template is the `*.vtl` beside them, or in the nearest folder
 * above. Throws VTL_CASES_NOT_FOUND and VTL_CASE_AMBIGUOUS.
 */
export async function findVtlCases(root: string): Promise<VtlCase[]> {
  const cases = await casesIn(root, {root, template: undefined, depth: 0})
  if (cases.length > 0) return cases.sort((one, other) => one.name.localeCompare(other.name))
  throw new ApigwError({
    code: 'VTL_CASES_NOT_FOUND',
    exit: 'usage',
    what: `There are no template fixtures below ${root}.`,
    why: 'A fixture is a folder with a template.vtl, an input.json and an expected.json (or the template in a folder above).',
    fix: 'Make such a folder, or name the folder that has them: apigw vtl test FOLDER.',
  })
}

type Place = {root: string; template: string | undefined; depth: number}

async function casesIn(folder: string, {root, template, depth}: Place): Promise<VtlCase[]> {
  const entries = await readdir(folder, {withFileTypes: true}).catch((error: unknown) => {
    throw unreadable(folder, error)
  })
  const files = entries.filter((entry) => entry.isFile()).map(({name}) => name)
  const own = only(folder, files, /\.vtl$/) ?? template
  const found = members.flatMap(([member, pattern]) => {
    const file = only(folder, files, pattern)
    return file === undefined ? [] : [[member, file] as const]
  })
  const here =
    found.length === 0 || own === undefined
      ? []
      : [{name: nameOf(root, folder), folder, template: own, ...Object.fromEntries(found)}]
  const folders = entries.filter((entry) => entry.isDirectory() && !skipped.has(entry.name)).map(({name}) => name)
  const below = depth >= maxDepth ? [] : folders
  const nested = await Promise.all(
    below.map((name) => casesIn(join(folder, name), {root, template: own, depth: depth + 1})),
  )
  return [...here, ...nested.flat()]
}

function nameOf(root: string, folder: string): string {
  return relative(root, folder) || basename(folder)
}

function only(folder: string, files: readonly string[], pattern: RegExp): string | undefined {
  const [file, second] = files.filter((name) => pattern.test(name))
  if (second === undefined) return file === undefined ? undefined : join(folder, file)
  throw new ApigwError({
    code: 'VTL_CASE_AMBIGUOUS',
    exit: 'usage',
    what: `${folder} has both ${file ?? ''} and ${second}.`,
    why: 'A fixture has one template, one input and one expected result.',
    fix: 'Move one of them to a folder of its own.',
  })
}

function unreadable(folder: string, cause: unknown): ApigwError {
  const why = cause instanceof Error ? cause.message : String(cause)
  const fix = 'Name a folder that can be read.'
  return new ApigwError(
    {code: 'VTL_CASES_NOT_FOUND', exit: 'usage', what: `${dirname(folder)} cannot be searched.`, why, fix},
    {cause},
  )
}
