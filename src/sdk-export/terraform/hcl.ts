import {isJsonObject} from '../../model/json.js'
import type {Json} from '../../model/json.js'
import {textParts} from '../stack/stack.js'

/** Tells what is made here from maps that have any names. */
const tag: unique symbol = Symbol('hcl')

/** Text of Terraform's language that is written as it is: `aws_api_gateway_rest_api.api.id`. */
export type Expression = {readonly [tag]: 'expression'; readonly text: string}

type Template = {readonly [tag]: 'template'; readonly parts: readonly (string | Expression)[]}

type Encoded = {readonly [tag]: 'encoded'; readonly value: HclValue}

/** Text that is written as it is: never made of what a definition says. */
export function expression(text: string): Expression {
  return {[tag]: 'expression', text}
}

/** A text with expressions in it: `integrations/${…}`. */
export function template(...parts: readonly (string | Expression)[]): HclValue {
  return {[tag]: 'template', parts}
}

/** A value as JSON text in the configuration: `jsonencode({…})`. */
export function encoded(value: HclValue): HclValue {
  return {[tag]: 'encoded', value}
}

/** What an attribute may be; a text is always only itself. */
export type HclValue = null | boolean | number | string | Expression | Template | Encoded | readonly HclValue[] | HclMap

type HclMap = {readonly [name: string]: HclValue}

/** What stands in a block: attributes, then blocks; undefined members are left out. */
export type Body = {
  attributes: Readonly<Record<string, HclValue | undefined>>
  blocks?: readonly {name: string; body: Body}[]
}

/** A block with its labels, as `terraform fmt` writes it. */
export function blockText(name: string, labels: readonly string[], body: Body): string {
  return `${[name, ...labels.map((label) => JSON.stringify(label))].join(' ')} ${bodyText(body, 0)}\n`
}

function bodyText({attributes, blocks = []}: Body, depth: number): string {
  const indent = '  '.repeat(depth + 1)
  const written = Object.entries(attributes).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, valueText(value, depth + 1)]],
  )
  const parts = [
    ...aligned(written).map((line) => `${indent}${line}`),
    ...blocks.map((block, index) => {
      const gap = index > 0 || written.length > 0 ? '\n' : ''
      return `${gap}${indent}${block.name} ${bodyText(block.body, depth + 1)}`
    }),
  ]
  return parts.length === 0 ? '{\n}' : `{\n${parts.join('\n')}\n${'  '.repeat(depth)}}`
}

/** Equals signs stand below each other, in runs of lines that a longer value ends. */
function aligned(pairs: readonly [string, string][]): string[] {
  const lines: string[] = []
  let run: [string, string][] = []
  const flush = (): void => {
    const width = Math.max(0, ...run.map(([name]) => name.length))
    lines.push(...run.map(([name, text]) => `${name.padEnd(width)} = ${text}`))
    run = []
  }
  for (const pair of pairs) {
    if (!pair[1].includes('\n')) {
      run.push(pair)
      continue
    }
    flush()
    lines.push(`${pair[0]} = ${pair[1]}`)
  }
  flush()
  return lines
}

function valueText(value: HclValue, depth: number): string {
  if (typeof value === 'string') return `"${textInside(value)}"`
  if (isList(value)) return listText(value, depth)
  if (typeof value !== 'object' || value === null) return String(value)
  return isMade(value) ? madeText(value, depth) : mapText(value, depth)
}

type Made = Expression | Template | Encoded

function isMade(value: Made | HclMap): value is Made {
  return tag in value
}

function isList(value: HclValue): value is readonly HclValue[] {
  return Array.isArray(value)
}

function madeText(value: Made, depth: number): string {
  switch (value[tag]) {
    case 'expression':
      return value.text
    case 'template':
      return `"${joined(value.parts.map((part) => (typeof part === 'string' ? textInside(part) : interpolated(part.text))))}"`
    case 'encoded':
      return `jsonencode(${valueText(value.value, depth)})`
  }
}

function listText(values: readonly HclValue[], depth: number): string {
  if (values.length === 0) return '[]'
  const texts = values.map((value) => valueText(value, depth + 1))
  const line = `[${texts.join(', ')}]`
  if (line.length <= 100 && !line.includes('\n')) return line
  const indent = '  '.repeat(depth + 1)
  return `[\n${texts.map((text) => `${indent}${text},`).join('\n')}\n${'  '.repeat(depth)}]`
}

function mapText(map: HclMap, depth: number): string {
  const pairs = Object.entries(map).map(([name, value]): [string, string] => [
    `"${textInside(name)}"`,
    valueText(value, depth + 1),
  ])
  if (pairs.length === 0) return '{}'
  const indent = '  '.repeat(depth + 1)
  return `{\n${aligned(pairs)
    .map((line) => `${indent}${line}`)
    .join('\n')}\n${'  '.repeat(depth)}}`
}

/** A text between quotes: nothing in it is a template, ends the text, or is read as anything but itself. */
function textInside(text: string): string {
  return joined(
    textParts(text).map((part) => {
      if (typeof part === 'string') return literalText(part)
      return interpolated('account' in part ? 'data.aws_caller_identity.current.account_id' : `var.${part.variable}`)
    }),
  )
}

function interpolated(text: string): string {
  return `\${${text}}`
}

/** A dollar sign right before an interpolation would make text of it. */
function joined(pieces: readonly string[]): string {
  return pieces
    .map((piece, index) => (pieces[index + 1]?.startsWith('${') === true ? piece.replace(/\$$/, '\\u0024') : piece))
    .join('')
}

/** As JSON, but for what HCL writes otherwise; half a surrogate pair is no text in either. */
function literalText(text: string): string {
  return JSON.stringify(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'))
    .slice(1, -1)
    .replaceAll(/\\(.)/g, (escape, char: string) => shortEscapes.get(char) ?? escape)
    .replaceAll(/[\u007f-\u009f\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll(/[$%]\{/g, (sign) => `${sign.charAt(0)}${sign}`)
}

const shortEscapes = new Map([
  ['b', '\\u0008'],
  ['f', '\\u000c'],
])

/** A JSON value as it is written here. */
export function fromJson(value: Json, text: (value: string) => HclValue = (each) => each): HclValue {
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return value.map((each: Json) => fromJson(each, text))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fromJson(member, text)]))
}
