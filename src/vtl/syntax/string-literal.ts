import {VtlError} from '../vtl-error.js'
import type {Expression, Position} from './node.js'
import {TokenStream} from './token-stream.js'

/**
 * Parses a string token.
 *
 * A doubled quote stands for itself. Between double quotes "\uXXXX" is a character and, when there is a "$" or "#" in it, the
 * text is a template of its own; other backslashes are kept as they are.
 */
export function parseStringLiteral(stream: TokenStream): Expression {
  const token = stream.take('string')
  const {image, line, column} = token
  const at = {line, column}
  const literal = (): string => token.special + image
  const start = Math.max(image.search(/["']/), 0)
  const quote = image.charAt(start)
  const inner = image.slice(start + 1, -1)
  const isDouble = quote === '"' && start === 0
  const text = (isDouble ? unescapeUnicode(inner, at) : inner).replaceAll(quote + quote, quote)
  if (!isDouble || !/[$#]/.test(image)) return {kind: 'string', text, literal, at}
  // A blank behind the text keeps a final "$" or "#" from being an unfinished reference; behind a comment it would be lost.
  const hasComment = text.includes('##')
  const origin = {line, column: column + 1}
  const body = new TokenStream(hasComment ? text : `${text} `, stream.grammar, stream.macroNames, stream.depth, origin)
  return {
    kind: 'interpolated',
    body: body.nested(() => stream.grammar.block(body, ['eof'])),
    trimmed: hasComment ? 0 : 1,
    literal,
    at,
  }
}

/** "\\u" must be followed by four hexadecimal digits. */
function unescapeUnicode(text: string, {line, column}: Position): string {
  return text.replace(/\\u([^]{0,4})/g, (escape, digits: string) => {
    if (/^[0-9a-fA-F]{4}$/.test(digits)) return String.fromCharCode(Number.parseInt(digits, 16))
    throw new VtlError('syntax', `${escape} is not a character: four hexadecimal digits are needed.`, line, column)
  })
}
