import {isLineTerminator, isWordCharacter} from './character-class.js'
import type {Anchor} from './pattern-node.js'
import type {Instruction} from './program.js'

/** Told of every instruction that was carried out; throws when there were too many. */
export type Ticker = (count: number) => void

/** Instructions that are accounted for at once. */
const batch = 1024

/** Places to go back to beyond this end the match: each holds memory. */
const maxChoices = 1_000_000

/** A place to go back to: try elsewhere, give a character back, or undo a change of a slot or register. */
type Choice =
  | {kind: 'try'; address: number; at: number}
  | {kind: 'give-back'; address: number; at: number; least: number}
  | {kind: 'take-more'; address: number; at: number; count: number}
  | {kind: 'restore-slot'; index: number; value: number}
  | {kind: 'restore-register'; index: number; value: number}

/** Where a match goes on. */
type Step = {address: number; at: number}

/**
 * Carries out a compiled pattern on a text by backtracking with its own stack: no pattern can exhaust the real one.
 *
 * slots holds the beginning and end of each group, -1 where it took no part. Whole match is slot 0 and 1.
 */
export class Matcher {
  readonly slots: number[]
  private readonly registers: number[]
  private steps = 0
  /** Where the previous match ended, which is what \G asks for. */
  lastEnd = 0

  constructor(
    private readonly instructions: readonly Instruction[],
    counts: {groups: number; registers: number},
    private readonly text: string,
    private readonly tick: Ticker,
  ) {
    this.slots = Array.from({length: (counts.groups + 1) * 2}, () => -1)
    this.registers = Array.from({length: counts.registers}, () => 0)
  }

  /** Tries to match at exactly this place; when wanted, up to the end of the text. */
  matchAt(at: number, mustReachEnd: boolean): boolean {
    // Slots and registers are as they were after an attempt that failed: going back undid every change.
    if (this.slots[0] !== -1) this.slots.fill(-1)
    const end = this.run(0, at, mustReachEnd ? this.text.length : -1)
    if (end === -1) return false
    this.slots[0] = at
    this.slots[1] = end
    return true
  }

  /** Finds the first match at or behind a place. */
  find(from: number): boolean {
    for (let at = from; at <= this.text.length; at += 1) if (this.matchAt(at, false)) return true
    return false
  }

  /** Accounts for instructions that have not been reported yet. */
  settle(): void {
    this.tick(this.steps)
    this.steps = 0
  }

  /** Runs from an address up to "accept"; answers where the match ends, or -1. goal is where it must end, -1 for anywhere. */
  private run(address: number, at: number, goal: number): number {
    const choices: Choice[] = []
    let next = address
    let place = at
    while (true) {
      this.steps += 1
      if (this.steps >= batch) this.settle()
      const instruction = this.instructions[next]
      if (instruction === undefined) return -1
      if (instruction.kind === 'accept' && (goal === -1 || place === goal)) return place
      const outcome = instruction.kind === 'accept' ? undefined : this.perform(instruction, next, place, choices)
      if (outcome !== undefined) {
        next = outcome.address
        place = outcome.at
        continue
      }
      const choice = this.backtrack(choices)
      if (choice === undefined) return -1
      next = choice.address
      place = choice.at
    }
  }

  /** Carries out one instruction; undefined when it does not match. */
  private perform(
    instruction: Exclude<Instruction, {kind: 'accept'}>,
    address: number,
    at: number,
    choices: Choice[],
  ): Step | undefined {
    switch (instruction.kind) {
      case 'character': {
        const end = this.take(instruction.test, at)
        return end === -1 ? undefined : {address: address + 1, at: end}
      }
      case 'anchor':
        return this.holds(instruction.anchor, at) ? {address: address + 1, at} : undefined
      case 'backreference':
        return this.repeatGroup(instruction, address, at)
      case 'save':
        this.push(choices, {kind: 'restore-slot', index: instruction.slot, value: this.slots[instruction.slot] ?? -1})
        this.slots[instruction.slot] = at
        return {address: address + 1, at}
      case 'jump':
        return {address: instruction.next, at}
      case 'split':
        this.push(choices, {kind: 'try', address: instruction.second, at})
        return {address: instruction.first, at}
      case 'run':
        return this.takeRun(instruction, address, at, choices)
      case 'reset':
        this.setRegister(instruction.register, 0, choices)
        this.setRegister(instruction.register + 1, -1, choices)
        return {address: address + 1, at}
      case 'repeat':
        return this.repeat(instruction, address, at, choices)
      case 'enter':
        this.setRegister(instruction.register, (this.registers[instruction.register] ?? 0) + 1, choices)
        this.setRegister(instruction.register + 1, at, choices)
        return {address: address + 1, at}
      case 'look':
        return this.look(instruction, address, at, choices)
      case 'atomic': {
        const end = this.runApart(address + 1, at, -1, choices)
        return end === -1 ? undefined : {address: instruction.next, at: end}
      }
    }
  }

  private take(test: (codePoint: number) => boolean, at: number): number {
    const codePoint = this.text.codePointAt(at)
    if (codePoint === undefined || !test(codePoint)) return -1
    return at + (codePoint > 0xffff ? 2 : 1)
  }

  private takeRun(
    instruction: Extract<Instruction, {kind: 'run'}>,
    address: number,
    at: number,
    choices: Choice[],
  ): Step | undefined {
    const {test, min, max, isLazy} = instruction
    const wanted = isLazy ? min : max
    let count = 0
    let end = at
    let least = at
    while (count < wanted) {
      const after = this.take(test, end)
      if (after === -1) break
      end = after
      count += 1
      if (count === min) least = end
    }
    this.steps += count
    if (count < min) return undefined
    if (isLazy && count < max) this.push(choices, {kind: 'take-more', address, at: end, count})
    if (!isLazy && end > least) this.push(choices, {kind: 'give-back', address: address + 1, at: end, least})
    return {address: address + 1, at: end}
  }

  /** Decides whether a repetition goes through its body again. */
  private repeat(
    {register, min, max, isLazy, next}: Extract<Instruction, {kind: 'repeat'}>,
    address: number,
    at: number,
    choices: Choice[],
  ): Step {
    const count = this.registers[register] ?? 0
    // A round that took nothing is the last one: more of them would never end.
    if (count >= max || (count > 0 && this.registers[register + 1] === at)) return {address: next, at}
    if (count < min) return {address: address + 1, at}
    this.push(choices, {kind: 'try', address: isLazy ? address + 1 : next, at})
    return {address: isLazy ? next : address + 1, at}
  }

  private repeatGroup(
    {index, ignoreCase}: Extract<Instruction, {kind: 'backreference'}>,
    address: number,
    at: number,
  ): Step | undefined {
    const start = this.slots[index * 2] ?? -1
    const end = this.slots[index * 2 + 1] ?? -1
    if (start === -1 || end === -1) return undefined
    const wanted = this.text.slice(start, end)
    const found = this.text.slice(at, at + wanted.length)
    this.steps += wanted.length
    const isSame = found === wanted || (ignoreCase && found.toLowerCase() === wanted.toLowerCase())
    return isSame ? {address: address + 1, at: at + wanted.length} : undefined
  }

  private look(
    instruction: Extract<Instruction, {kind: 'look'}>,
    address: number,
    at: number,
    choices: Choice[],
  ): Step | undefined {
    const {direction, isNegative, shortest, longest, next} = instruction
    let isFound = false
    if (direction === 'ahead') isFound = this.runApart(address + 1, at, -1, choices) !== -1
    else {
      for (let length = shortest; !isFound && length <= longest && length <= at; length += 1) {
        isFound = this.runApart(address + 1, at - length, at, choices) !== -1
      }
    }
    return isFound === isNegative ? undefined : {address: next, at}
  }

  /** Runs a part with a stack of its own; what it changed in slots and registers is undone when the outer run goes back. */
  private runApart(address: number, at: number, goal: number, choices: Choice[]): number {
    const slots = [...this.slots]
    const registers = [...this.registers]
    const end = this.run(address, at, goal)
    this.registers.forEach((value, index) => {
      if (value !== registers[index]) choices.push({kind: 'restore-register', index, value: registers[index] ?? 0})
    })
    this.slots.forEach((value, index) => {
      if (value !== slots[index]) choices.push({kind: 'restore-slot', index, value: slots[index] ?? -1})
    })
    return end
  }

  private setRegister(index: number, value: number, choices: Choice[]): void {
    this.push(choices, {kind: 'restore-register', index, value: this.registers[index] ?? 0})
    this.registers[index] = value
  }

  private push(choices: Choice[], choice: Choice): void {
    if (choices.length >= maxChoices) this.tick(Infinity)
    choices.push(choice)
  }

  /** Undoes changes down to the last place where there was a choice. */
  private backtrack(choices: Choice[]): Step | undefined {
    while (true) {
      const choice = choices.pop()
      if (choice === undefined) return undefined
      switch (choice.kind) {
        case 'try':
          return choice
        case 'restore-slot':
          this.slots[choice.index] = choice.value
          break
        case 'restore-register':
          this.registers[choice.index] = choice.value
          break
        case 'give-back': {
          const at = this.before(choice.at)
          if (at > choice.least) choices.push({...choice, at})
          return {address: choice.address, at}
        }
        case 'take-more': {
          const more = this.takeMore(choice, choices)
          if (more !== undefined) return more
        }
      }
    }
  }

  private takeMore(choice: Extract<Choice, {kind: 'take-more'}>, choices: Choice[]): Step | undefined {
    const run = this.instructions[choice.address]
    if (run?.kind !== 'run') return undefined
    const at = this.take(run.test, choice.at)
    if (at === -1) return undefined
    if (choice.count + 1 < run.max) choices.push({...choice, at, count: choice.count + 1})
    return {address: choice.address + 1, at}
  }

  private before(at: number): number {
    const low = this.text.charCodeAt(at - 1)
    const high = this.text.charCodeAt(at - 2)
    const isPair = low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff
    return at - (isPair ? 2 : 1)
  }

  private holds(anchor: Anchor, at: number): boolean {
    const {length} = this.text
    switch (anchor) {
      case 'input-start':
        return at === 0
      case 'input-end':
        return at === length
      case 'last-match-end':
        return at === this.lastEnd
      case 'input-end-or-last-line':
        return at === length || this.isLastLineEnd(at)
      case 'line-start':
        return at === 0 || (at < length && this.endsLine(at - 1) && !this.isInsideCrLf(at))
      case 'line-end':
        return at === length || (this.endsLine(at) && !this.isInsideCrLf(at))
      case 'word-boundary':
        return this.isWord(at - 1) !== this.isWord(at)
      case 'no-word-boundary':
        return this.isWord(at - 1) === this.isWord(at)
    }
  }

  private isLastLineEnd(at: number): boolean {
    if (at === this.text.length - 1) return this.endsLine(at) && !this.isInsideCrLf(at)
    return at === this.text.length - 2 && this.text.startsWith('\r\n', at)
  }

  private isInsideCrLf(at: number): boolean {
    return this.text[at - 1] === '\r' && this.text[at] === '\n'
  }

  private endsLine(at: number): boolean {
    return isLineTerminator(this.text.charCodeAt(at))
  }

  private isWord(at: number): boolean {
    const codePoint = this.text.codePointAt(at)
    return at >= 0 && codePoint !== undefined && isWordCharacter(codePoint)
  }
}
