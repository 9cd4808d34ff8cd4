import {pathToFileURL} from 'node:url'
import {runtimeErrorPayload} from './lambda-error.js'
import type {WorkerStart} from './worker-protocol.js'

export type Handler = (...parameters: unknown[]) => unknown

/**
 * Imports the function's module and finds its export. Answers Lambda's error payload when the module cannot be found or
 * parsed or has no such function; what the module's own code throws is thrown on.
 */
export async function loadHandler(start: WorkerStart): Promise<Handler | string> {
  let module: unknown
  try {
    module = await import(pathToFileURL(start.moduleFile).href)
  } catch (error) {
    return importPayload(error)
  }
  const found = findExport(module, start.exportName) ?? findExport(memberOf(module, 'default'), start.exportName)
  if (isHandler(found)) return found
  const name = `${start.moduleName}.${start.exportName}`
  const reason = found === undefined ? 'is undefined or not exported' : 'is not a function'
  return runtimeErrorPayload('Runtime.HandlerNotFound', `${name} ${reason}`)
}

const missing = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_UNSUPPORTED_DIR_IMPORT'])

function importPayload(error: unknown): string {
  if (!(error instanceof Error)) throw error
  const {code} = error as NodeJS.ErrnoException
  const text = `${error.name}: ${error.message}`
  if (code !== undefined && missing.has(code))
    return runtimeErrorPayload('Runtime.ImportModuleError', text, error.stack)
  if (error instanceof SyntaxError) return runtimeErrorPayload('Runtime.UserCodeSyntaxError', text, error.stack)
  throw error
}

/** `api.handler` walks nested exports, as Lambda does. */
function findExport(module: unknown, exportName: string): unknown {
  return exportName.split('.').reduce(memberOf, module)
}

function memberOf(value: unknown, name: string): unknown {
  const isContainer = (typeof value === 'object' && value !== null) || typeof value === 'function'
  return isContainer ? (value as Record<string, unknown>)[name] : undefined
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function'
}
