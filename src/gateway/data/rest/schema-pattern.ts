import {PatternError} from '../../../vtl/regex/pattern-error.js'
import {compilePattern} from '../../../vtl/regex/pattern.js'
import type {Pattern} from '../../../vtl/regex/pattern.js'

/** About a tenth of a second; an expression that tries more ways was made to hurt. */
const maxSteps = 5_000_000
/** Up to here an expression of one repetition takes a few milliseconds at most. */
const longestPlain = 10_000

/**
 * The `pattern` of a model, an ECMA 262 expression. `test` throws PatternError for a text that it would take too long
 * for: a body must not be able to stop the gateway.
 *
 * JavaScript's own engine decides and cannot be stopped, so ours, which counts its steps, goes the same ways before. Two
 * kinds of expressions have no such guard: what only JavaScript can read (`[^]`, a lone brace), and counted groups that
 * may be empty (`(a?){40}`), of which ours tries fewer ways.
 */
export class SchemaPattern {
  readonly #source: string
  readonly #expression: RegExp
  readonly #isPlain: boolean
  readonly #guard: Pattern | undefined

  constructor(source: string, flags: string) {
    this.#source = source
    this.#expression = new RegExp(source, flags)
    this.#isPlain = (source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, '').match(/[*+?{|]/g) ?? []).length <= 1
    this.#guard = guardOf(source)
  }

  test(text: string): boolean {
    if (!this.#isPlain || text.length > longestPlain) this.#tryOut(text)
    return this.#expression.test(text)
  }

  /** Compiled checks are told apart by this. */
  toString(): string {
    return this.#source
  }

  #tryOut(text: string): void {
    let steps = 0
    const matcher = this.#guard?.matcher(text, (count) => {
      steps += count
      if (steps > maxSteps) throw new PatternError(`The pattern needs more than ${maxSteps} steps for this text.`)
    })
    matcher?.find(0)
  }
}

function guardOf(source: string): Pattern | undefined {
  try {
    return compilePattern(source)
  } catch (error) {
    if (error instanceof PatternError) return undefined
    throw error
  }
}
