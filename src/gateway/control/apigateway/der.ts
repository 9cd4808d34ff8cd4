/**
 * The few ASN.1 types that a certificate is made of, in DER.
 * Source: ITU-T X.690; lengths above 127 are written with the number of their own bytes first.
 */
const tags = {integer: 0x02, bitString: 0x03, null: 0x05, oid: 0x06, utf8: 0x0c, sequence: 0x30, set: 0x31}

function element(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), length(content.length), content])
}

function length(count: number): Buffer {
  if (count < 0x80) return Buffer.from([count])
  const bytes = bigEndian(count)
  return Buffer.from([0x80 | bytes.length, ...bytes])
}

function bigEndian(value: number): number[] {
  return value < 0x100 ? [value] : [...bigEndian(Math.floor(value / 0x100)), value % 0x100]
}

export function sequence(...members: Buffer[]): Buffer {
  return element(tags.sequence, Buffer.concat(members))
}

export function set(...members: Buffer[]): Buffer {
  return element(tags.set, Buffer.concat(members))
}

/** A positive number; a leading zero keeps the first bit from being a sign. */
export function integer(bytes: Buffer): Buffer {
  const [first = 0] = bytes
  return element(tags.integer, first >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

/** Whole bytes: no bit of the last one is unused. */
export function bitString(bytes: Buffer): Buffer {
  return element(tags.bitString, Buffer.concat([Buffer.from([0]), bytes]))
}

export function nothing(): Buffer {
  return element(tags.null, Buffer.alloc(0))
}

export function utf8(text: string): Buffer {
  return element(tags.utf8, Buffer.from(text))
}

/** `1.2.840.113549.1.1.11`: the first two numbers share a byte, the others come in groups of seven bits. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(tags.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const groups = [value % 0x80]
  for (let left = Math.floor(value / 0x80); left > 0; left = Math.floor(left / 0x80))
    groups.unshift(0x80 | (left % 0x80))
  return groups
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). */
export function time(timeMs: number): Buffer {
  const digits = new Date(timeMs).toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '')
  const isShort = digits < '2050'
  return element(isShort ? 0x17 : 0x18, Buffer.from(isShort ? digits.slice(2) : digits))
}

/** `[number]`, wrapping its content. */
export function explicit(number: number, content: Buffer): Buffer {
  return element(0xa0 | number, content)
}
