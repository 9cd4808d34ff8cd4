/** The first of many names, and how many there are besides: `a, b and 7 more`. */
export function someOf(names: readonly string[], atMost = 10): string {
  const left = names.length - atMost
  return left > 0 ? `${names.slice(0, atMost).join(', ')} and ${left} more` : names.join(', ')
}
