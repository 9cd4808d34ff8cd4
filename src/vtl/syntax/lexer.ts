import {VtlError} from '../vtl-error.js'
import type {Position} from './node.js'
import {candidates} from './token-pattern.js'
import type {LexicalState, Token, TokenKind} from './token.js'

/** Kinds that only open something: their text becomes the beginning of the next token's image. */
const prefixKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'dollar',
  'dollar-bang',
  'textblock-open',
  'formal-comment-open',
  'block-comment-open',
  'hash',
  'textblock-char',
])

type Frame = {state: LexicalState; open: number; closed: number}

/**
 * Velocity 1.7's lexer: a stack of states, driven one token at a time.
 *
 * The parser pulls tokens as late as it can and switches the state itself after a directive's name, because which whitespace
 * belongs to which token depends on when a token is read.
 */
export class Lexer {
  private offset = 0
  private state: LexicalState = 'text'
  private stack: Frame[] = []
  private open = 0
  private closed = 0
  private inComment = false
  private line: number
  private lineStart: number
  private countedTo = 0
  /** True between "#set(" and its ")": literals then end nothing. */
  inSet = false

  constructor(
    private readonly source: string,
    origin: Position,
  ) {
    this.line = origin.line
    this.lineStart = 1 - origin.column
  }

  /** Reads the next token; VtlError when no pattern fits. */
  next(): Token {
    let special = ''
    let start = this.offset
    while (true) {
      if (this.offset >= this.source.length) {
        if (this.offset > start) throw this.unexpected(this.offset)
        return this.token('eof', '', special, start)
      }
      const kind = this.match()
      if (prefixKinds.has(kind)) continue
      if (kind === 'comment-char') {
        start = this.offset
      } else if (kind === 'reference-end' || kind === 'directive-end') {
        special += printable(this.source.slice(start, this.offset + 1))
        start = this.offset
      } else {
        // What was read in front of a dot is lost.
        const image = kind === 'dot' ? '.' : this.source.slice(start, this.offset)
        return this.token(kind, image, special, start)
      }
    }
  }

  /** Continues in the given state, without leaving the one below it. */
  switchTo(state: LexicalState): void {
    this.state = state
  }

  /** Leaves the current state for the one below it; false at the bottom. */
  pop(): boolean {
    const frame = this.stack.pop()
    this.state = frame?.state ?? 'text'
    this.open = frame?.open ?? 0
    if (frame !== undefined) this.closed = frame.closed
    return frame !== undefined
  }

  /** Whether the next characters, blanks aside, open a parenthesis. */
  isParenthesisNext(): boolean {
    let at = this.offset
    while (/[ \t\r\n]/.test(this.source.charAt(at))) at += 1
    return this.source[at] === '('
  }

  /** A located error at an offset of the source. */
  unexpected(offset: number): VtlError {
    const {line, column} = this.position(offset)
    const character = this.source[offset]
    const found = character === undefined ? 'end of the template' : JSON.stringify(character)
    return new VtlError('syntax', `Unexpected ${found}.`, line, column)
  }

  private token(kind: TokenKind, image: string, special: string, start: number): Token {
    return {kind, image, special, ...this.position(start), end: this.offset}
  }

  private position(offset: number): Position {
    for (; this.countedTo < offset; this.countedTo += 1) {
      if (this.source[this.countedTo] === '\n') {
        this.line += 1
        this.lineStart = this.countedTo + 1
      }
    }
    return {line: this.line, column: offset - this.lineStart + 1}
  }

  /** Consumes the longest match at the current offset and does what its kind demands of the state. */
  private match(): TokenKind {
    let longest = 0
    let found: TokenKind | undefined
    for (const pattern of candidates(this.state, this.source.charCodeAt(this.offset))) {
      const length = pattern.match(this.source, this.offset)
      if (length > longest) {
        longest = length
        found = pattern.kind
      }
    }
    if (found === undefined) throw this.unexpected(this.offset)
    this.offset += longest
    this.act(found)
    return found
  }

  private act(kind: TokenKind): void {
    switch (kind) {
      case 'dollar':
      case 'dollar-bang': {
        this.enter('reference')
        return
      }
      case 'hash': {
        this.enter('directive-name')
        return
      }
      case 'textblock-open': {
        this.enterComment('textblock')
        return
      }
      case 'formal-comment-open':
        if (!this.inComment) this.offset -= 1
        {
          this.enterComment('formal-comment')
          return
        }
      case 'block-comment-open': {
        this.enterComment('block-comment')
        return
      }
      case 'line-comment-open':
        if (this.state === 'reference' && !this.inComment) this.pop()
        {
          this.enterComment('line-comment')
          return
        }
      case 'line-comment-close':
      case 'formal-comment-close':
      case 'block-comment-close':
      case 'textblock':
        this.inComment = false
        this.pop()
        return
      default:
        this.actOnCode(kind)
    }
  }

  private actOnCode(kind: TokenKind): void {
    switch (kind) {
      case 'set':
        this.push('directive')
        this.inSet = true
        this.open += 1
        return
      case 'index-open': {
        this.push('index')
        return
      }
      case 'paren-open':
        this.open += 1
        if (this.state === 'member') this.state = 'arguments'
        return
      case 'paren-close': {
        this.closeParenthesis()
        return
      }
      case 'call-close':
        this.state = 'reference'
        return
      case 'if':
      case 'elseif':
        this.state = 'directive'
        return
      case 'dot':
        this.offset -= 1
        this.state = 'member'
        return
      case 'reference-end':
      case 'directive-end':
        this.offset -= 1
        this.pop()
        return
      case 'newline':
        this.inSet = false
        this.pop()
        return
      case 'index-close':
      case 'end':
      case 'else':
      case 'curly-close':
        this.pop()
        return
      case 'string':
      case 'integer':
      case 'float':
        this.endLiteral(kind)
        return
      default:
    }
  }

  /** A literal outside parentheses (the "5" of "#5") ends the directive it was taken for. */
  private endLiteral(kind: TokenKind): void {
    if (kind === 'integer' && this.source.endsWith('..', this.offset)) this.offset -= 2
    if (this.inSet || this.open !== 0 || this.state === 'arguments') return
    if (kind === 'string' ? this.state === 'directive' : kind === 'float' || this.state !== 'index') this.pop()
  }

  private enter(state: LexicalState): void {
    if (this.inComment) return
    if (this.state === 'reference' || (this.state === 'member' && state === 'directive-name')) this.pop()
    this.push(state)
  }

  private enterComment(state: LexicalState): void {
    if (this.inComment) return
    this.inComment = true
    this.push(state)
  }

  private push(state: LexicalState): void {
    this.stack.push({state: this.state, open: this.open, closed: this.closed})
    this.open = 0
    this.state = state
  }

  /** Drops to the state that has an open parenthesis and closes it there. */
  private closeParenthesis(): void {
    while (this.open === 0) if (!this.pop()) return
    if (this.open === this.closed + 1) this.pop()
    else this.closed += 1
  }
}

/** What of an aborted reference or directive still shows: "#", "$" and the backslashes that precede a "$". */
function printable(image: string): string {
  let shown = ''
  for (let at = 0; at < image.length; at += 1) {
    const character = image.charAt(at)
    if (character === '#' || character === '$') shown += character
    if (character !== '\\') continue
    let end = at
    while (image[end] === '\\') end += 1
    if (image[end] !== '$') continue
    shown += image.slice(at, end + 1)
    at = end + 1
  }
  return shown
}
