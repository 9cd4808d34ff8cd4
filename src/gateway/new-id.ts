import {randomInt} from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** An id as AWS makes them: lower-case letters and digits, evenly distributed. */
export function newId(length = 10): string {
  return Array.from({length}, () => alphabet.charAt(randomInt(alphabet.length))).join('')
}
