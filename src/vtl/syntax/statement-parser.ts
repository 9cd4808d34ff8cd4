import {isDirectiveName, parseDirective} from './directive-parser.js'
import {parseExpression, parseIndex, parseParameters} from './expression-parser.js'
import type {Block, Branch, Statement} from './node.js'
import {parseReference} from './reference-parser.js'
import type {Token, TokenKind} from './token.js'
import {TokenStream, unexpected, type Grammar} from './token-stream.js'

const grammar: Grammar = {block: parseBlock, index: parseIndex, parameters: parseParameters}

/** Parses a whole template; VtlError with the place of the first mistake. */
export function parseTemplateSource(source: string): Block {
  const stream = new TokenStream(source, grammar, new Set(), 0, {line: 1, column: 1})
  return parseBlock(stream, ['eof'])
}

/** Parses statements up to a token of one of the kinds, which is left in the stream. */
function parseBlock(stream: TokenStream, ends: readonly TokenKind[]): Statement[] {
  const statements: Statement[] = []
  while (!ends.includes(stream.peek().kind)) {
    const statement = parseStatement(stream)
    const last = statements.at(-1)
    if (statement.kind !== 'text') statements.push(statement)
    else if (last?.kind === 'text') last.text += statement.text
    else if (statement.text !== '') statements.push(statement)
  }
  return statements
}

function parseStatement(stream: TokenStream): Statement {
  const token = stream.peek()
  switch (token.kind) {
    case 'if':
      return stream.nested(() => parseIf(stream))
    case 'set':
      return parseSet(stream)
    case 'word':
    case 'bracketed-word':
      return {kind: 'directive', directive: stream.nested(() => parseDirective(stream))}
    case 'identifier':
      return {kind: 'print', reference: parseReference(stream)}
    case 'curly-open':
      if (stream.is('identifier', 1)) return {kind: 'print', reference: parseReference(stream)}
      return {kind: 'text', text: takeText(stream)}
    case 'double-escape':
      return {kind: 'text', text: takeEscapes(stream)}
    default:
      return {kind: 'text', text: takeText(stream)}
  }
}

function parseIf(stream: TokenStream): Statement {
  const branches = [parseBranch(stream, 'if')]
  while (stream.is('elseif')) branches.push(parseBranch(stream, 'elseif'))
  const otherwise = stream.skip('else') ? parseBlock(stream, ['end', 'eof']) : []
  stream.take('end')
  return {kind: 'if', branches, otherwise}
}

function parseBranch(stream: TokenStream, kind: 'if' | 'elseif'): Branch {
  stream.take(kind)
  stream.skip('whitespace')
  stream.take('paren-open')
  const condition = parseExpression(stream)
  stream.take('paren-close')
  return {condition, body: parseBlock(stream, ['elseif', 'else', 'end', 'eof'])}
}

function parseSet(stream: TokenStream): Statement {
  const {line, column} = stream.take('set')
  stream.skip('whitespace')
  const target = parseReference(stream)
  stream.skip('whitespace')
  stream.take('assign')
  const value = parseExpression(stream)
  stream.take('paren-close')
  stream.lexer.inSet = false
  stream.skip('newline')
  return {kind: 'set', target, value, at: {line, column}}
}

/** The text a token stands for when it is not code. */
function takeText(stream: TokenStream): string {
  const token = stream.peek()
  switch (token.kind) {
    case 'text':
    case 'dot':
    case 'paren-close':
    case 'paren-open':
    case 'integer':
    case 'float':
    case 'string':
    case 'escape':
    case 'curly-open':
    case 'curly-close':
    case 'empty-index':
      stream.take(token.kind)
      return token.special + token.image
    case 'line-comment-open':
      stream.take(token.kind)
      stream.skip('line-comment-close')
      return beforeComment(token)
    case 'block-comment-close':
    case 'formal-comment-close':
      stream.take(token.kind)
      return beforeComment(token)
    case 'textblock':
      stream.take(token.kind)
      return token.image.slice(3, -3)
    case 'escaped-directive':
      stream.take(token.kind)
      token.image = unescapeDirective(token.image, stream)
      return token.image
    default:
      throw unexpected(token)
  }
}

/** A "$" that was read on the way to a comment is printed. */
function beforeComment(token: Token): string {
  const start = /##|#\*/.exec(token.image)
  return start === null ? '' : token.image.slice(0, start.index)
}

/** "\#if" prints "#if", but "\#no-directive" keeps its backslash. */
function unescapeDirective(image: string, stream: TokenStream): string {
  const last = image.lastIndexOf('\\')
  const directive = image.slice(last + 1)
  const name = directive.replace(/^#\{?|\}$/g, '')
  return isKnown(name, stream) ? image.slice(0, last / 2) + directive : image
}

function isKnown(name: string, stream: TokenStream): boolean {
  return ['if', 'end', 'set', 'else', 'elseif'].includes(name) || isDirectiveName(name) || stream.macroNames.has(name)
}

/** Pairs of backslashes print as one in front of a directive and as they are otherwise. */
function takeEscapes(stream: TokenStream): string {
  let count = 0
  while (stream.skip('double-escape')) count += 1
  const next = stream.peek()
  const isControl = ['if', 'else', 'elseif', 'end'].includes(next.kind)
  const name = next.image.slice(1)
  return (isControl || isDirectiveName(name) || stream.macroNames.has(name) ? '\\' : '\\\\').repeat(count)
}
