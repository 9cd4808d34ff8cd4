import type {SpecDocument} from '../../src/spec/document.js'
import {parseDefinition} from '../../src/spec/parse.js'

/** Problems in short: `severity code line:column`. */
export function brief(problems: readonly {severity: string; code: string; line: number; column: number}[]): string[] {
  return problems.map(({severity, code, line, column}) => `${severity} ${code} ${line}:${column}`)
}

/** A document that must parse. */
export function parsed(text: string, file = 'openapi.yaml'): SpecDocument {
  const {document, problems} = parseDefinition({text, file})
  if (document === undefined) throw new Error(JSON.stringify(problems))
  return document
}
