import type {YAMLParseError} from 'yaml'

/** Something wrong in a YAML text, with its character offset. */
export type YamlFault = {
  severity: 'error' | 'warning'
  code: string
  offset: number
  what: string
  why: string
  fix: string
}

/** The parser's error in our words: what it says, and what to do about the common ones. */
export function yamlFault(error: Pick<YAMLParseError, 'code' | 'message' | 'pos'>, text: string): YamlFault {
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
