import {Matcher, type Ticker} from './matcher.js'
import {parsePattern} from './pattern-parser.js'
import {compileProgram} from './program.js'

/** A compiled java.util.regex pattern; it holds no state of a match. */
export type Pattern = {
  source: string
  groupCount: number
  groupNames: ReadonlyMap<string, number>
  /** A matcher of this pattern on a text; tick is told of its steps and may throw. */
  matcher: (text: string, tick: Ticker) => Matcher
}

/** Compiles a pattern; PatternError when it is not valid. */
export function compilePattern(source: string, ignoreCase = false): Pattern {
  const {root, groupCount, groupNames} = parsePattern(source, ignoreCase)
  const {instructions, registerCount} = compileProgram(root)
  const counts = {groups: groupCount, registers: registerCount}
  return {
    source,
    groupCount,
    groupNames,
    matcher: (text, tick) => new Matcher(instructions, counts, text, tick),
  }
}
