/**
 * Claims as AWS hands them on: every value is text. Lists look like `[admins users]` and objects like `map[a:1]`, the way
 * Go prints them (seen in events with cognito:groups).
 */
export function claimsText(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, toText(value)]))
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(toText).join(' ')}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${name}:${toText(member)}`)
  return `map[${members.join(' ')}]`
}
