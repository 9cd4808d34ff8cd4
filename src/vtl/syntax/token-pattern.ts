import type {LexicalState, TokenKind} from './token.js'

/** Answers the length of the match at an offset, or -1. */
export type Matcher = (text: string, offset: number) => number

/** A kind and how it is recognised. */
export type TokenPattern = {kind: TokenKind; match: Matcher}

/**
 * The patterns that apply in a lexical state, in order of precedence: the longest match wins, the first among equals.
 *
 * The states and their vocabularies are those of Velocity 1.7 (its Parser grammar); the exact spellings decide which whitespace a
 * directive swallows, so they are kept even where a simpler lexer would accept the same templates.
 */
export const patterns: Readonly<Record<LexicalState, readonly TokenPattern[]>> = makePatterns()

/** How many quotes, backslashes and doubled quotes belong to the string literal at an offset: its length, or -1 when it is unclosed. */
export function matchString(text: string, offset: number): number {
  const quote = text[offset]
  if (quote !== '"' && quote !== "'") return -1
  let longest = -1
  let open = true
  let escaped = false
  let closed = false
  for (let at = offset + 1; at < text.length && (open || closed); at += 1) {
    const character = text[at]
    const isQuote = character === quote
    const stillOpen: boolean = isQuote ? closed || escaped : open
    const nowClosed: boolean = isQuote && open
    // Only double-quoted strings know backslash escapes; a doubled quote stands for itself in both.
    escaped = quote === '"' && character === '\\' && open
    open = stillOpen
    closed = nowClosed
    if (closed) longest = at + 1 - offset
  }
  return longest
}

function makePatterns(): Record<LexicalState, TokenPattern[]> {
  const everywhere = [
    pattern('dollar', /\\*\$/y),
    pattern('dollar-bang', /\\*\$\\*!/y),
    pattern('textblock-open', /#\[\[/y),
    pattern('formal-comment-open', /#\*\*[^#]/y),
    pattern('block-comment-open', /#\*/y),
    pattern('hash', /#/y),
  ]
  // Behind a member or inside arguments "##" is no comment.
  const withComments = [...everywhere, pattern('line-comment-open', /##/y)]
  const set = pattern('set', /[ \t]*(?:#set|#\{set\}) *\(/y)
  const whitespace = pattern('whitespace', /[ \t\n\r]+/y)
  const string: TokenPattern = {kind: 'string', match: matchString}
  const booleans = [pattern('true', /true/y), pattern('false', /false/y)]
  const numbers = [
    pattern('integer', /-?[0-9]+(?:\.\.)?/y),
    pattern('float', /-?[0-9]+\.[0-9]*(?:[eE][+-]?[0-9]+)?|-?\.[0-9]+(?:[eE][+-]?[0-9]+)?|-?[0-9]+[eE][+-]?[0-9]+/y),
  ]
  const words = [
    pattern('word', /[A-Za-z_@][A-Za-z0-9_@]*/y),
    pattern('bracketed-word', /\{[A-Za-z_][A-Za-z0-9_@]*\}/y),
  ]
  const names = [pattern('identifier', /[A-Za-z_][A-Za-z0-9_-]*/y), pattern('dot', /\.[A-Za-z]/y)]
  const curlies = [pattern('curly-open', /\{/y), pattern('curly-close', /\}/y)]
  const indexOpen = pattern('index-open', /\[/y)
  const emptyIndex = pattern('empty-index', /\$\[|\$!\[|\$\\!\[|\$\./y)
  const anyCharacter = (kind: TokenKind): TokenPattern => pattern(kind, /[^]/y)
  // Runs of characters that begin nothing else are taken at once; the effect is that of taking them one by one.
  const filler = (kind: TokenKind): TokenPattern => pattern(kind, /[^$#\\*\]\r\n]+|[^]/y)
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
  return {
    text: [
      pattern('escaped-directive', /(?:\\\\)*\\#(?:[A-Za-z_@][A-Za-z0-9_@]*|\{[A-Za-z_][A-Za-z0-9_@]*\})/y),
      set,
      ...withComments,
      pattern('double-escape', /\\\\/y),
      pattern('escape', /\\/y),
      pattern('text', /[^$#\\]+/y),
      emptyIndex,
    ],
    reference: [
      indexOpen,
      set,
      ...withComments,
      ...booleans,
      ...names,
      ...curlies,
      anyCharacter('reference-end'),
      emptyIndex,
    ],
    member: [
      indexOpen,
      pattern('paren-open', /\(/y),
      set,
      ...everywhere,
      ...booleans,
      ...names,
      ...curlies,
      anyCharacter('reference-end'),
    ],
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
    'directive-name': [...withComments, ...directiveNames, ...numbers, ...words, anyCharacter('directive-end')],
    directive: [
      ...lists,
      pattern('paren-open', /\(/y),
      pattern('paren-close', /\)(?:[ \t]*(?:\r\n|\n|\r))?/y),
      ...withComments,
      whitespace,
      string,
      ...booleans,
      ...operators,
      ...numbers,
      ...words,
    ],
    textblock: [...everywhere, pattern('textblock', /\]\]#/y), filler('textblock-char')],
    'formal-comment': [...everywhere, pattern('formal-comment-close', /\*#/y), filler('comment-char')],
    'block-comment': [...everywhere, pattern('block-comment-close', /\*#/y), filler('comment-char')],
    'line-comment': [...everywhere, pattern('line-comment-close', /\r\n|\n|\r/y), filler('comment-char')],
  }
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
