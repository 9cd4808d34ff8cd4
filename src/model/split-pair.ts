/** `team=store` as name and value, which may hold further signs. Undefined without a sign, or a name before it. */
export function splitPair(word: string): [name: string, value: string] | undefined {
  const at = word.indexOf('=')
  return at < 1 ? undefined : [word.slice(0, at), word.slice(at + 1)]
}

/** Words that are NAME=VALUE as members of an object, and the other words. */
export function splitPairs(words: readonly string[]): {pairs: Record<string, string>; others: string[]} {
  const split = words.map((word) => ({word, pair: splitPair(word)}))
  return {
    pairs: Object.fromEntries(split.flatMap(({pair}) => (pair === undefined ? [] : [pair]))),
    others: split.filter(({pair}) => pair === undefined).map(({word}) => word),
  }
}
