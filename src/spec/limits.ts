/** What a definition may weigh before it is refused; far above real ones, far below what hurts. */
export const limits = {
  /** Characters of one file. AWS takes bodies of up to 6 MB: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
  fileChars: 20_000_000,
  /** Characters of all files of one definition. */
  totalChars: 60_000_000,
  files: 2_000,
  /** Objects and arrays inside each other. */
  depth: 200,
  /** Values after aliases and references are written out: an alias bomb of a few lines stands for billions. */
  values: 1_000_000,
  /** Values of a document whose structure is checked. */
  lintedValues: 800_000,
  /** Problems shown of one code; the rest is counted. */
  problemsPerCode: 25,
}
