import {createHash} from 'node:crypto'

/**
 * A short name for something that may be called anything: the same whatever else there is, and another for another name.
 * What is not lower-case letters and digits alone gets six digits of its hash.
 */
export function stableName(name: string): {words: string[]; hash: string} {
  const words = name
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .slice(0, mostWords)
  const isPlain = /^[a-z][a-z0-9]{0,39}$/.test(name)
  return {words, hash: isPlain ? '' : createHash('sha256').update(name).digest('hex').slice(0, 6)}
}

const mostWords = 8
