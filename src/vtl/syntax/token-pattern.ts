import type {LexicalState, TokenKind} from './token.js'

/**
 * A kind and how it is recognised: match answers the length at an offset, or -1.
 *
 * first holds the characters it can begin with; others need not be tried. "anything" is what begins with any.
 */
export type TokenPattern = {kind: TokenKind; first: string; match: (text: string, offset: number) => number}

const anything = ''
const digits = '0123456789'
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const everywhere = [
  pattern('dollar', '\\$', /\\*\$/y),
  pattern('dollar-bang', '\\$', /\\*\$\\*!/y),
  pattern('textblock-open', '#', /#\[\[/y),
  pattern('formal-comment-open', '#', /#\*\*[^#]/y),
  pattern('block-comment-open', '#', /#\*/y),
  pattern('hash', '#', /#/y),
]

/** Behind a member or inside arguments "##" is no comment. */
const withComments = [...everywhere, pattern('line-comment-open', '#', /##/y)]

const set = pattern('set', ' \t#', /[ \t]*(?:#set|#\{set\}) *\(/y)
const whitespace = pattern('whitespace', ' \t\n\r', /[ \t\n\r]+/y)
const string: TokenPattern = {kind: 'string', first: '"\'', match: matchString}
const booleans = [pattern('true', 't', /true/y), pattern('false', 'f', /false/y)]
const numbers = [
  pattern('integer', `-${digits}`, /-?[0-9]+(?:\.\.)?/y),
  pattern(
    'float',
    `-.${digits}`,
    /-?[0-9]+\.[0-9]*(?:[eE][+-]?[0-9]+)?|-?\.[0-9]+(?:[eE][+-]?[0-9]+)?|-?[0-9]+[eE][+-]?[0-9]+/y,
  ),
]
const words = [
  pattern('word', `_@${letters}`, /[A-Za-z_@][A-Za-z0-9_@]*/y),
  pattern('bracketed-word', '{', /\{[A-Za-z_][A-Za-z0-9_@]*\}/y),
]
const names = [pattern('identifier', `_${letters}`, /[A-Za-z_][A-Za-z0-9_-]*/y), pattern('dot', '.', /\.[A-Za-z]/y)]
const curlies = [pattern('curly-open', '{', /\{/y), pattern('curly-close', '}', /\}/y)]
const indexOpen = pattern('index-open', '[', /\[/y)
const parenthesisOpen = pattern('paren-open', '(', /\(/y)
const emptyIndex = pattern('empty-index', '$', /\$\[|\$!\[|\$\\!\[|\$\./y)

const lists = [
  pattern('bracket-open', '[', /\[/y),
  pattern('bracket-close', ']', /\]/y),
  pattern('comma', ',', /,/y),
  pattern('double-dot', '.', /\.\./y),
  pattern('colon', ':', /:/y),
  pattern('map-open', '{', /\{/y),
  pattern('map-close', '}', /\}/y),
]

const operators = [
  pattern('newline', '\r\n', /\r\n|\n|\r/y),
  pattern('minus', '-', /-/y),
  pattern('plus', '+', /\+/y),
  pattern('multiply', '*', /\*/y),
  pattern('divide', '/', /\//y),
  pattern('modulo', '%', /%/y),
  pattern('and', '&a', /&&|and/y),
  pattern('or', '|o', /\|\||or/y),
  pattern('less', '<l', /<|lt/y),
  pattern('less-equal', '<l', /<=|le/y),
  pattern('greater', '>g', />|gt/y),
  pattern('greater-equal', '>g', />=|ge/y),
  pattern('equal', '=e', /==|eq/y),
  pattern('not-equal', '!n', /!=|ne/y),
  pattern('not', '!n', /!|not/y),
  pattern('assign', '=', /=/y),
]

const directiveNames = [
  pattern('end', 'e{', /(?:end|\{end\})(?:[ \t]*(?:\r\n|\n|\r))?/y),
  pattern('if', 'i{', /if|\{if\}/y),
  pattern('elseif', 'e{', /elseif|\{elseif\}/y),
  pattern('else', 'e{', /(?:else|\{else\})(?:[ \t]*(?:\r\n|\n|\r))?/y),
]

const referenceEnd = pattern('reference-end', anything, /[^]/y)

// Runs of characters that begin nothing else are taken at once; the effect is that of taking them one by one.
const commentText = pattern('comment-char', anything, /[^$#\\*\]\r\n]+|[^]/y)
const textblockText = pattern('textblock-char', anything, /[^$#\\*\]\r\n]+|[^]/y)

/**
 * The patterns that apply in a lexical state, in order of precedence: the longest match wins, the first among equals.
 *
 * The states and their vocabularies are those of Velocity 1.7 (its Parser grammar); the exact spellings decide which whitespace a
 * directive swallows, so they are kept even where a simpler lexer would accept the same templates.
 */
const patterns: Readonly<Record<LexicalState, readonly TokenPattern[]>> = {
  text: [
    pattern('escaped-directive', '\\', /(?:\\\\)*\\#(?:[A-Za-z_@][A-Za-z0-9_@]*|\{[A-Za-z_][A-Za-z0-9_@]*\})/y),
    set,
    ...withComments,
    pattern('double-escape', '\\', /\\\\/y),
    pattern('escape', '\\', /\\/y),
    pattern('text', anything, /[^$#\\]+/y),
    emptyIndex,
  ],
  reference: [indexOpen, set, ...withComments, ...booleans, ...names, ...curlies, referenceEnd, emptyIndex],
  member: [indexOpen, parenthesisOpen, set, ...everywhere, ...booleans, ...names, ...curlies, referenceEnd],
  index: [pattern('index-close', ']', /\]/y), ...everywhere, whitespace, string, ...booleans, ...numbers],
  arguments: [
    ...lists,
    pattern('call-close', ')', /\)/y),
    set,
    ...everywhere,
    whitespace,
    string,
    ...booleans,
    ...numbers,
    ...names,
  ],
  'directive-name': [
    ...withComments,
    ...directiveNames,
    ...numbers,
    ...words,
    pattern('directive-end', anything, /[^]/y),
  ],
  directive: [
    ...lists,
    parenthesisOpen,
    pattern('paren-close', ')', /\)(?:[ \t]*(?:\r\n|\n|\r))?/y),
    ...withComments,
    whitespace,
    string,
    ...booleans,
    ...operators,
    ...numbers,
    ...words,
  ],
  textblock: [...everywhere, pattern('textblock', ']', /\]\]#/y), textblockText],
  'formal-comment': [...everywhere, pattern('formal-comment-close', '*', /\*#/y), commentText],
  'block-comment': [...everywhere, pattern('block-comment-close', '*', /\*#/y), commentText],
  'line-comment': [...everywhere, pattern('line-comment-close', '\r\n', /\r\n|\n|\r/y), commentText],
}

type ByFirstCharacter = {readonly ascii: readonly (readonly TokenPattern[])[]; readonly others: readonly TokenPattern[]}

const tables: Readonly<Record<LexicalState, ByFirstCharacter>> = {
  text: toTable(patterns.text),
  reference: toTable(patterns.reference),
  member: toTable(patterns.member),
  index: toTable(patterns.index),
  arguments: toTable(patterns.arguments),
  'directive-name': toTable(patterns['directive-name']),
  directive: toTable(patterns.directive),
  textblock: toTable(patterns.textblock),
  'formal-comment': toTable(patterns['formal-comment']),
  'block-comment': toTable(patterns['block-comment']),
  'line-comment': toTable(patterns['line-comment']),
}

/** The patterns of a state that can match where the character with this code is, in order of precedence. */
export function candidates(state: LexicalState, code: number): readonly TokenPattern[] {
  const {ascii, others} = tables[state]
  return ascii[code] ?? others
}

function toTable(all: readonly TokenPattern[]): ByFirstCharacter {
  const others = all.filter(({first}) => first === anything)
  const ascii = Array.from({length: 128}, (_, code) =>
    all.filter(({first}) => first === anything || first.includes(String.fromCharCode(code))),
  )
  return {ascii, others}
}

/** The length of the string at an offset, -1 when it is unclosed. A doubled quote does not end it; a backslash means nothing. */
function matchString(text: string, offset: number): number {
  const quote = text[offset]
  if (quote !== '"' && quote !== "'") return -1
  let end = text.indexOf(quote, offset + 1)
  let longest = -1
  while (end !== -1) {
    longest = end + 1 - offset
    if (text[end + 1] !== quote) break
    end = text.indexOf(quote, end + 2)
  }
  return longest
}

function pattern(kind: TokenKind, first: string, expression: RegExp): TokenPattern {
  return {
    kind,
    first,
    match: (text, offset) => {
      expression.lastIndex = offset
      return expression.test(text) ? expression.lastIndex - offset : -1
    },
  }
}
