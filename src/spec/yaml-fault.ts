import type {YAMLParseError} from 'yaml'
import type {TextFault} from './text-fault.js'

/** The parser's error in our words: what it says, and what to do about the common ones. */
export function yamlFault(error: Pick<YAMLParseError, 'code' | 'message' | 'pos'>, text: string): TextFault {
  const [offset] = error.pos
  return {
    severity: 'error',
    code: 'SPEC_SYNTAX',
    offset,
    what: sentence(error.message),
    why: 'The file is not valid YAML here.',
    fix:
      placeholderAt(text, offset) ??
      fixes[error.code] ??
      'Compare the indentation and the quotes with the lines above.',
  }
}

const fixes: Partial<Record<YAMLParseError['code'], string>> = {
  BAD_DQ_ESCAPE: 'In double quotes write two backslashes for one, or use single quotes, which know no escapes.',
  TAB_AS_INDENT: 'Indent with spaces: YAML does not allow tabs.',
  BAD_INDENT: 'Line the key up with the other keys of its object.',
  MISSING_CHAR: 'Add the missing character; look for a quote or bracket that is not closed above.',
  MULTILINE_IMPLICIT_KEY: 'A key must be on one line; look for a missing colon or quote above.',
  BLOCK_AS_IMPLICIT_KEY: 'Put the nested value on its own line, or the text in quotes if it contains ": ".',
  BLOCK_IN_FLOW: 'Inside { } and [ ] only { } and [ ] may be used.',
  BAD_ALIAS: 'Put the text in quotes if it is not an alias.',
  BAD_SCALAR_START: 'Put the text in quotes: this character has a meaning in YAML.',
  UNEXPECTED_TOKEN: 'Put the text in quotes if it contains : # { } [ ] , & * ! | > % @ or `.',
}

/** Templates of other tools are YAML only after rendering: say so where that is the likely cause. */
function placeholderAt(text: string, offset: number): string | undefined {
  const line = text.slice(
    text.lastIndexOf('\n', offset - 1) + 1,
    text.indexOf('\n', offset) === -1 ? undefined : text.indexOf('\n', offset),
  )
  if (!/\$\{|%\{|\{\{/.test(line)) return undefined
  return 'Put the placeholder in quotes, or render the template first when it belongs to another tool.'
}

function sentence(message: string): string {
  const text = message.replace(/ at line \d+, column \d+:?[\s\S]*$/, '').trim()
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** A file with more than one document. */
export function severalDocuments(offset: number): TextFault {
  return fault(offset, {
    what: 'A second document starts here.',
    why: 'An API definition is one YAML document; "---" separates several.',
    fix: 'Remove the "---" line, or move the second document to its own file.',
  })
}

/** A key that is a list or an object. */
export function keyNotText(offset: number): TextFault {
  return fault(offset, {
    what: 'This key is a list or an object.',
    why: 'Keys of an API definition are texts. A template placeholder like {{ name }} without quotes is read as an object.',
    fix: 'Put the key in quotes.',
  })
}

/** A merge key that has nothing to merge. */
export function badMerge(offset: number): TextFault {
  return fault(offset, {
    what: 'The merge key "<<" has a value that is not an object.',
    why: 'It copies the members of an object, or of a list of objects.',
    fix: 'Point it to the anchor of an object: "<<: *name".',
  })
}

/** An alias before, or inside, its anchor. */
export function unknownAnchor(offset: number, name: string): TextFault {
  return fault(offset, {
    what: `The alias "*${name}" has no anchor.`,
    why: 'An anchor must be complete before its alias; an object cannot hold itself.',
    fix: `Mark the value with "&${name}" above this line, or put the text in quotes if it is not an alias.`,
  })
}

/** Infinity, or not a number. */
export function notANumber(offset: number, text: string): TextFault {
  return fault(offset, {
    what: `"${text}" is not a number that JSON can hold.`,
    why: 'API definitions are JSON documents, whether they are written as YAML or not.',
    fix: 'Put it in quotes if it is a text.',
  })
}

/** A tag that is not one of CloudFormation's. */
export function unknownTag(offset: number, tag: string): TextFault {
  return {
    severity: 'error',
    code: 'SPEC_UNKNOWN_TAG',
    offset,
    what: `The tag "${tag}" is not known.`,
    why: "Only CloudFormation's tags (!Sub, !Ref, !GetAtt, …) have a meaning here.",
    fix: 'Remove the tag, or put the text in quotes.',
  }
}

function fault(offset: number, fields: Pick<TextFault, 'what' | 'why' | 'fix'>): TextFault {
  return {severity: 'error', code: 'SPEC_SYNTAX', offset, ...fields}
}
