import {sortProblems} from '../errors/problem.js'
import type {Problem} from '../errors/problem.js'
import type {HttpApi} from '../model/http-api.js'
import type {RestApi} from '../model/rest-api.js'
import type {SpecDocument} from './document.js'
import {loadDefinition} from './load.js'
import type {LoadOptions} from './load.js'
import {resolveVariables} from './resolve-variables.js'
import type {ResolveOptions} from './resolve-variables.js'
import {toHttpApi} from './to-http-api.js'
import type {HttpOptions} from './to-http-api.js'
import {toRestApi} from './to-rest-api.js'
import type {RestOptions} from './to-rest-api.js'

export type LoadApiOptions = LoadOptions &
  ResolveOptions &
  (({kind: 'rest'} & Partial<RestOptions>) | ({kind: 'http'} & Partial<HttpOptions>))

export type LoadedApi<Api> = {
  /** Absent when a problem is an error. */
  api?: Api
  /** Of all files, by file and position. */
  problems: Problem[]
  /** Absolute paths of all files that were read or looked for: what a watcher has to watch. */
  files: string[]
  /** The document with its references and variables filled in; absent when the file could not be read. */
  document?: SpecDocument
}

/**
 * From a file to the API it describes: reads it and the files it refers to, fills in variables, translates.
 *
 * By default documentation parts come from the extension only, and the base path is ignored, as in AWS's import.
 * Throws an ApigwError (usage) when there is no such file; everything inside the files is a problem with its place.
 */
export async function loadApi(file: string, options: LoadApiOptions & {kind: 'rest'}): Promise<LoadedApi<RestApi>>
export async function loadApi(file: string, options: LoadApiOptions & {kind: 'http'}): Promise<LoadedApi<HttpApi>>
export async function loadApi(file: string, options: LoadApiOptions): Promise<LoadedApi<RestApi | HttpApi>>
export async function loadApi(file: string, options: LoadApiOptions): Promise<LoadedApi<RestApi | HttpApi>> {
  const loaded = await loadDefinition(file, options)
  const {files} = loaded
  if (loaded.document === undefined) return {problems: sortProblems(loaded.problems), files}
  const {document, problems: unresolved} = resolveVariables(loaded.document, options)
  const translated = translate(document, options)
  const causes = [...loaded.problems, ...unresolved]
  const problems = sortProblems([...causes, ...withoutConsequences(causes, translated.problems)])
  const failed = problems.some((problem) => problem.severity === 'error')
  return {...(!failed && translated.api !== undefined && {api: translated.api}), problems, files, document}
}

function translate(document: SpecDocument, options: LoadApiOptions): {api?: RestApi | HttpApi; problems: Problem[]} {
  if (options.kind === 'http') return toHttpApi(document, {...options, basePath: options.basePath ?? 'ignore'})
  const {documentation = 'explicit', basePath = 'ignore'} = options
  return toRestApi(document, {...options, documentation, basePath})
}

/** A value whose variable or reference is missing is no address either: the first to say so is the cause. */
function withoutConsequences(causes: readonly Problem[], problems: readonly Problem[]): Problem[] {
  const place = (problem: Problem) => `${problem.file}:${problem.line}:${problem.column}`
  const told = new Set(causes.filter((problem) => problem.severity === 'error').map(place))
  return problems.filter((problem) => !told.has(place(problem)))
}
