/** Order says nothing in these lists, and AWS does not keep it. */
export function sorted<Entry extends string>(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort()
}

/** An empty text is how a member is cleared. */
export function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}

/** The record with each value mapped. */
export function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From, key: string) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]))
}
