import type {BinaryOperator, Expression, Position} from './node.js'
import {parseReference} from './reference-parser.js'
import {parseStringLiteral} from './string-literal.js'
import {VtlError} from '../vtl-error.js'
import type {Token, TokenKind} from './token.js'
import {unexpected, type TokenStream} from './token-stream.js'

/** Binary operators by precedence, loosest first; operators of one row associate to the left. */
const precedence: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and'],
  ['equal', 'not-equal'],
  ['less', 'less-equal', 'greater', 'greater-equal'],
  ['plus', 'minus'],
  ['multiply', 'divide', 'modulo'],
]

/** Operators of one precedence in a row; each is a level of the tree. */
const maxOperators = 1000

/** Parses what #if and #set accept: operators over values. */
export function parseExpression(stream: TokenStream, level = 0): Expression {
  const operators = precedence[level]
  if (operators === undefined) return parseUnary(stream)
  let left = parseExpression(stream, level + 1)
  for (let count = 0; ; count += 1) {
    const token = stream.peek()
    const operator = operators.find((candidate) => candidate === token.kind)
    if (operator === undefined) return left
    if (count === maxOperators) throw tooLong(token)
    stream.take(operator)
    const mark = stream.mark()
    const right = parseExpression(stream, level + 1)
    const at = {line: token.line, column: token.column}
    left = {kind: 'binary', operator, left, right, literal: stream.literalSince(mark), at}
  }
}

function tooLong(token: Token): VtlError {
  return new VtlError(
    'limit',
    `An expression has more than ${maxOperators} operators in a row.`,
    token.line,
    token.column,
  )
}

/** Parses the values between "(" and ")" of a method call; at least one. */
export function parseParameters(stream: TokenStream): Expression[] {
  const parameters = [parseParameter(stream)]
  while (stream.skip('comma')) parameters.push(parseParameter(stream))
  return parameters
}

/** Parses a value with blanks around it: no operators. */
export function parseParameter(stream: TokenStream): Expression {
  stream.skip('whitespace')
  const value = parseValue(stream)
  stream.skip('whitespace')
  return value
}

/** Parses what stands between "[" and "]" behind a reference. */
export function parseIndex(stream: TokenStream): Expression {
  stream.skip('whitespace')
  if (!indexKinds.has(stream.peek().kind)) throw unexpected(stream.peek())
  const index = parseValue(stream)
  stream.skip('whitespace')
  return index
}

const indexKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'string',
  'integer',
  'true',
  'false',
  'identifier',
  'curly-open',
])

/** Parses one literal, list, map or reference. */
export function parseValue(stream: TokenStream): Expression {
  const token = stream.peek()
  const at = {line: token.line, column: token.column}
  switch (token.kind) {
    case 'identifier':
    case 'curly-open': {
      const mark = stream.mark()
      const reference = parseReference(stream)
      return {kind: 'reference', reference, literal: stream.literalSince(mark), at}
    }
    case 'string':
      return parseStringLiteral(stream)
    case 'integer':
    case 'float':
      stream.take(token.kind)
      return {kind: token.kind, digits: token.image, literal: () => token.special + token.image, at}
    case 'true':
    case 'false':
      stream.take(token.kind)
      return {kind: 'boolean', value: token.kind === 'true', literal: () => token.special + token.image, at}
    case 'bracket-open':
      return stream.nested(() => parseListOrRange(stream, at))
    case 'map-open':
      return stream.nested(() => parseMap(stream, at))
    default:
      throw unexpected(token)
  }
}

function parseUnary(stream: TokenStream): Expression {
  const offset = stream.is('whitespace') ? 1 : 0
  if (!stream.is('not', offset)) return parsePrimary(stream)
  stream.skip('whitespace')
  const token = stream.take('not')
  const mark = stream.mark()
  const operand = stream.nested(() => parseUnary(stream))
  const at = {line: token.line, column: token.column}
  return {kind: 'not', operand, literal: stream.literalSince(mark), at}
}

function parsePrimary(stream: TokenStream): Expression {
  stream.skip('whitespace')
  const value = stream.is('paren-open') ? stream.nested(() => parseGroup(stream)) : parseValue(stream)
  stream.skip('whitespace')
  return value
}

function parseGroup(stream: TokenStream): Expression {
  stream.take('paren-open')
  const mark = stream.mark()
  const inner = parseExpression(stream)
  const literal = stream.literalSince(mark)
  stream.take('paren-close')
  return {...inner, literal}
}

/** "[a, b]" and "[1..3]" differ only behind their first value. */
function parseListOrRange(stream: TokenStream, at: Position): Expression {
  const mark = stream.mark()
  stream.take('bracket-open')
  if (stream.skip('bracket-close')) return {kind: 'list', items: [], literal: stream.literalSince(mark), at}
  const first = parseParameter(stream)
  if ((first.kind === 'reference' || first.kind === 'integer') && stream.skip('double-dot')) {
    const to = parseParameter(stream)
    if (to.kind !== 'reference' && to.kind !== 'integer') throw unexpected(stream.peek())
    stream.take('bracket-close')
    return {kind: 'range', from: first, to, literal: stream.literalSince(mark), at}
  }
  const items = [first]
  while (stream.skip('comma')) items.push(parseParameter(stream))
  stream.take('bracket-close')
  return {kind: 'list', items, literal: stream.literalSince(mark), at}
}

function parseMap(stream: TokenStream, at: Position): Expression {
  const mark = stream.mark()
  stream.take('map-open')
  const entries: [Expression, Expression][] = []
  const offset = stream.is('whitespace') ? 1 : 0
  if (stream.is('map-close', offset) || stream.is('curly-close', offset)) stream.skip('whitespace')
  else {
    do {
      const key = parseParameter(stream)
      stream.take('colon')
      entries.push([key, parseParameter(stream)])
    } while (stream.skip('comma'))
  }
  // Behind a reference the lexer is in another state and calls the same brace by its other name.
  stream.take('map-close', 'curly-close')
  return {kind: 'map', entries, literal: stream.literalSince(mark), at}
}
