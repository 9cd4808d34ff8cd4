import type {Problem} from '../errors/problem.js'
import {isJsonObject} from '../model/json.js'
import type {SpecDocument} from './document.js'
import {parseText, toProblem} from './parse-text.js'
import type {ParseOptions} from './parse-text.js'
import {notAnObject} from './text-fault.js'

export type ParsedDefinition = {
  /** Absent when the text could not be read as an object. */
  document?: SpecDocument
  problems: Problem[]
}

/** Text of a definition to a document. Pure; never throws: whatever is wrong is a problem with its place. */
export function parseDefinition(source: {text: string; file: string}, options: ParseOptions = {}): ParsedDefinition {
  const {source: read, problems} = parseText(source, options)
  if (read.root === undefined) return {problems}
  const {root} = read
  if (!isJsonObject(root)) return {problems: [...problems, toProblem(read, notAnObject(root))]}
  const document = {file: read.file, root, sources: new Map([[read.file, read]]), origins: new WeakMap<object, never>()}
  return {document, problems}
}
