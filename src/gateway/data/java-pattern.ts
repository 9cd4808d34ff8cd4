import {
  isLineEnd,
  isWordCharacter,
  parseJavaPattern,
  PatternError,
  type CharacterTest,
  type PatternNode,
} from './java-pattern-parser.js'

type Step =
  | {kind: 'character'; accepts: CharacterTest}
  | {kind: 'split'; targets: readonly number[]}
  | {kind: 'start' | 'end' | 'wordBoundary' | 'notWordBoundary'}
  | {kind: 'look'; program: Program; wanted: boolean}
  | {kind: 'match'}

type Program = readonly Step[]

/** A compiled pattern; `matches` is true when it covers the whole text. */
export type JavaPattern = {matches: (text: string) => boolean}

const maxPatternLength = 2000
const maxSteps = 10_000
/** Longer texts are cut: they are error messages and tokens, and the client's header limit is 10 kB. */
const maxTextLength = 65_536

/**
 * Compiles a java.util.regex pattern for whole-text matching, as selection patterns and identityValidationExpression
 * are used. All alternatives are followed at once instead of one after the other, so time grows with pattern times text
 * and never exponentially. Throws PatternError for what it cannot do.
 */
export function compileJavaPattern(source: string): JavaPattern {
  if (source.length > maxPatternLength)
    throw new PatternError(`The pattern is longer than ${maxPatternLength} characters.`)
  const literal = /^[\w\- ]*$/.test(source)
  if (literal) return {matches: (text) => text === source}
  const program = programOf(parseJavaPattern(source))
  return {matches: (text) => run(program, codesOf(text.slice(0, maxTextLength)), 0, 'whole')}
}

function codesOf(text: string): readonly number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0)
}

function programOf(node: PatternNode): Program {
  const steps: Step[] = []
  emit(node, steps)
  steps.push({kind: 'match'})
  return steps
}

function emit(node: PatternNode, steps: Step[]): void {
  if (steps.length > maxSteps) throw new PatternError(`The pattern unfolds to more than ${maxSteps} steps.`)
  switch (node.kind) {
    case 'empty':
      return
    case 'sequence':
      for (const part of node.nodes) emit(part, steps)
      return
    case 'either':
      emitEither(node.nodes, steps)
      return
    case 'repeat':
      emitRepeat(node, steps)
      return
    case 'look':
      steps.push({kind: 'look', program: programOf(node.node), wanted: node.wanted})
      return
    default:
      steps.push(node)
  }
}

function emitEither(nodes: readonly PatternNode[], steps: Step[]): void {
  const targets: number[] = []
  const exits: number[][] = []
  steps.push({kind: 'split', targets})
  for (const node of nodes) {
    targets.push(steps.length)
    emit(node, steps)
    const exit: number[] = []
    exits.push(exit)
    steps.push({kind: 'split', targets: exit})
  }
  for (const exit of exits) exit.push(steps.length)
}

function emitRepeat({node, min, max}: {node: PatternNode; min: number; max: number}, steps: Step[]): void {
  for (let count = 0; count < min; count += 1) emit(node, steps)
  if (max === Infinity) {
    const loop = steps.length
    const targets = [loop + 1]
    steps.push({kind: 'split', targets})
    emit(node, steps)
    steps.push({kind: 'split', targets: [loop]})
    targets.push(steps.length)
    return
  }
  const skips: number[][] = []
  for (let count = min; count < max; count += 1) {
    const targets = [steps.length + 1]
    skips.push(targets)
    steps.push({kind: 'split', targets})
    emit(node, steps)
  }
  for (const targets of skips) targets.push(steps.length)
}

/** Follows all paths side by side from `from`; `prefix` is content with a match before the end (look-ahead). */
function run(program: Program, codes: readonly number[], from: number, extent: 'whole' | 'prefix'): boolean {
  let current = closure(program, [0], codes, from)
  for (let position = from; ; position += 1) {
    const matched = current.some((index) => program[index]?.kind === 'match')
    if (matched && (extent === 'prefix' || position === codes.length)) return true
    const code = codes[position]
    if (code === undefined || current.length === 0) return false
    const next: number[] = []
    for (const index of current) {
      const step = program[index]
      if (step?.kind === 'character' && step.accepts(code)) next.push(index + 1)
    }
    current = closure(program, next, codes, position + 1)
  }
}

/** Every step reachable without reading a character; only characters and matches are kept. */
function closure(program: Program, starts: readonly number[], codes: readonly number[], position: number): number[] {
  const seen = new Set<number>()
  const pending = [...starts].reverse()
  const kept: number[] = []
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    if (seen.has(index)) continue
    seen.add(index)
    const step = program[index]
    if (step === undefined) continue
    if (step.kind === 'character' || step.kind === 'match') kept.push(index)
    else if (step.kind === 'split') pending.push(...step.targets)
    else if (holds(step, codes, position)) pending.push(index + 1)
  }
  return kept
}

function holds(
  step: Exclude<Step, {kind: 'character' | 'split' | 'match'}>,
  codes: readonly number[],
  position: number,
): boolean {
  switch (step.kind) {
    case 'start':
      return position === 0
    case 'end':
      return position === codes.length || (position === codes.length - 1 && isLineEnd(codes[position] ?? 0))
    case 'wordBoundary':
      return isBoundary(codes, position)
    case 'notWordBoundary':
      return !isBoundary(codes, position)
    case 'look':
      return run(step.program, codes, position, 'prefix') === step.wanted
  }
}

function isBoundary(codes: readonly number[], position: number): boolean {
  const before = codes[position - 1]
  const after = codes[position]
  return (before !== undefined && isWordCharacter(before)) !== (after !== undefined && isWordCharacter(after))
}
