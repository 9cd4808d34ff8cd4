export type JsonRecord = Readonly<Record<string, unknown>>

/** JSON of so many arrays or objects in each other, which no recursive reader survives without a bound. */
export function deepJson(kind: 'array' | 'object', depth: number): string {
  const [open, end] = kind === 'array' ? ['[', ']'] : ['{"tags":', '}']
  return `${open.repeat(depth)}1${end.repeat(depth)}`
}
