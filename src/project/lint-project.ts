import {existsSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {dirname, join, relative} from 'node:path'
import {findSettings} from '../config/load-settings.js'
import {localIdentity} from '../config/resolve-target.js'
import {parseYamlFile} from '../config/yaml-file.js'
import {ApigwError} from '../errors/apigw-error.js'
import {sortProblems} from '../errors/problem.js'
import type {Problem} from '../errors/problem.js'
import {findLosses} from '../spec/find-losses.js'
import type {Loss} from '../spec/find-losses.js'
import {loadApi} from '../spec/load-api.js'
import {loadDefinition, lossesOf} from './desired-api.js'
import type {Surroundings} from './desired-api.js'
import {handlerProblems} from './dev/handler-problems.js'
import type {Project} from './project.js'

/** What is wrong with the files of a project; `files` are those that were looked at, named from `cwd`. */
export type LintReport = {
  errors: number
  warnings: number
  files: string[]
  problems: Problem[]
  /** What of the definition AWS does not get as it is written. */
  losses: Loss[]
}

/**
 * Checks apigw.yaml, the definition and the handlers' files without any call. `open` is how the project is read.
 *
 * All problems of all files at once: a fault in apigw.yaml does not hide those of the definition.
 */
export async function lintProject(open: () => Promise<Project>, surroundings: Surroundings): Promise<LintReport> {
  try {
    const project = await open()
    // Nobody is asked for credentials to check a file.
    const identity = {...localIdentity, ...project.target}
    const {problems, files, document} = await loadDefinition(project, surroundings, identity)
    const handlers = await handlerProblems(project, surroundings.cwd)
    const losses = await lossesOf(project, document)
    return {...report([...handlers, ...problems], [project.file, ...files], surroundings.cwd), losses}
  } catch (error) {
    if (!(error instanceof ApigwError) || error.problems.length === 0) throw error
    return lintWithoutSettings(error.problems, surroundings.cwd)
  }
}

/** Names that only valid settings could give are left open here: they would all be reported for nothing. */
async function lintWithoutSettings(settingsProblems: readonly Problem[], cwd: string): Promise<LintReport> {
  const settingsFile = await findSettings(cwd)
  if (settingsFile === undefined) return report(settingsProblems, [], cwd)
  const {definition, type} = roughSettings(await readFile(settingsFile, 'utf8'))
  if (type === 'websocket') return report(settingsProblems, [settingsFile], cwd)
  const folder = dirname(settingsFile)
  const file = join(folder, definition)
  if (!existsSync(file)) return report(settingsProblems, [settingsFile], cwd)
  const {problems, files, document} = await loadApi(file, {
    ...{cwd, folder, kind: type},
    ...{variables: {}, unresolved: 'keep' as const},
  })
  const losses = document === undefined ? [] : findLosses(document, type)
  return {...report([...settingsProblems, ...problems], [settingsFile, ...files], cwd), losses}
}

/** The two settings that say how to read the definition, from a file that has faults elsewhere. */
function roughSettings(text: string): {definition: string; type: 'rest' | 'http' | 'websocket'} {
  const {value} = parseYamlFile(text, '')
  const members = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : [])
  const definition = members.get('definition')
  const type = members.get('type')
  return {
    definition: typeof definition === 'string' ? definition : 'openapi.yaml',
    type: type === 'http' || type === 'websocket' ? type : 'rest',
  }
}

function report(problems: readonly Problem[], files: readonly string[], cwd: string): LintReport {
  return {
    errors: problems.filter(({severity}) => severity === 'error').length,
    warnings: problems.filter(({severity}) => severity === 'warning').length,
    files: [...new Set(files.map((file) => relative(cwd, file)))],
    problems: sortProblems(problems),
    losses: [],
  }
}
