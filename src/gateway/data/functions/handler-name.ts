import {existsSync} from 'node:fs'
import {join} from 'node:path'

export type HandlerName = {
  /** Without extension, relative to the function's directory: `src/list-pets`. */
  modulePath: string
  /** Last part of it, as messages name it: `list-pets`. */
  moduleName: string
  /** `handler`, or `api.handler` for a nested export. */
  exportName: string
}

/**
 * Splits `src/list-pets.handler` at the first dot after the last slash, as Lambda does. Undefined for names that
 * Lambda refuses (no dot, nothing before or after it, `..`).
 */
export function parseHandlerName(handler: string): HandlerName | undefined {
  const slash = handler.lastIndexOf('/')
  const dot = handler.indexOf('.', slash + 1)
  if (dot <= slash + 1 || dot === handler.length - 1 || handler.includes('..')) return undefined
  return {
    modulePath: handler.slice(0, dot),
    moduleName: handler.slice(slash + 1, dot),
    exportName: handler.slice(dot + 1),
  }
}

/** Sources come before what a compiler may have left beside them. */
const extensions = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx']

/** Absolute path of the module's file; undefined when no extension that can be run has one. */
export function findHandlerFile(directory: string, modulePath: string): string | undefined {
  return extensions.map((extension) => join(directory, modulePath + extension)).find((file) => existsSync(file))
}

/** The names that were looked for, for a message. */
export function handlerFileNames(modulePath: string): string {
  return `${modulePath}{${extensions.join(',')}}`
}
