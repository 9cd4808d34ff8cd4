/**
 * Text of a definition inside generated TypeScript and Markdown. Names, descriptions and values come from outside: none
 * of them may end a comment, leave its line or become markup.
 */

/** A comment above a declaration, indented by `indent` spaces; nothing for an empty text. */
export function docComment(text: string, indent = 0): string {
  const lines = printable(text).trim().split('\n').slice(0, mostLines)
  if (lines.length === 1 && lines[0] === '') return ''
  const space = ' '.repeat(indent)
  const safe = lines.map((line) => line.trimEnd().replaceAll('*/', '*\\/').replaceAll('/*', '/\\*').slice(0, mostChars))
  return safe.length === 1
    ? `${space}/** ${safe[0] ?? ''} */\n`
    : `${space}/**\n${safe.map((line) => `${space} * ${line}`.trimEnd()).join('\n')}\n${space} */\n`
}

/** Of a description; the rest stays in the definition. */
const mostLines = 30
const mostChars = 400

/** A value as a TypeScript literal, over several lines when it has members. */
export function literal(value: unknown): string {
  return escaped(JSON.stringify(value, undefined, 2))
}

/** A value as a TypeScript literal on one line. */
export function inline(value: unknown): string {
  return escaped(JSON.stringify(value))
}

function escaped(json: string): string {
  return json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}

/** A text as one line of Markdown that is nothing but text. */
export function markdownLine(text: string): string {
  return printable(text)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, mostChars)
    .replaceAll(/[\\`*_{}[\]<>#|!]/g, (sign) => `\\${sign}`)
}

function printable(text: string): string {
  return text.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll(/(?!\n)\p{C}/gu, ' ')
}
