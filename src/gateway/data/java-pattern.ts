import {PatternError} from '../../vtl/regex/pattern-error.js'
import {compilePattern} from '../../vtl/regex/pattern.js'

/** A compiled pattern; `matches` is true when it covers the whole text. Throws PatternError when that takes too long. */
export type JavaPattern = {matches: (text: string) => boolean}

const maxPatternLength = 2000
/** Longer texts are cut: they are error messages and tokens, and the client's header limit is 10 kB. */
const maxTextLength = 65_536
/** About a tenth of a second; a pattern that backtracks more was made to hurt. */
const maxSteps = 5_000_000

/**
 * Compiles a java.util.regex pattern for whole-text matching, as selection patterns and identityValidationExpression
 * are used. Throws PatternError for a pattern that Java would refuse.
 */
export function compileJavaPattern(source: string): JavaPattern {
  if (source.length > maxPatternLength) {
    throw new PatternError(`The pattern is longer than ${maxPatternLength} characters.`)
  }
  const pattern = compilePattern(source)
  return {
    matches: (text) => {
      let steps = 0
      const matcher = pattern.matcher(text.slice(0, maxTextLength), (count) => {
        steps += count
        if (steps > maxSteps) throw new PatternError(`The pattern needs more than ${maxSteps} steps for this text.`)
      })
      return matcher.matchAt(0, true)
    },
  }
}
