/** A key or token as execution logs show it: the last six characters stay (public logs of 2016 to 2024), of short values nothing. */
export function masked(secret: string): string {
  return secret.length > 12 ? `${'*'.repeat(secret.length - 6)}${secret.slice(-6)}` : '*'.repeat(secret.length)
}
