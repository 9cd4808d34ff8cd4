/** What a code means beyond the one case that an error message tells. */
export type Explanation = {
  /** What has happened, in a sentence or two. */
  means: string
  /** What to look at or do, likeliest first. */
  steps: readonly string[]
}

/** Explanations by code. */
export type Explanations = Readonly<Record<string, Explanation>>
