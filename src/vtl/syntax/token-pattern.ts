import type {LexicalState, TokenKind} from './token.js'

/** A kind and how it is recognised: match answers the length at an offset, or -1. */
export type TokenPattern = {kind: TokenKind; match: (text: string, offset: number) => number}

const everywhere = [
  pattern('dollar', /\\*\$/y),
  pattern('dollar-bang', /\\*\$\\*!/y),
  pattern('textblock-open', /#\[\[/y),
  pattern('formal-comment-open', /#\*\*[^#]/y),
  pattern('block-comment-open', /#\*/y),
  pattern('hash', /#/y),
]

/** Behind a member or inside arguments "##" is no comment. */
const withComments = [...everywhere, pattern('line-comment-open', /##/y)]

const set = pattern('set', /[ \t]*(?:#set|#\{set\}) *\(/y)
const whitespace = pattern('whitespace', /[ \t\n\r]+/y)
const string: TokenPattern = {kind: 'string', match: matchString}
const booleans = [pattern('true', /true/y), pattern('false', /false/y)]
const numbers = [
  pattern('integer', /-?[0-9]+(?:\.\.)?/y),
  pattern('float', /-?[0-9]+\.[0-9]*(?:[eE][+-]?[0-9]+)?|-?\.[0-9]+(?:[eE][+-]?[0-9]+)?|-?[0-9]+[eE][+-]?[0-9]+/y),
]
const words = [pattern('word', /[A-Za-z_@][A-Za-z0-9_@]*/y), pattern('bracketed-word', /\{[A-Za-z_][A-Za-z0-9_@]*\}/y)]
const names = [pattern('identifier', /[A-Za-z_][A-Za-z0-9_-]*/y), pattern('dot', /\.[A-Za-z]/y)]
const curlies = [pattern('curly-open', /\{/y), pattern('curly-close', /\}/y)]
const indexOpen = pattern('index-open', /\[/y)
const parenthesisOpen = pattern('paren-open', /\(/y)
const emptyIndex = pattern('empty-index', /\$\[|\$!\[|\$\\!\[|\$\./y)

const lists = [
  pattern('bracket-open', /\[/y),
  pattern('bracket-close', /\]/y),
  pattern('comma', /,/y),
  pattern('double-dot', /\.\./y),
  pattern('colon', /:/y),
  pattern('map-open', /\{/y),
  pattern('map-close', /\}/y),
]

const operators = [
  pattern('newline', /\r\n|\n|\r/y),
  pattern('minus', /-/y),
  pattern('plus', /\+/y),
  pattern('multiply', /\*/y),
  pattern('divide', /\//y),
  pattern('modulo', /%/y),
  pattern('and', /&&|and/y),
  pattern('or', /\|\||or/y),
  pattern('less', /<|lt/y),
  pattern('less-equal', /<=|le/y),
  pattern('greater', />|gt/y),
  pattern('greater-equal', />=|ge/y),
  pattern('equal', /==|eq/y),
  pattern('not-equal', /!=|ne/y),
  pattern('not', /!|not/y),
  pattern('assign', /=/y),
]

const directiveNames = [
  pattern('end', /(?:end|\{end\})(?:[ \t]*(?:\r\n|\n|\r))?/y),
  pattern('if', /if|\{if\}/y),
  pattern('elseif', /elseif|\{elseif\}/y),
  pattern('else', /(?:else|\{else\})(?:[ \t]*(?:\r\n|\n|\r))?/y),
]

const referenceEnd = pattern('reference-end', /[^]/y)

// Runs of characters that begin nothing else are taken at once; the effect is that of taking them one by one.
const commentText = pattern('comment-char', /[^$#\\*\]\r\n]+|[^]/y)
const textblockText = pattern('textblock-char', /[^$#\\*\]\r\n]+|[^]/y)

/**
 * The patterns that apply in a lexical state, in order of precedence: the longest match wins, the first among equals.
 *
 * The states and their vocabularies are those of Velocity 1.7 (its Parser grammar); the exact spellings decide which whitespace a
 * directive swallows, so they are kept even where a simpler lexer would accept the same templates.
 */
export const patterns: Readonly<Record<LexicalState, readonly TokenPattern[]>> = {
  text: [
    pattern('escaped-directive', /(?:\\\\)*\\#(?:[A-Za-z_@][A-Za-z0-9_@]*|\{[A-Za-z_][A-Za-z0-9_@]*\})/y),
    set,
    ...withComments,
    pattern('double-escape', /\\\\/y),
    pattern('escape', /\\/y),
    pattern('text', /[^$#\\]+/y),
    emptyIndex,
  ],
  reference: [indexOpen, set, ...withComments, ...booleans, ...names, ...curlies, referenceEnd, emptyIndex],
  member: [indexOpen, parenthesisOpen, set, ...everywhere, ...booleans, ...names, ...curlies, referenceEnd],
  index: [pattern('index-close', /\]/y), ...everywhere, whitespace, string, ...booleans, ...numbers],
  arguments: [
    ...lists,
    pattern('call-close', /\)/y),
    set,
    ...everywhere,
    whitespace,
    string,
    ...booleans,
    ...numbers,
    ...names,
  ],
  'directive-name': [...withComments, ...directiveNames, ...numbers, ...words, pattern('directive-end', /[^]/y)],
  directive: [
    ...lists,
    parenthesisOpen,
    pattern('paren-close', /\)(?:[ \t]*(?:\r\n|\n|\r))?/y),
    ...withComments,
    whitespace,
    string,
    ...booleans,
    ...operators,
    ...numbers,
    ...words,
  ],
  textblock: [...everywhere, pattern('textblock', /\]\]#/y), textblockText],
  'formal-comment': [...everywhere, pattern('formal-comment-close', /\*#/y), commentText],
  'block-comment': [...everywhere, pattern('block-comment-close', /\*#/y), commentText],
  'line-comment': [...everywhere, pattern('line-comment-close', /\r\n|\n|\r/y), commentText],
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

function pattern(kind: TokenKind, expression: RegExp): TokenPattern {
  return {
    kind,
    match: (text, offset) => {
      expression.lastIndex = offset
      return expression.test(text) ? expression.lastIndex - offset : -1
    },
  }
}
