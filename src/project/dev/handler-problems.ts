import {readFile} from 'node:fs/promises'
import {join, relative} from 'node:path'
import {existsSync} from 'node:fs'
import {parseYamlFile} from '../../config/yaml-file.js'
import type {Problem} from '../../errors/problem.js'
import {findHandlerFile, handlerFileNames, parseHandlerName} from '../../gateway/data/functions/handler-name.js'
import type {Project} from '../project.js'

/** Functions of apigw.yaml whose handler names no file that could be run here, each at its line. */
export async function handlerProblems({file, folder, settings}: Project, cwd: string): Promise<Problem[]> {
  const faults = Object.entries(settings.functions ?? {}).flatMap(([name, {handler}]) => {
    const fault = handler === undefined ? undefined : handlerFault(folder, handler)
    return fault === undefined ? [] : [{name, fault}]
  })
  if (faults.length === 0) return []
  const {locate} = parseYamlFile(await readFile(file, 'utf8'), file)
  return faults.map(({name, fault}) => ({
    severity: 'error',
    code: 'FUNCTION_HANDLER',
    file: relative(cwd, file),
    ...locate(['functions', name, 'handler']),
    what: `The handler of function "${name}" cannot be found.`,
    ...fault,
  }))
}

function handlerFault(folder: string, handler: string): {why: string; fix: string} | undefined {
  const parsed = parseHandlerName(handler)
  if (parsed === undefined) {
    return {why: `"${handler}" is not a file and a name.`, fix: 'Write it like src/list-pets.handler.'}
  }
  const {modulePath} = parsed
  if (findHandlerFile(folder, modulePath) !== undefined || existsSync(join(folder, `${modulePath}.py`)))
    return undefined
  return {why: `There is no file ${handlerFileNames(modulePath)} or .py.`, fix: 'Correct the name, or write the file.'}
}
