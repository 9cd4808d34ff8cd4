/**
 * Something in the `pattern` of a model. `refused`: API Gateway does not take it, or may read it otherwise than JavaScript
 * of today. `misread`: it reads it as JavaScript does, which is hardly what was meant. `text` completes "The pattern has …".
 */
export type PatternFault = {kind: 'refused' | 'misread'; text: string}

/** What a pattern is made of. `isJavaToo`: java.util.regex reads it alike, on texts of printable ASCII. */
export type EcmaPattern = {faults: readonly PatternFault[]; isJavaToo: boolean}

/**
 * Looks at the `pattern` of a model as API Gateway's validator reads it: ECMAScript 5, whatever is written in. Never throws.
 *
 * API Gateway's findings are in the words of json-schema-validator 2.2 ("ECMA 262 regex … does not match"), which has its
 * patterns tested by Rhino or Nashorn, engines of ES5: https://github.com/java-json-tools/json-schema-core,
 * RegexECMA262Helper. Which of both is not known: what one of them refuses or reads otherwise is a fault.
 */
export function readEcmaPattern(source: string): EcmaPattern {
  const reader = new Reader(source)
  reader.read()
  const unreadable = syntaxError(source)
  const refusals = reader.faults.filter(({kind}) => kind === 'refused')
  const isTold = unreadable === undefined || refusals.length > 0
  const faults = isTold ? reader.faults : [{kind: 'refused' as const, text: unreadable}, ...reader.faults]
  return {faults, isJavaToo: reader.isJavaToo}
}

function syntaxError(source: string): string | undefined {
  try {
    new RegExp(source)
    return undefined
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return `a mistake (${message.split(': ').at(-1) ?? message})`
  }
}

/** Larger counts of a repetition are an error in Rhino. */
const largestCount = 65_535

class Reader {
  readonly faults: PatternFault[] = []
  isJavaToo = true
  readonly #source: string
  readonly #open: ('group' | 'look')[] = []
  #at = 0
  #groups = 0
  #lastReference = 0

  constructor(source: string) {
    this.#source = source
  }

  read(): void {
    while (this.#at < this.#source.length) {
      const character = this.#source[this.#at]
      this.#at += 1
      if (character === '\\') this.#escape()
      else if (character === '[') this.#characterClass()
      else if (character === '(') this.#openGroup()
      else if (character === ')') this.#closeGroup()
      else if (character === '{') this.#count()
    }
    // Rhino lets nothing match there, Nashorn a control character.
    if (this.#lastReference > this.#groups) this.#refuse(`"\\${this.#lastReference}", and no such group`)
  }

  #openGroup(): void {
    const special = this.#take(/\?(<[=!]|.|$)/y)?.[0]
    if (special === undefined) this.#groups += 1
    else if (special !== '?:' && special !== '?=' && special !== '?!') this.#refuse(specialGroup(special))
    this.#open.push(special === '?=' || special === '?!' ? 'look' : 'group')
  }

  #closeGroup(): void {
    // Rhino takes it, Nashorn does not.
    if (this.#open.pop() === 'look' && this.#take(/(?=[*+?]|\{\d)/y)) this.#refuse('a repetition of a lookahead')
  }

  #count(): void {
    const counts = this.#take(/(\d+)(?:,(\d*))?\}/y)
    if (counts === undefined) return
    const [, least = '', most = ''] = counts
    if (Math.max(Number(least), Number(most)) > largestCount) this.#refuse(`a count beyond ${largestCount}`)
  }

  /** What follows a backslash; answers whether it stands for a set of characters. */
  #escape(): boolean {
    const reference = this.#take(/[1-9]\d*/y)?.[0]
    if (reference !== undefined) {
      this.isJavaToo = false
      this.#lastReference = Math.max(this.#lastReference, Number(reference))
      return false
    }
    // The engines disagree about how many digits belong to it.
    if (this.#take(/0\d+/y)) this.#refuse('an octal escape')
    if (this.#take(/u[\da-f]{4}|x[\da-f]{2}|c[a-z]/iy)) return false
    if (this.#take(/[dDsSwW]/y)) return true
    if (this.#take(/[bBfnrtv]/y)) return false
    const letter = this.#take(/[a-z]/iy)?.[0]
    if (letter !== undefined) this.#misread(`"\\${letter}", which stands for the letter "${letter}"`)
    else this.#at += 1
    return false
  }

  #characterClass(): void {
    this.#take(/\^/y)
    // Java takes a "]" here for a member.
    if (this.#take(/(?=\])/y)) this.isJavaToo = false
    while (this.#at < this.#source.length && !this.#take(/\]/y)) this.#member()
  }

  #member(): void {
    const start = this.#at
    const isSet = this.#classCharacter()
    if (!this.#take(/-(?!\])/y)) return
    const from = this.#source.slice(start, this.#at - 1)
    const upTo = this.#at
    const isUpperSet = this.#classCharacter()
    if (isSet) this.isJavaToo = false
    // Rhino refuses both; JavaScript of today takes the hyphen for a member.
    const isBackwards = from === '\\d' && (this.#source.at(upTo) ?? '') < '9'
    if (isUpperSet || isBackwards) this.#refuse(`the range "${this.#source.slice(start, this.#at)}"`)
  }

  #classCharacter(): boolean {
    if (this.#take(/\\/y)) return this.#escape()
    if (this.#take(/\[:\w+:\]?/y)) {
      this.#misread('"[:…:]", which stands for the characters themselves')
      return false
    }
    if (this.#take(/&&(?=\[)/y)) this.#misread('"&&[", which stands for the characters themselves')
    if (this.#take(/(?=\[|&&)/y)) this.isJavaToo = false
    this.#at += 1
    return false
  }

  #take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at
    const match = expression.exec(this.#source)
    if (match === null) return undefined
    this.#at += match[0].length
    return match
  }

  #refuse(text: string): void {
    this.#tell({kind: 'refused', text})
  }

  #misread(text: string): void {
    this.isJavaToo = false
    this.#tell({kind: 'misread', text})
  }

  #tell(fault: PatternFault): void {
    if (!this.faults.some(({text}) => text === fault.text)) this.faults.push(fault)
  }
}

function specialGroup(start: string): string {
  if (start === '?<=' || start === '?<!') return `a lookbehind "(${start}"`
  if (start === '?<' || start === '?P') return 'a group with a name'
  return start === '?>' ? 'an atomic group "(?>"' : `a group "(${start}"`
}
