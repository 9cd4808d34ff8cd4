import {Composer, isMap, isNode, isPair, isScalar, isSeq, Lexer, LineCounter, Parser} from 'yaml'
import type {Document, Node} from 'yaml'
import type {Problem} from '../errors/problem.js'

/** One YAML file of settings: its value, and where each part of it stands. */
export type YamlFile = {
  /** Undefined when a problem is an error. */
  value?: unknown
  problems: Problem[]
  /** Line and column (from 1) of a value, or of its key; of the nearest enclosing value when it does not exist. */
  locate: (path: readonly PropertyKey[], part?: 'key' | 'value') => {line: number; column: number}
}

/** Settings are small: what is larger or deeper is something else. */
const limits = {chars: 1_000_000, depth: 60, aliases: 1_000}

/** Text of a YAML file to a value. Pure; never throws for what a file can contain. */
export function parseYamlFile(text: string, file: string): YamlFile {
  const start = () => ({line: 1, column: 1})
  if (text.length > limits.chars) return {problems: [{...tooLarge, file, ...start()}], locate: start}
  const counter = new LineCounter()
  const document = compose(text, counter)
  if (document === 'too deep') return {problems: [{...tooLarge, file, ...start()}], locate: start}
  const place = (offset: number) => {
    const {line, col} = counter.linePos(offset)
    return {line: Math.max(1, line), column: Math.max(1, col)}
  }
  const locate: YamlFile['locate'] = (path, part) => place(offsetOf(document, path, part))
  const errors = document?.errors ?? []
  const problems = errors.map((error): Problem => ({...syntax(error.message), file, ...place(error.pos[0])}))
  if (problems.length > 0) return {problems, locate}
  try {
    return {value: document?.toJS({maxAliasCount: limits.aliases}) as unknown, problems, locate}
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return {problems: [{...syntax(error.message), file, ...start()}], locate}
  }
}

/** Depth is watched while the text is cut into tokens: deep nesting takes the whole process down in the composer. */
function compose(text: string, counter: LineCounter): Document.Parsed | undefined | 'too deep' {
  const parser = new Parser(counter.addNewLine)
  counter.addNewLine(0)
  const tokens = []
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > limits.depth * 2) return 'too deep'
  }
  for (const token of parser.end()) tokens.push(token)
  return [...new Composer({merge: true, prettyErrors: false}).compose(tokens, true, text.length)][0]
}

function offsetOf(document: Document.Parsed | undefined, path: readonly PropertyKey[], part?: 'key' | 'value'): number {
  let node: Node | null = document?.contents ?? null
  let offset = startOf(node) ?? 0
  for (const [index, step] of path.entries()) {
    const found = stepInto(node, step)
    if (found === undefined) return offset
    const last = index === path.length - 1
    offset =
      (last && part === 'key' ? startOf(found.key) : undefined) ?? startOf(found.value) ?? startOf(found.key) ?? offset
    node = found.value
  }
  return offset
}

function stepInto(node: Node | null, step: PropertyKey): {key: Node | null; value: Node | null} | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)]
    return isNode(item) ? {key: null, value: item} : undefined
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find((each) => isPair(each) && isScalar(each.key) && String(each.key.value) === String(step))
  if (pair === undefined) return undefined
  return {key: isNode(pair.key) ? pair.key : null, value: isNode(pair.value) ? pair.value : null}
}

function startOf(node: Node | null): number | undefined {
  return node?.range?.[0]
}

const tooLarge = {
  severity: 'error',
  code: 'SETTINGS_TOO_LARGE',
  what: 'The file is too large, or nested too deeply, to be settings.',
  why: `At most ${limits.chars} characters and ${limits.depth} levels are read.`,
  fix: 'Name the right file.',
} as const

function syntax(message: string): Pick<Problem, 'severity' | 'code' | 'what' | 'why' | 'fix'> {
  const text = message.replace(/ at line \d+, column \d+:?[\s\S]*$/, '').trim()
  return {
    severity: 'error',
    code: 'SETTINGS_SYNTAX',
    what: /[.!?]$/.test(text) ? text : `${text}.`,
    why: 'The file is not valid YAML here.',
    fix: 'Compare the indentation and the quotes with the lines above.',
  }
}
