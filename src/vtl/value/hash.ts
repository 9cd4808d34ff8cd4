import {JavaCollection, JavaMapView} from './collection.js'
import {JavaEntry, JavaMap} from './java-map.js'
import type {Meter} from './meter.js'
import {isNumber, isWhole, JavaDecimal, type JavaNumber} from './number.js'
import {JavaChar, type Value} from './value.js'

/** Collections inside each other deeper than this add nothing. */
const maxDepth = 100

/** Java's hashCode(), a 32-bit number. Values whose hash is an address in Java answer 0. */
export function hashOf(value: Value, meter: Meter, depth = 0): number {
  if (value === null || depth > maxDepth) return 0
  meter.step(1)
  const hashItem = (item: Value): number => hashOf(item, meter, depth + 1)
  if (typeof value === 'string') return hashString(value)
  if (typeof value === 'boolean') return value ? 1231 : 1237
  if (isNumber(value)) return hashNumber(value)
  if (value instanceof JavaChar) return value.character.charCodeAt(0)
  if (value instanceof JavaEntry) return hashItem(value.key) ^ hashItem(value.value)
  if (value instanceof JavaMap) return sum([...value.entries()].map(hashItem))
  if (value instanceof JavaMapView && value.part !== 'values') return sum(value.items().map(hashItem))
  if (!(value instanceof JavaCollection)) return 0
  return value.items().reduce<number>((hash, item) => (Math.imul(31, hash) + hashItem(item)) | 0, 1)
}

function sum(hashes: readonly number[]): number {
  return hashes.reduce((total, hash) => (total + hash) | 0, 0)
}

function hashString(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0
  return hash
}

function hashNumber(number: JavaNumber): number {
  if (typeof number === 'number') return number
  if (number instanceof JavaDecimal) return (Math.imul(31, hashBigint(number.unscaled)) + number.scale) | 0
  if (isWhole(number)) return number.className === 'java.lang.Long' ? foldLong(number.value) : hashBigint(number.value)
  const bytes = new DataView(new ArrayBuffer(8))
  if (number.className === 'java.lang.Float') {
    bytes.setFloat32(0, number.value)
    return bytes.getInt32(0)
  }
  bytes.setFloat64(0, number.value)
  return bytes.getInt32(0) ^ bytes.getInt32(4)
}

function foldLong(value: bigint): number {
  return Number(BigInt.asIntN(32, value ^ (value >> 32n)))
}

function hashBigint(value: bigint): number {
  const digits = (value < 0n ? -value : value).toString(16)
  const padded = digits.padStart(Math.ceil(digits.length / 8) * 8, '0')
  let hash = 0
  for (let at = 0; at < padded.length; at += 8) {
    hash = (Math.imul(31, hash) + Number.parseInt(padded.slice(at, at + 8), 16)) | 0
  }
  return value < 0n ? -hash | 0 : hash
}
