import {toWebSocketApi} from '../config/to-web-socket-api.js'
import type {WebSocketOptions} from '../config/to-web-socket-api.js'
import {webSocketDefinition, webSocketMembers} from '../config/web-socket-settings.js'
import {sortProblems} from '../errors/problem.js'
import type {Problem} from '../errors/problem.js'
import type {WebSocketApi} from '../model/web-socket-api.js'
import {locate} from '../spec/document.js'
import type {Path, SpecDocument} from '../spec/document.js'
import {loadDefinition} from '../spec/load.js'
import type {LoadOptions} from '../spec/load.js'
import type {LoadedApi} from '../spec/load-api.js'
import {resolveVariables} from '../spec/resolve-variables.js'

/**
 * The WebSocket API that apigw.yaml describes, with its variables filled in; models may be files of their own (`$ref`).
 * The file has passed the checks of its settings, so what is left to tell is about variables and those files.
 */
export async function loadWebSocketApi(
  file: string,
  options: LoadOptions & WebSocketOptions,
): Promise<LoadedApi<WebSocketApi>> {
  const loaded = await loadDefinition(file, options)
  const {files} = loaded
  if (loaded.document === undefined) return {problems: sortProblems(loaded.problems), files}
  const {document, problems: unresolved} = resolveVariables(ownPart(loaded.document), options)
  const problems = sortProblems([...loaded.problems, ...unresolved])
  if (problems.some(({severity}) => severity === 'error')) return {problems, files, document}
  const {data, error} = webSocketDefinition.safeParse(document.root)
  if (error === undefined) return {api: toWebSocketApi(data, options), problems, files, document}
  const faults = error.issues.map(({path, message}) => badReference(document, path.map(step), message))
  return {problems: sortProblems([...problems, ...faults]), files, document}
}

/** Settings of stages and functions have rules of their own for `${…}`. */
function ownPart(document: SpecDocument): SpecDocument {
  const members = Object.entries(document.root).filter(([key]) => Object.hasOwn(webSocketMembers, key))
  return {...document, root: Object.fromEntries(members)}
}

function step(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? String(key) : key
}

function badReference(document: SpecDocument, path: Path, message: string): Problem {
  return {
    severity: 'error',
    code: 'SETTINGS_BAD_VALUE',
    ...locate(document, path),
    what: `${path.join('.')} has a bad value once its references and variables are filled in.`,
    why: `${message}.`,
    fix: 'Correct the file or the variable that it refers to.',
  }
}
