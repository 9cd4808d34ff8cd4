/** Tokens left at a moment, epoch milliseconds. */
export type Bucket = {tokens: number; atMs: number}

/** `rateLimit` is requests per second, `burstLimit` is the most requests at once. */
export type Throttle = {rateLimit: number; burstLimit: number}

/**
 * Takes one request out of a token bucket; a missing bucket is a full one. Never throws: an empty bucket answers
 * `isAllowed: false` and the bucket as it now stands. Time that runs backwards adds nothing.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function takeToken(
  bucket: Bucket | undefined,
  {rateLimit, burstLimit}: Throttle,
  nowMs: number,
): {isAllowed: boolean; bucket: Bucket} {
  const {tokens, atMs} = bucket ?? {tokens: burstLimit, atMs: nowMs}
  const refilled = Math.min(burstLimit, tokens + (Math.max(0, nowMs - atMs) * rateLimit) / 1000)
  const isAllowed = refilled >= 1
  return {isAllowed, bucket: {tokens: isAllowed ? refilled - 1 : refilled, atMs: nowMs}}
}
