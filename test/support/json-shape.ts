/**
 * What scripts rely on in a JSON value: member names and types, not values. A list is the shape of its first element;
 * one line per member, members by name.
 */
export function jsonShape(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${jsonShape(value[0], indent)}]`
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value
  const members = Object.entries(value)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, member]) => `\n${indent}  ${name}: ${jsonShape(member, `${indent}  `)}`)
  return `{${members.join('')}${members.length === 0 ? '' : `\n${indent}`}}`
}
