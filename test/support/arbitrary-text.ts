import fc from 'fast-check'

/** One of the texts, cut and stirred in one to three places. */
export function stirred(texts: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.nat(6000), fc.nat(30), fc.string({maxLength: 4, unit: 'binary'}))
  return fc.tuple(fc.constantFrom(...texts), fc.array(edit, {minLength: 1, maxLength: 3})).map(([text, edits]) =>
    edits.reduce((each, [at, length, by]) => {
      const start = at % (each.length + 1)
      return each.slice(0, start) + by + each.slice(start + length)
    }, text),
  )
}

/** Pieces of a language in any order, with any text between them. */
export function soup(pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof({weight: 9, arbitrary: fc.constantFrom(...pieces)}, fc.string({maxLength: 3, unit: 'binary'}))
  return fc.array(piece, {maxLength: 30}).map((parts) => parts.join(''))
}
