import {isCollection, parseDocument} from 'yaml'
import type {Json} from '../model/json.js'

/** A value to be written at a path, or taken away when there is none. */
export type Edit = {path: readonly (string | number)[]; value?: Json}

/**
 * The text with values set, its comments and layout kept; keys that are not there yet are added at the end of theirs.
 * JSON stays JSON with its own indentation. Pure; the text is known to be valid.
 */
export function editYaml(text: string, edits: readonly Edit[]): string {
  const isJson = text.trimStart().startsWith('{')
  const document = parseDocument(text)
  for (const {path, value} of edits) {
    if (value === undefined) document.deleteIn(path)
    else if (path.length > 0)
      document.setIn(openPath(document, path), isScalarValue(value) ? value : document.createNode(value))
  }
  if (isJson) return `${JSON.stringify(document.toJS(), undefined, indentOf(text))}${text.endsWith('\n') ? '\n' : ''}`
  return document.toString({
    lineWidth: 0,
    flowCollectionPadding: /[{[] \S/.test(text),
    indentSeq: !/^(\s*)[^\s#-][^\n]*:\n\1- /m.test(text),
    indent: Math.max(1, indentOf(text)),
  })
}

/** Put into the node that is there, so that its comment stays. */
function isScalarValue(value: Json): boolean {
  return typeof value !== 'object' || value === null
}

/** A scalar or an empty value on the way has no members to set: it gives way to a map. */
function openPath(document: ReturnType<typeof parseDocument>, path: Edit['path']): Edit['path'] {
  for (let length = 1; length < path.length; length += 1) {
    const start = path.slice(0, length)
    if (document.hasIn(start) && !isCollection(document.getIn(start, true))) document.deleteIn(start)
  }
  return path
}

/** Spaces of the first indented line. */
function indentOf(text: string): number {
  return /^( +)\S/m.exec(text)?.[1]?.length ?? 2
}
