/** Javadoc of HashMap: a table of 16 buckets, doubled whenever it is more than three quarters full. */
const firstTableSize = 16
const loadFactor = 0.75

/**
 * The texts in the order in which a Java HashMap lists them as keys; those of one bucket in alphabetical order.
 *
 * AWS's exports list parameters in this order (recorded on 2024-04-15: `type` before `page`).
 */
export function inJavaOrder(texts: readonly string[]): string[] {
  const size = tableSize(texts.length)
  const placed = texts.map((text) => ({text, bucket: bucketOf(text, size)}))
  return placed
    .sort((one, other) => one.bucket - other.bucket || (one.text < other.text ? -1 : 1))
    .map(({text}) => text)
}

function tableSize(count: number): number {
  let size = firstTableSize
  while (count > size * loadFactor) size *= 2
  return size
}

/** String.hashCode in 32 bits, its upper half mixed into the lower one. */
function bucketOf(text: string, size: number): number {
  let hash = 0
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0
  return (hash ^ (hash >>> 16)) & (size - 1)
}
