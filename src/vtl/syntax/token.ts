/** Token kinds of Velocity 1.7's lexer, in its order of precedence when two match the same length. */
export type TokenKind =
  | 'eof'
  | 'index-open'
  | 'index-close'
  | 'bracket-open'
  | 'bracket-close'
  | 'comma'
  | 'double-dot'
  | 'colon'
  | 'map-open'
  | 'map-close'
  | 'paren-open'
  | 'paren-close'
  | 'call-close'
  | 'escaped-directive'
  | 'set'
  | 'dollar'
  | 'dollar-bang'
  | 'textblock-open'
  | 'formal-comment-open'
  | 'block-comment-open'
  | 'hash'
  | 'line-comment-open'
  | 'double-escape'
  | 'escape'
  | 'text'
  | 'line-comment-close'
  | 'formal-comment-close'
  | 'block-comment-close'
  | 'textblock'
  | 'comment-char'
  | 'textblock-char'
  | 'whitespace'
  | 'string'
  | 'true'
  | 'false'
  | 'newline'
  | 'minus'
  | 'plus'
  | 'multiply'
  | 'divide'
  | 'modulo'
  | 'and'
  | 'or'
  | 'less'
  | 'less-equal'
  | 'greater'
  | 'greater-equal'
  | 'equal'
  | 'not-equal'
  | 'not'
  | 'assign'
  | 'end'
  | 'if'
  | 'elseif'
  | 'else'
  | 'integer'
  | 'float'
  | 'word'
  | 'bracketed-word'
  | 'identifier'
  | 'dot'
  | 'curly-open'
  | 'curly-close'
  | 'reference-end'
  | 'directive-end'
  | 'empty-index'

/** The lexer's modes; which patterns apply depends on the mode. */
export type LexicalState =
  | 'text'
  | 'reference'
  | 'member'
  | 'index'
  | 'arguments'
  | 'directive-name'
  | 'directive'
  | 'textblock'
  | 'formal-comment'
  | 'block-comment'
  | 'line-comment'

/**
 * A token as the parser sees it.
 *
 * image includes text that was read on the way to the token ("$" of "$name"); special is what an aborted reference or directive
 * left in front of it ("$" of "$5"), and must be printed when the token is printed.
 */
export type Token = {
  kind: TokenKind
  image: string
  special: string
  line: number
  column: number
  /** Offset of the first character after the token. */
  end: number
}
