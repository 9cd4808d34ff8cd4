import {Composer, isAlias, isMap, isPair, isScalar, isSeq, Lexer, Parser} from 'yaml'
import type {Alias, Document, Node, ParsedNode, Scalar, YAMLMap, YAMLSeq} from 'yaml'
import type {Json} from '../model/json.js'
import {longForm} from './cloudformation-tag.js'
import type {Path, Range} from './document.js'
import {limits} from './limits.js'
import {aliasBomb, duplicateKey, tooDeep} from './text-fault.js'
import type {TextFault} from './text-fault.js'
import {badMerge, keyNotText, notANumber, severalDocuments, unknownAnchor, unknownTag, yamlFault} from './yaml-fault.js'

export type YamlScan = {
  /** Undefined when a fault is an error (but for duplicate keys: the later one counts), and for an empty text. */
  value?: Json
  empty: boolean
  faults: readonly TextFault[]
  rangeOf: (path: Path) => Range | undefined
}

/**
 * Reads a YAML text as JSON: anchors and merge keys written out (shared, not copied), CloudFormation's short tags in their
 * long form, keys as they are written. Never throws for what a file can contain.
 */
export function scanYaml(text: string): YamlScan {
  const composed = compose(text)
  if ('fault' in composed) return {empty: false, faults: [composed.fault], rangeOf: () => undefined}
  const [document, second] = composed.documents
  const errors = composed.documents.flatMap((each) => each.errors.map((error) => yamlFault(error, text)))
  const reader = new YamlReader(text, errors)
  if (second !== undefined) reader.faults.push(severalDocuments(startOf(second.contents)))
  const contents = document?.contents ?? null
  if (contents === null || document === undefined) return {empty: true, faults: reader.faults, rangeOf: () => undefined}
  const value = reader.read(contents)
  const failed = reader.faults.some((fault) => fault.severity === 'error' && fault.code !== 'SPEC_DUPLICATE_KEY')
  return {
    ...(failed ? {} : {value}),
    empty: isScalar(contents) && contents.value === null,
    faults: reader.faults,
    rangeOf: (path) => reader.rangeOf(contents, path),
  }
}

type Composed = {documents: Document.Parsed[]} | {fault: TextFault}

/** Depth is watched while the text is cut into tokens: deep nesting takes the whole process down in the composer. */
function compose(text: string): Composed {
  const parser = new Parser()
  const tokens = []
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > limits.depth * 2) return {fault: tooDeep(parser.offset)}
  }
  for (const token of parser.end()) tokens.push(token)
  const composer = new Composer({uniqueKeys: false, prettyErrors: false})
  return {documents: [...composer.compose(tokens, true, text.length)]}
}

class YamlReader {
  readonly faults: TextFault[]
  private readonly anchors = new Map<string, {node: Node; value: Json; size: number}>()
  private readonly targets = new Map<Alias, Node>()
  private size = 0

  constructor(
    private readonly text: string,
    faults: readonly TextFault[],
  ) {
    this.faults = [...faults]
  }

  read(node: ParsedNode | Node | null): Json {
    const before = this.size
    this.size += 1
    const value = this.tagged(node)
    if (node !== null && !isAlias(node) && node.anchor !== undefined) {
      this.anchors.set(node.anchor, {node, value, size: this.size - before})
    }
    return value
  }

  private tagged(node: ParsedNode | Node | null): Json {
    const value = this.plain(node)
    const tag = node?.tag
    if (node === null || tag === undefined || !tag.startsWith('!')) return value
    const long = longForm(tag, value)
    if (long !== undefined) return long
    this.faults.push(unknownTag(startOf(node), tag))
    return value
  }

  private plain(node: ParsedNode | Node | null): Json {
    if (isAlias(node)) return this.alias(node)
    if (isMap(node)) return this.map(node)
    if (isSeq(node)) return node.items.map((item) => (isPair(item) ? this.read(null) : this.read(item as Node | null)))
    if (isScalar(node)) return this.scalar(node)
    return null
  }

  private alias(node: Alias): Json {
    const anchor = this.anchors.get(node.source)
    if (anchor === undefined) {
      this.faults.push(unknownAnchor(startOf(node), node.source))
      return null
    }
    this.targets.set(node, anchor.node)
    if (this.size <= limits.values && this.size + anchor.size > limits.values)
      this.faults.push(aliasBomb(startOf(node)))
    this.size += anchor.size
    return anchor.value
  }

  private scalar(node: Scalar): Json {
    const {value} = node
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.faults.push(notANumber(startOf(node), node.source ?? String(value)))
      return null
    }
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
    return typeof value === 'bigint' ? Number(value) : null
  }

  /** Merge keys give what the map itself does not say, wherever they stand; of several the first wins. */
  private map(node: YAMLMap): Json {
    const own = new Map<string, {value: Json; written: string}>()
    const merged = new Map<string, Json>()
    for (const pair of node.items) {
      const keyNode = pair.key as Node | null
      const key = this.key(keyNode)
      const value = this.read(pair.value as Node | null)
      if (key === undefined) continue
      const offset = startOf(keyNode)
      if (isMergeKey(keyNode)) {
        this.merge(merged, value, offset)
        continue
      }
      const first = own.get(key)
      const written = this.written(pair.value as Node | null)
      if (first !== undefined) this.faults.push(duplicateKey(offset, key, {first: first.written, later: written}))
      own.set(key, {value, written})
    }
    const entries = [...merged].filter(([key]) => !own.has(key))
    return Object.fromEntries([...entries, ...[...own].map(([key, {value}]) => [key, value] as const)])
  }

  private written(node: Node | null): string {
    const range = rangeOfNode(node)
    return range === undefined ? '' : this.text.slice(range.valueStart, range.valueEnd)
  }

  private merge(merged: Map<string, Json>, value: Json, offset: number): void {
    for (const source of Array.isArray(value) ? (value as readonly Json[]) : [value]) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        this.faults.push(badMerge(offset))
        continue
      }
      this.size += Object.keys(source).length
      for (const [key, member] of Object.entries(source)) if (!merged.has(key)) merged.set(key, member)
    }
  }

  /** A key as it is written: `200:` and `1.0:` are texts in JSON. */
  private key(node: Node | null): string | undefined {
    if (node === null) return ''
    const scalar = isAlias(node) ? this.anchors.get(node.source)?.node : node
    if (!isScalar(scalar)) {
      this.faults.push(keyNotText(startOf(node)))
      return undefined
    }
    if (scalar.anchor !== undefined)
      this.anchors.set(scalar.anchor, {node: scalar, value: String(scalar.value), size: 1})
    if (typeof scalar.value === 'string') return scalar.value
    return scalar.source ?? String(scalar.value)
  }

  rangeOf(root: Node, path: Path): Range | undefined {
    let range: Range | undefined = rangeOfNode(root)
    let node: Node | null = root
    for (const step of path) {
      const target: Node | null = isAlias(node) ? (this.targets.get(node) ?? null) : node
      if (target?.tag !== undefined && longFormStep(target.tag, step)) continue
      const found = this.step(target, step)
      if (found === undefined) return undefined
      node = found.node
      const value = rangeOfNode(node)
      const keyStart = found.key === undefined ? undefined : startOf(found.key)
      range = {valueStart: value?.valueStart ?? keyStart ?? 0, valueEnd: value?.valueEnd ?? keyStart ?? 0}
      if (keyStart !== undefined) range.keyStart = keyStart
    }
    return range
  }

  private step(node: Node | null, step: string | number): {node: Node | null; key?: Node} | undefined {
    if (isSeq(node)) {
      const item = (node as YAMLSeq<Node | null>).items[Number(step)]
      return item === undefined ? undefined : {node: item}
    }
    if (!isMap(node)) return undefined
    const pair = node.items.findLast((each) => keyText(each.key as Node | null) === String(step))
    if (pair !== undefined) return {node: pair.value as Node | null, ...(pair.key !== null && {key: pair.key as Node})}
    const merges = node.items.filter((each) => isMergeKey(each.key as Node | null))
    for (const merge of merges) {
      for (const source of this.mergeSources(merge.value as Node | null)) {
        const found = this.step(source, step)
        if (found !== undefined) return found
      }
    }
    return undefined
  }

  private mergeSources(node: Node | null): (Node | null)[] {
    const target = isAlias(node) ? (this.targets.get(node) ?? null) : node
    return isSeq(target)
      ? target.items.map((item) => (isAlias(item) ? (this.targets.get(item) ?? null) : (item as Node)))
      : [target]
  }
}

function keyText(node: Node | null): string | undefined {
  if (node === null) return ''
  if (!isScalar(node)) return undefined
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
}

function isMergeKey(node: Node | null): boolean {
  return isScalar(node) && node.value === '<<' && node.type === 'PLAIN'
}

/** `{'Fn::Sub': text}` was `!Sub text`: the step into it stays on the same node. */
function longFormStep(tag: string, step: string | number): boolean {
  const long = longForm(tag, '')
  return long !== undefined && Object.hasOwn(long, step)
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0
}

function rangeOfNode(node: Node | null): Range | undefined {
  return node?.range ? {valueStart: node.range[0], valueEnd: node.range[1]} : undefined
}
