/** A pattern that java.util.regex would refuse, or that uses something not known here. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}
