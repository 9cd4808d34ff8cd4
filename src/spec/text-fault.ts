import type {Json} from '../model/json.js'
import {limits} from './limits.js'

/** Something wrong in a text, with its character offset. */
export type TextFault = {
  severity: 'error' | 'warning'
  code: string
  offset: number
  what: string
  why: string
  fix: string
}

/** Nothing but spaces and comments. */
export const empty: TextFault = {
  severity: 'error',
  code: 'SPEC_EMPTY',
  offset: 0,
  what: 'The file is empty.',
  why: 'An API definition has at least openapi (or swagger), info and paths.',
  fix: 'Write the definition, or run "apigw init" in an empty folder to see one.',
}

/** More characters than are read. */
export function tooLarge(length: number): TextFault {
  return {
    severity: 'error',
    code: 'SPEC_TOO_LARGE',
    offset: 0,
    what: `The file has ${length} characters.`,
    why: `At most ${limits.fileChars} are read; AWS takes 6 MB.`,
    fix: 'Remove examples and long descriptions, or split the API.',
  }
}

/** Deeper nesting than is read. */
export function tooDeep(offset: number): TextFault {
  return {
    severity: 'error',
    code: 'SPEC_TOO_DEEP',
    offset,
    what: `Values are nested more than ${limits.depth} deep.`,
    why: 'No API definition needs that; it is refused to protect this program.',
    fix: 'Flatten the document, or name schemas and refer to them with $ref.',
  }
}

/** Aliases that stand for too many values. */
export function aliasBomb(offset: number): TextFault {
  return {
    severity: 'error',
    code: 'SPEC_TOO_LARGE',
    offset,
    what: 'This alias makes the document too large.',
    why: `With all aliases written out it has more than ${limits.values} values.`,
    fix: 'Use fewer anchors inside anchors.',
  }
}

/** A NUL byte: not text, or not in UTF-8. */
export function binary(offset: number): TextFault {
  return {
    severity: 'error',
    code: 'SPEC_NOT_TEXT',
    offset,
    what: 'The file contains a NUL byte.',
    why: 'It is binary, or text in UTF-16; an API definition is text in UTF-8.',
    fix: 'Name the OpenAPI file, or save it as UTF-8.',
  }
}

/** Bytes that are not UTF-8. */
export function notUtf8(offset: number): TextFault {
  return {
    severity: 'error',
    code: 'SPEC_NOT_TEXT',
    offset,
    what: 'This is not UTF-8 text.',
    why: 'The file is in another encoding, or it is binary.',
    fix: 'Save the file as UTF-8.',
  }
}

/** Where a text in braces stops being JSON; `readable` says whether it is YAML at least. */
export function notJson(offset: number, what: string, readable: boolean): TextFault {
  return {
    severity: readable ? 'warning' : 'error',
    code: readable ? 'SPEC_NOT_JSON' : 'SPEC_SYNTAX',
    offset,
    what,
    why: readable
      ? 'The file looks like JSON but is not; it could be read as YAML.'
      : 'The file is not valid JSON here, and not valid YAML either.',
    fix: 'Look for a missing or extra comma, quote or bracket at or before this place.',
  }
}

/** The one key that JavaScript does not treat as a key. */
export function protoKey(offset: number): TextFault {
  return {
    severity: 'error',
    code: 'SPEC_BAD_KEY',
    offset,
    what: 'The key "__proto__" is not allowed.',
    why: 'Programs in JavaScript give it another meaning.',
    fix: 'Rename it.',
  }
}

/**
 * A key that an object has already. Only a warning when nothing is lost: both values are written alike, or the first one,
 * which the later one replaces, is empty.
 */
export function duplicateKey(offset: number, key: string, {first, later}: {first: string; later: string}): TextFault {
  const harmless = first === later || /^(null|~|\{\s*\}|\[\s*\]|)$/.test(first)
  return {
    severity: harmless ? 'warning' : 'error',
    code: 'SPEC_DUPLICATE_KEY',
    offset,
    what: `The key "${key}" is already in this object.`,
    why: harmless
      ? 'The later one counts; nothing is lost.'
      : 'Only one of the two can count; the other would be lost silently.',
    fix: 'Remove or rename one of them.',
  }
}

/** A document that is a list or a single value. */
export function notAnObject(root: Json): TextFault {
  return {
    severity: 'error',
    code: 'SPEC_NOT_AN_OBJECT',
    offset: 0,
    what: `The document is a ${Array.isArray(root) ? 'list' : 'single value'}, not an object.`,
    why: 'An API definition has at least openapi (or swagger), info and paths.',
    fix: 'Name the OpenAPI file.',
  }
}
