import type {Path, Range} from './document.js'
import {limits} from './limits.js'
import {duplicateKey} from './text-fault.js'
import type {TextFault} from './text-fault.js'

/** One value of a JSON text: where it is, and its members. */
type JsonNode = {
  valueStart: number
  valueEnd: number
  keyStart?: number
  members?: Map<string, JsonNode>
  items?: JsonNode[]
}

export type JsonScan = {
  /** Where the text stops being JSON, and why. */
  fault?: {offset: number; what: string}
  /** Where values are nested more deeply than is read. */
  tooDeep?: number
  /** Keys that an object has more than once. */
  duplicates: readonly TextFault[]
  rangeOf: (path: Path) => Range | undefined
}

/**
 * Reads a JSON text for what JSON.parse does not tell: positions, duplicate keys, depth, and where it stops being JSON.
 *
 * Never throws; stops at the first fault.
 */
export function scanJson(text: string): JsonScan {
  const scanner = new JsonScanner(text)
  const root = scanner.scan()
  return {
    ...(scanner.fault && {fault: scanner.fault}),
    ...(scanner.tooDeep !== undefined && {tooDeep: scanner.tooDeep}),
    duplicates: scanner.duplicates,
    rangeOf: (path) => rangeOf(root, path),
  }
}

function rangeOf(root: JsonNode | undefined, path: Path): Range | undefined {
  let node = root
  for (const step of path) node = node?.members?.get(String(step)) ?? node?.items?.[Number(step)]
  return node
}

class Stop extends Error {}

/** Recursive descent; the depth limit keeps the stack small. */
class JsonScanner {
  fault: JsonScan['fault']
  tooDeep: number | undefined
  readonly duplicates: TextFault[] = []
  private offset = 0
  private depth = 0

  constructor(private readonly text: string) {}

  scan(): JsonNode | undefined {
    try {
      const root = this.value()
      this.space()
      if (this.offset < this.text.length) this.stop('There is more text after the end of the value.')
      return root
    } catch (error) {
      if (error instanceof Stop) return undefined
      throw error
    }
  }

  private value(): JsonNode {
    this.space()
    const valueStart = this.offset
    switch (this.text[valueStart]) {
      case '{':
        return this.nested(() => this.object(valueStart))
      case '[':
        return this.nested(() => this.array(valueStart))
      case '"':
        this.string()
        return {valueStart, valueEnd: this.offset}
      default:
        return this.word(valueStart)
    }
  }

  private nested(read: () => JsonNode): JsonNode {
    this.depth += 1
    if (this.depth > limits.depth) {
      this.tooDeep = this.offset
      throw new Stop()
    }
    const node = read()
    this.depth -= 1
    return node
  }

  private object(valueStart: number): JsonNode {
    const members = new Map<string, JsonNode>()
    this.offset += 1
    this.space()
    if (this.skip('}')) return {valueStart, valueEnd: this.offset, members}
    do {
      this.member(members)
      this.space()
    } while (this.skip(','))
    if (!this.skip('}')) this.stop('A comma or "}" is expected here.')
    return {valueStart, valueEnd: this.offset, members}
  }

  private member(members: Map<string, JsonNode>): void {
    this.space()
    const keyStart = this.offset
    if (this.text[keyStart] !== '"') this.stop('A key in double quotes is expected here.')
    const key = this.string()
    this.space()
    if (!this.skip(':')) this.stop('A colon is expected after the key.')
    const node = {...this.value(), keyStart}
    const first = members.get(key)
    if (first !== undefined) {
      this.duplicates.push(duplicateKey(keyStart, key, {first: this.written(first), later: this.written(node)}))
    }
    members.set(key, node)
  }

  private array(valueStart: number): JsonNode {
    const items: JsonNode[] = []
    this.offset += 1
    this.space()
    if (this.skip(']')) return {valueStart, valueEnd: this.offset, items}
    do {
      items.push(this.value())
      this.space()
    } while (this.skip(','))
    if (!this.skip(']')) this.stop('A comma or "]" is expected here.')
    return {valueStart, valueEnd: this.offset, items}
  }

  private string(): string {
    const start = this.offset
    let end = this.text.indexOf('"', start + 1)
    while (end !== -1 && this.escaped(end)) end = this.text.indexOf('"', end + 1)
    if (end === -1) this.stop('This text in double quotes has no end.')
    this.offset = end + 1
    const written = this.text.slice(start, end + 1)
    try {
      return written.includes('\\') || hasControl.test(written) ? (JSON.parse(written) as string) : written.slice(1, -1)
    } catch {
      this.offset = start
      this.stop(`This text holds a line break, a control character or an escape that JSON does not know.`)
    }
  }

  /** Whether an odd number of backslashes stands before the quote. */
  private escaped(quote: number): boolean {
    let slashes = 0
    while (this.text[quote - 1 - slashes] === '\\') slashes += 1
    return slashes % 2 === 1
  }

  private word(valueStart: number): JsonNode {
    wordPattern.lastIndex = valueStart
    const match = wordPattern.exec(this.text)
    if (match === null)
      this.stop(valueStart >= this.text.length ? 'The text ends too early.' : 'A value is expected here.')
    this.offset = wordPattern.lastIndex
    return {valueStart, valueEnd: this.offset}
  }

  private space(): void {
    let code = this.text.charCodeAt(this.offset)
    while (code === 32 || code === 10 || code === 13 || code === 9) {
      this.offset += 1
      code = this.text.charCodeAt(this.offset)
    }
  }

  private skip(character: string): boolean {
    if (this.text[this.offset] !== character) return false
    this.offset += 1
    return true
  }

  private written(node: JsonNode): string {
    return this.text.slice(node.valueStart, node.valueEnd)
  }

  private stop(what: string): never {
    this.fault = {offset: Math.min(this.offset, this.text.length), what}
    throw new Stop()
  }
}

/** JSON strings may not hold these characters unescaped. */
const hasControl = /[\u0000-\u001f]/
const wordPattern = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
