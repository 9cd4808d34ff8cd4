import type {Literal, Position, Reference, Step} from './node.js'
import type {Token, TokenKind} from './token.js'
import type {TokenStream} from './token-stream.js'

/** What a method's first argument, or the end of its arguments, may begin with. */
const afterOpenParenthesis: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'whitespace',
  'string',
  'integer',
  'float',
  'bracket-open',
  'map-open',
  'true',
  'false',
  'identifier',
  'curly-open',
  'call-close',
])

/** Parses "$name.member", "${name.member}" and, inside arguments, a bare name (which has no value). */
export function parseReference(stream: TokenStream): Reference {
  const mark = stream.mark()
  const first = stream.take('identifier', 'curly-open')
  const name = first.kind === 'curly-open' ? stream.take('identifier') : first
  const steps: Step[] = []
  parseIndexes(stream, steps)
  while (stream.is('dot') && stream.is('identifier', 1)) {
    stream.take('dot')
    steps.push(parseMember(stream))
    parseIndexes(stream, steps)
  }
  if (first.kind === 'curly-open') stream.take('curly-close')
  return toReference(first, name, steps, stream.literalSince(mark))
}

function parseIndexes(stream: TokenStream, steps: Step[]): void {
  while (stream.is('index-open')) {
    const at = positionOf(stream.take('index-open'))
    const index = stream.nested(() => stream.grammar.index(stream))
    stream.take('index-close')
    steps.push({kind: 'index', index, at})
  }
}

function parseMember(stream: TokenStream): Step {
  const isMethod = stream.is('paren-open', 1) && afterOpenParenthesis.has(stream.peek(2).kind)
  const token = stream.take('identifier')
  const at = positionOf(token)
  if (!isMethod) return {kind: 'property', name: token.image, at}
  stream.take('paren-open')
  const args = stream.is('call-close') ? [] : stream.nested(() => stream.grammar.parameters(stream))
  stream.take('call-close')
  return {kind: 'method', name: token.image, args, at}
}

/**
 * Sorts out what the lexer gathered in front of the name: backslashes, "#", other "$".
 *
 * An odd number of backslashes escapes the reference, half of them are printed. The first token's image is cut down to the
 * reference proper, which is what its literal shows from then on.
 */
function toReference(first: Token, name: Token, steps: Step[], literal: Literal): Reference {
  const at = positionOf(first)
  if (first.image.includes('\\!')) {
    const text = withoutSlashBang(first.image)
    return {root: text, assigned: text, steps, form: 'uncomputable', before: '', literal: () => text, at}
  }
  const slashes = /^\\*/.exec(first.image)?.[0].length ?? 0
  const unescaped = first.image.slice(slashes)
  const dollar = Math.max(unescaped.lastIndexOf('$'), 0)
  const before = '\\'.repeat(slashes / 2) + (slashes % 2 === 1 ? '' : unescaped.slice(0, dollar))
  first.image = unescaped.slice(dollar)
  const isQuiet = first.image.startsWith('$!')
  const isRunt = !first.image.startsWith('$')
  const root = first === name ? first.image.replace(/^\$!?/, '') : name.image
  const form = slashes % 2 === 1 ? 'escaped' : isRunt ? 'runt' : 'value'
  return {
    root,
    assigned: first.image.slice(1),
    steps,
    form,
    before,
    literal: isQuiet && form !== 'escaped' ? () => '' : literal,
    at,
  }
}

/** "$\!name" is text; one of the backslashes in front of the "!" disappears. */
function withoutSlashBang(image: string): string {
  const dollar = image.indexOf('$')
  const start = image.indexOf('\\', dollar)
  let end = start
  while (image[end] === '\\') end += 1
  return image.slice(0, end - 1) + image.slice(end)
}

function positionOf(token: Token): Position {
  return {line: token.line, column: token.column}
}
