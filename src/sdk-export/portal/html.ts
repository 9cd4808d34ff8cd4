/** Text that is markup already. */
export type Html = {readonly text: string}

type Part = string | Html | readonly Html[] | undefined

/** Markup from a template; what is put in is escaped unless it is markup itself. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = pieces.map((piece, index) => (index === 0 ? piece : `${shown(parts[index - 1])}${piece}`)).join('')
  return {text}
}

function shown(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'string') return escaped(part)
  return 'text' in part ? part.text : part.map(({text}) => text).join('\n')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
