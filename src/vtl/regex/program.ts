import {PatternError} from './pattern-error.js'
import type {Anchor, CharacterTest, PatternNode} from './pattern-node.js'

/**
 * One instruction of a compiled pattern; numbers are addresses, slots and registers.
 *
 * "split" tries first, then second. "run" is a repetition of single characters. "look" and "atomic" run the instructions behind
 * them up to "accept" on their own and go on at `next`.
 */
export type Instruction =
  | {kind: 'character'; test: CharacterTest}
  | {kind: 'anchor'; anchor: Anchor}
  | {kind: 'backreference'; index: number; ignoreCase: boolean}
  | {kind: 'save'; slot: number}
  | {kind: 'jump'; next: number}
  | {kind: 'split'; first: number; second: number}
  | {kind: 'run'; test: CharacterTest; min: number; max: number; isLazy: boolean}
  | {kind: 'reset'; register: number}
  | {kind: 'repeat'; register: number; min: number; max: number; isLazy: boolean; next: number}
  | {kind: 'enter'; register: number}
  | {kind: 'look'; direction: 'ahead' | 'behind'; isNegative: boolean; shortest: number; longest: number; next: number}
  | {kind: 'atomic'; next: number}
  | {kind: 'accept'}

/** Instructions beyond this are refused. */
const maxInstructions = 20_000

/** Compiles a tree. Registers come in pairs: how often a repetition ran, and where its last round began. */
export function compileProgram(root: PatternNode): {instructions: readonly Instruction[]; registerCount: number} {
  const compiler = new Compiler()
  compiler.compile(root)
  compiler.emit({kind: 'accept'})
  return {instructions: compiler.instructions, registerCount: compiler.registerCount}
}

class Compiler {
  readonly instructions: Instruction[] = []
  registerCount = 0

  emit<T extends Instruction>(instruction: T): T {
    if (this.instructions.length >= maxInstructions) throw new PatternError('The pattern is too large')
    this.instructions.push(instruction)
    return instruction
  }

  compile(node: PatternNode): void {
    switch (node.kind) {
      case 'empty':
        return
      case 'character':
      case 'anchor':
      case 'backreference':
        this.emit(node)
        return
      case 'sequence':
        for (const item of node.items) this.compile(item)
        return
      case 'choice': {
        this.compileChoice(node.options)
        return
      }
      case 'group':
        this.emit({kind: 'save', slot: node.index * 2})
        this.compile(node.body)
        this.emit({kind: 'save', slot: node.index * 2 + 1})
        return
      case 'repeat': {
        this.compileRepeat(node)
        return
      }
      case 'atomic':
      case 'look': {
        this.compileOwnRun(node)
        return
      }
    }
  }

  private compileChoice(options: readonly PatternNode[]): void {
    const jumps: {kind: 'jump'; next: number}[] = []
    options.forEach((option, index) => {
      if (index === options.length - 1) {
        this.compile(option)
        return
      }
      const split = this.emit({kind: 'split', first: this.instructions.length + 1, second: 0})
      this.compile(option)
      jumps.push(this.emit({kind: 'jump', next: 0}))
      split.second = this.instructions.length
    })
    for (const jump of jumps) jump.next = this.instructions.length
  }

  private compileRepeat({body, min, max, greed}: Extract<PatternNode, {kind: 'repeat'}>): void {
    const isLazy = greed === 'lazy'
    if (body.kind === 'character') {
      this.emit({kind: 'run', test: body.test, min, max, isLazy})
      return
    }
    const register = this.registerCount
    this.registerCount += 2
    this.emit({kind: 'reset', register})
    const repeat = this.instructions.length
    const instruction = this.emit({kind: 'repeat', register, min, max, isLazy, next: 0})
    this.emit({kind: 'enter', register})
    this.compile(body)
    this.emit({kind: 'jump', next: repeat})
    instruction.next = this.instructions.length
  }

  private compileOwnRun(node: Extract<PatternNode, {kind: 'atomic' | 'look'}>): void {
    const isBehind = node.kind === 'look' && node.direction === 'behind'
    if (isBehind && !hasKnownLength(node.body)) {
      throw new PatternError('Look-behind group does not have an obvious maximum length')
    }
    const [shortest, longest] = isBehind ? lengthOf(node.body) : [0, 0]
    const instruction =
      node.kind === 'atomic'
        ? this.emit({kind: 'atomic' as const, next: 0})
        : this.emit({...node, shortest, longest, next: 0})
    this.compile(node.body)
    this.emit({kind: 'accept'})
    instruction.next = this.instructions.length
  }
}

/** Java minds endless repetitions of groups in a look back, but not those of single characters. */
function hasKnownLength(node: PatternNode): boolean {
  switch (node.kind) {
    case 'sequence':
      return node.items.every(hasKnownLength)
    case 'choice':
      return node.options.every(hasKnownLength)
    case 'group':
    case 'atomic':
      return hasKnownLength(node.body)
    case 'repeat':
      return node.max !== Infinity || node.body.kind === 'character' || lengthOf(node.body)[1] === 0
    case 'backreference':
      return false
    case 'character':
    case 'anchor':
    case 'empty':
    case 'look':
      return true
  }
}

/** The shortest and longest text a tree can match, in UTF-16 units. */
function lengthOf(node: PatternNode): [shortest: number, longest: number] {
  switch (node.kind) {
    case 'character':
      return [1, 2]
    case 'sequence':
      return node.items.map(lengthOf).reduce(([low, high], [least, most]) => [low + least, high + most], [0, 0])
    case 'choice': {
      const lengths = node.options.map(lengthOf)
      return [Math.min(...lengths.map(([low]) => low)), Math.max(...lengths.map(([, high]) => high))]
    }
    case 'group':
    case 'atomic':
      return lengthOf(node.body)
    case 'repeat': {
      const [low, high] = lengthOf(node.body)
      return [low * node.min, high === 0 ? 0 : high * node.max]
    }
    case 'backreference':
      return [0, Infinity]
    case 'empty':
    case 'anchor':
    case 'look':
      return [0, 0]
  }
}
