import {PatternError} from './pattern-error.js'

/** What (?imsxu) switches. unicode: letters outside ASCII have cases too. */
export type Flags = {
  ignoreCase: boolean
  multiLine: boolean
  dotAll: boolean
  comments: boolean
  unicode: boolean
}

/** A cursor over a pattern's text, with what is known at that place. */
export class PatternReader {
  private at = 0
  groupCount = 0
  depth = 0
  readonly groupNames = new Map<string, number>()

  constructor(
    private readonly source: string,
    public flags: Flags,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.source.length
  }

  /** The character that comes next, '' at the end. */
  get next(): string {
    const codePoint = this.source.codePointAt(this.at)
    return codePoint === undefined ? '' : String.fromCodePoint(codePoint)
  }

  /** Takes the next character; PatternError at the end. */
  take(): string {
    const character = this.next
    if (character === '') throw this.error('Unexpected end of the pattern')
    this.at += character.length
    return character
  }

  /** Takes the text if it comes next. */
  accept(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false
    this.at += text.length
    return true
  }

  /** Takes what a sticky expression matches here. */
  acceptPattern(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at
    const match = expression.exec(this.source)
    if (match === null) return undefined
    this.at += match[0].length
    return match
  }

  /** Takes \Q…\E and answers the code points between. */
  acceptQuoted(): number[] | undefined {
    if (!this.accept('\\Q')) return undefined
    const end = this.source.indexOf('\\E', this.at)
    const text = this.source.slice(this.at, end === -1 ? undefined : end)
    this.at = end === -1 ? this.source.length : end + 2
    return Array.from(text, (character) => character.codePointAt(0) ?? 0)
  }

  /** With (?x), blanks and "# …" to the end of the line mean nothing. */
  skipComments(): void {
    if (this.flags.comments) this.acceptPattern(/(?:[ \t\n\v\f\r]|#[^\n\r]*)+/y)
  }

  error(message: string): PatternError {
    return new PatternError(`${message} near index ${this.at} of ${this.source}`)
  }
}
