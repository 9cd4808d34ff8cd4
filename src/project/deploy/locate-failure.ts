import {readFile} from 'node:fs/promises'
import {relative} from 'node:path'
import {localIdentity} from '../../config/resolve-target.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Problem} from '../../errors/problem.js'
import type {Plan} from '../../plan/plan.js'
import {locate} from '../../spec/document.js'
import type {SpecDocument} from '../../spec/document.js'
import {importLines, placeOfLine} from './aws-import-line.js'
import {loadDefinition} from '../desired-api.js'
import type {Surroundings} from '../desired-api.js'
import {placeOfChange} from './place-of-change.js'
import type {Project} from '../project.js'

/** What has to be known of a plan that was made from files: the files, and where they are named from. */
export type Files = {project: Project; surroundings: Surroundings}

/** Answers that are about what was sent, not about who sent it, how often, or whether anybody was there. */
const aboutContent = new Set(['AWS_BAD_REQUEST', 'AWS_CONFLICT', 'AWS_NOT_FOUND', 'DEPLOYMENT_FAILED'])

/**
 * The error of a call that AWS refused, with the places of the files that AWS means; every other one as it came. Files that
 * cannot be read any more give no place.
 */
export async function locateFailure(error: unknown, {execution, changes}: Plan, files: Files): Promise<unknown> {
  if (!(error instanceof ApigwError) || error.address === undefined) return error
  const {address} = error
  const cause = error.cause instanceof ApigwError ? error.cause : error
  if (!aboutContent.has(cause.code)) return error
  const document = await documentOf(files)
  const isImport = execution.calls.some((call) => call.address === address && /Import|PutRestApi/.test(call.operation))
  const lines = isImport && document !== undefined ? importLines(cause.why) : []
  const located = document === undefined ? [] : lines.flatMap((line) => problemOf(document, line, 'error') ?? [])
  const change = changes.find((each) => each.address === address)
  const whole = change === undefined || isImport ? undefined : await changeProblem(change, cause, {document, ...files})
  const problems = [...located, ...(whole === undefined ? [] : [whole])]
  if (problems.length === 0) return error
  const {code, exit, what, why, fix} = error
  return new ApigwError({code, exit, what, why, fix, address, problems}, {cause: error.cause})
}

/** Reservations of AWS about an import, each with its place in the definition where AWS names one. */
export async function locateWarnings(warnings: readonly string[], files: Files): Promise<string[]> {
  if (warnings.length === 0) return []
  const document = await documentOf(files)
  return warnings.map((warning) => {
    const problem = document && problemOf(document, warning, 'warning')
    return problem === undefined ? warning : `${problem.file}:${problem.line}:${problem.column}  ${warning}`
  })
}

async function documentOf({project, surroundings}: Files): Promise<SpecDocument | undefined> {
  if (project.settings.type === 'websocket') return undefined
  const identity = {...localIdentity, ...project.target}
  try {
    return (await loadDefinition(project, surroundings, identity)).document
  } catch (error) {
    // The failure of the call is what matters; a file that is gone meanwhile has no places.
    if (error instanceof ApigwError) return undefined
    throw error
  }
}

function problemOf(document: SpecDocument, line: string, severity: Problem['severity']): Problem | undefined {
  const place = placeOfLine(document, line)
  if (place === undefined) return undefined
  const why = severity === 'error' ? "AWS's import says so, and changed nothing." : "AWS's import says so."
  return {
    severity,
    code: 'AWS_IMPORT',
    ...locate(document, place.path, 'key'),
    what: sentence(line),
    why,
    fix: place.fix,
  }
}

async function changeProblem(
  change: Plan['changes'][number],
  {why}: ApigwError,
  {document, project, surroundings}: Files & {document: SpecDocument | undefined},
): Promise<Problem | undefined> {
  const place = placeOfChange(change, document)
  const problem = {severity: 'error' as const, code: 'AWS_REFUSED', what: sentence(why), why: '', fix: ''}
  if (place.in === 'definition') return document && {...problem, ...locate(document, place.path, 'key')}
  const text = await readFile(project.file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const file = relative(surroundings.cwd, project.file)
  const {parseYamlFile} = await import('../../config/yaml-file.js')
  return {...problem, file, ...parseYamlFile(text, file).locate(place.path, 'key')}
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
