import {createContext, Script} from 'node:vm'
import type {Context} from 'node:vm'
import {readEcmaPattern} from '../../../model/ecma-pattern.js'
import {PatternError} from '../../../vtl/regex/pattern-error.js'
import {compilePattern} from '../../../vtl/regex/pattern.js'
import type {Pattern} from '../../../vtl/regex/pattern.js'

/** About a tenth of a second; an expression that tries more ways was made to hurt. */
const maxSteps = 5_000_000
/** Up to here an expression of one repetition takes a few milliseconds at most. */
const longestPlain = 10_000
/** For expressions whose steps cannot be counted. By the clock, so with room for a machine that is busy. */
const longestMs = 500

/** Texts that both languages read alike: others have line ends, blanks or pairs that Java counts in another way. */
const plainText = /^[ -~]*$/

/**
 * The `pattern` of a model, an ECMA 262 expression. Throws PatternError when API Gateway would not take it: what AWS would
 * have stopped must not pass. `test` throws PatternError for a text that it would take too long for: a body must not be
 * able to stop the gateway.
 *
 * JavaScript's own engine decides, and ours, which counts its steps, goes the same ways before. It reads Java's language,
 * so it speaks only for expressions and texts that both read alike, and not for counted groups, which may be empty
 * (`(a?){40}`) so that ours tries fewer ways. The others are ended by a clock.
 */
export class SchemaPattern {
  readonly #source: string
  readonly #expression: RegExp
  readonly #isPlain: boolean
  readonly #guard: Pattern | undefined
  #timed: Context | undefined

  constructor(source: string, flags: string) {
    const {faults, isJavaToo} = readEcmaPattern(source)
    const refused = faults.find(({kind}) => kind === 'refused')
    if (refused !== undefined) throw new PatternError(`The pattern ${source} has ${refused.text}, as no model may.`)
    this.#source = source
    this.#expression = new RegExp(source, flags)
    this.#isPlain = (source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, '').match(/[*+?{|]/g) ?? []).length <= 1
    this.#guard = isJavaToo && !source.includes('){') ? guardOf(source) : undefined
  }

  test(text: string): boolean {
    if (this.#isPlain && text.length <= longestPlain) return this.#expression.test(text)
    if (this.#guard === undefined || !plainText.test(text)) return this.#testInTime(text)
    tryOut(this.#guard, text)
    return this.#expression.test(text)
  }

  /** Compiled checks are told apart by this. */
  toString(): string {
    return this.#source
  }

  #testInTime(text: string): boolean {
    this.#timed ??= createContext({expression: this.#expression})
    return testInTime(this.#timed, text)
  }
}

function tryOut(guard: Pattern, text: string): void {
  let steps = 0
  const matcher = guard.matcher(text, (count) => {
    steps += count
    if (steps > maxSteps) throw new PatternError(`The pattern needs more than ${maxSteps} steps for this text.`)
  })
  matcher.find(0)
}

const timed = new Script('expression.test(text)')

/** V8 looks at the clock while it goes back and tries another way; about a tenth of a millisecond more than without. */
function testInTime(context: Context, text: string): boolean {
  context.text = text
  try {
    return timed.runInContext(context, {timeout: longestMs}) === true
  } catch (error) {
    // An error of the context's own realm, which is no instance of ours.
    if ((error as {code?: unknown}).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    throw new PatternError(`The pattern takes longer than ${longestMs} ms for this text.`)
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
