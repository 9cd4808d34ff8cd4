/** Bounds of one rendering. All of them count things, none measures time, so the same input always ends the same way. */
export type Limits = {
  /** Evaluated nodes; copied characters, 256 of which count as one; scanned ones (16); steps of a regular expression (8). */
  maxSteps: number
  /** Characters of the result, and of any string made on the way. */
  maxOutputChars: number
  /** Macros and #evaluate inside each other; Velocity's own default for macros is 20. */
  maxDepth: number
  /** Rounds of one #foreach. Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
  foreachMax: number
}

/** 10 MB is API Gateway's largest payload; two million steps take some tenths of a second. */
export const defaultLimits: Readonly<Limits> = {
  maxSteps: 2_000_000,
  maxOutputChars: 10_485_760,
  maxDepth: 20,
  foreachMax: 1000,
}
