import {VtlError} from '../vtl-error.js'
import {Lexer} from './lexer.js'
import type {Expression, Literal, Position, Statement} from './node.js'
import type {Token, TokenKind} from './token.js'

/** Deeper nesting of blocks, parentheses, lists or strings than this is refused. */
const maxNesting = 300

/**
 * The productions that others need before they are defined: the grammar is recursive, its files are not.
 *
 * block reads up to a token of one of the kinds and leaves it; parameters reads the values between "(" and ")".
 */
export type Grammar = {
  block: (stream: TokenStream, ends: readonly TokenKind[]) => Statement[]
  index: (stream: TokenStream) => Expression
  parameters: (stream: TokenStream) => Expression[]
}

/** The lexer's tokens with look-ahead; nothing is read from the lexer before it is asked for. */
export class TokenStream {
  readonly lexer: Lexer
  private readonly tokens: Token[] = []
  private at = 0
  private nesting: number

  constructor(
    source: string,
    readonly grammar: Grammar,
    /** Names of the macros defined so far: a backslash in front of their calls escapes them. */
    readonly macroNames: Set<string>,
    outerNesting: number,
    origin: Position,
  ) {
    this.lexer = new Lexer(source, origin)
    this.nesting = outerNesting
  }

  /** How many constructs are open. */
  get depth(): number {
    return this.nesting
  }

  /** The token `ahead` places after the current one, without taking it. */
  peek(ahead = 0): Token {
    while (this.tokens.length <= this.at + ahead) this.tokens.push(this.lexer.next())
    const token = this.tokens[this.at + ahead]
    if (token === undefined) throw new RangeError('A token was dropped before it was read.')
    return token
  }

  is(kind: TokenKind, ahead = 0): boolean {
    return this.peek(ahead).kind === kind
  }

  /** Takes the current token, which must be of one of the kinds. */
  take(...kinds: readonly [TokenKind, ...TokenKind[]]): Token {
    const token = this.peek()
    if (!kinds.includes(token.kind)) throw unexpected(token, kinds)
    this.at += 1
    return token
  }

  /** Takes the current token if it is of the kind. */
  skip(kind: TokenKind): boolean {
    if (!this.is(kind)) return false
    this.at += 1
    return true
  }

  /** A mark for `literalSince`. */
  mark(): number {
    return this.at
  }

  /** The text of all tokens taken since a mark. */
  literalSince(mark: number): Literal {
    const {at} = this
    return () =>
      this.tokens
        .slice(mark, at)
        .map((token) => (token.kind === 'block-comment-close' ? '' : token.special + token.image))
        .join('')
  }

  /** Runs a production one level deeper. */
  nested<T>(parse: () => T): T {
    if (this.nesting >= maxNesting) {
      const {line, column} = this.peek()
      throw new VtlError('limit', `The template nests more than ${maxNesting} levels deep.`, line, column)
    }
    this.nesting += 1
    const node = parse()
    this.nesting -= 1
    return node
  }
}

/** The error for a token that no production accepts. */
export function unexpected(token: Token, kinds: readonly TokenKind[] = []): VtlError {
  const found = token.kind === 'eof' ? 'end of the template' : JSON.stringify(token.image)
  const expected = kinds.length === 0 ? '' : `, expected ${kinds.map(describe).join(' or ')}`
  return new VtlError('syntax', `Unexpected ${found}${expected}.`, token.line, token.column)
}

const descriptions: Partial<Record<TokenKind, string>> = {
  'paren-open': '"("',
  'paren-close': '")"',
  'call-close': '")"',
  'index-close': '"]"',
  'bracket-close': '"]"',
  'map-close': '"}"',
  'curly-close': '"}"',
  'double-dot': '".."',
  assign: '"="',
  colon: '":"',
  end: '#end',
}

function describe(kind: TokenKind): string {
  return descriptions[kind] ?? `a ${kind.replaceAll('-', ' ')}`
}
