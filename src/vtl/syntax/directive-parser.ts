import {VtlError} from '../vtl-error.js'
import {parseValue} from './expression-parser.js'
import type {Argument, Directive} from './node.js'
import type {Token, TokenKind} from './token.js'
import type {TokenStream} from './token-stream.js'

/** Directives that end at their ")" and those that have a body up to #end. */
const bodies: ReadonlyMap<string, 'line' | 'block'> = new Map([
  ['foreach', 'block'],
  ['macro', 'block'],
  ['define', 'block'],
  ['literal', 'block'],
  ['include', 'line'],
  ['parse', 'line'],
  ['evaluate', 'line'],
  ['break', 'line'],
  ['stop', 'line'],
])

/** Whether the name is a built-in directive's, #if, #else, #elseif, #end and #set aside. */
export function isDirectiveName(name: string): boolean {
  return bodies.has(name)
}

/** Parses "#name(arguments)", and its body where the name has one. Any other name may be a macro's. */
export function parseDirective(stream: TokenStream): Directive {
  const mark = stream.mark()
  const token = stream.take('word', 'bracketed-word')
  const name = token.kind === 'word' ? token.image.slice(1) : token.image.slice(2, -1)
  const at = {line: token.line, column: token.column}
  stream.lexer.switchTo('directive')
  if (!stream.lexer.isParenthesisNext()) {
    if (name === 'macro') throw invalid('A #macro needs a name in parentheses.', token)
    stream.lexer.pop()
    return {name, args: [], hasParentheses: false, bodyLiteral: () => '', literal: stream.literalSince(mark), at}
  }
  const args = parseArguments(stream, name, token)
  const head = {name, args, hasParentheses: true, bodyLiteral: () => '', literal: stream.literalSince(mark), at}
  if (name === 'macro' && args.length === 0)
    throw invalid('The first argument of #macro is the name of the macro.', token)
  if ((bodies.get(name) ?? (name.startsWith('@') ? 'block' : 'line')) === 'line') return head
  const bodyMark = stream.mark()
  const body = stream.grammar.block(stream, ['end', 'eof'])
  const bodyLiteral = stream.literalSince(bodyMark)
  stream.take('end')
  const [first] = args
  if (name === 'macro' && first?.kind === 'word') stream.macroNames.add(first.text)
  return {...head, body, bodyLiteral, literal: stream.literalSince(mark)}
}

function parseArguments(stream: TokenStream, name: string, directive: Token): Argument[] {
  stream.skip('whitespace')
  stream.take('paren-open')
  const args: Argument[] = []
  while (isArgumentNext(stream)) {
    stream.skip('whitespace')
    if (stream.skip('comma')) stream.skip('whitespace')
    const argument = parseArgument(stream)
    checkArgument(argument, args.length, name, directive)
    args.push(argument)
  }
  stream.skip('whitespace')
  stream.take('paren-close')
  return args
}

const argumentKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'identifier',
  'curly-open',
  'word',
  'string',
  'integer',
  'float',
  'map-open',
  'bracket-open',
  'true',
  'false',
])

/** Looks two tokens ahead: blanks, a comma and blanks may come before an argument. */
function isArgumentNext(stream: TokenStream): boolean {
  const first = stream.peek().kind
  if (argumentKinds.has(first)) return true
  if (first !== 'whitespace' && first !== 'comma') return false
  const second = stream.peek(1).kind
  return argumentKinds.has(second) || (first === 'whitespace' ? second === 'comma' : second === 'whitespace')
}

function parseArgument(stream: TokenStream): Argument {
  if (!stream.is('word')) return parseValue(stream)
  const {image, special, line, column} = stream.take('word')
  return {kind: 'word', text: image, literal: () => special + image, at: {line, column}}
}

/** Bare words are for a macro's name and for the "in" of #foreach only. */
function checkArgument(argument: Argument, index: number, name: string, directive: Token): void {
  if (name === 'macro' && index === 0) {
    if (argument.kind !== 'word') throw invalid("A macro's name is a bare word, without quotes.", directive)
    return
  }
  const isAllowed = !isDirectiveName(name) || (name === 'foreach' && index === 1)
  if (argument.kind === 'word' && !isAllowed)
    throw invalid(`#${name} does not accept the bare word ${argument.text}.`, directive)
}

function invalid(message: string, token: Token): VtlError {
  return new VtlError('syntax', message, token.line, token.column)
}
