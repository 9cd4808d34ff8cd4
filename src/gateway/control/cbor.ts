/** What cannot be read as CBOR: the caller answers AWS's refusal. */
export class CborError extends Error {
  override readonly name = 'CborError'
}

/** Deeper values are refused: no input of the services comes near. */
const depthLimit = 64
const fits = {24: 1, 25: 2, 26: 4, 27: 8} as const

/**
 * Reads one CBOR value (RFC 8949) as the JSON value that says the same: byte strings as base64, tags by their content, so
 * that a time (tag 1) is its seconds. Throws CborError.
 */
export function decodeCbor(bytes: Buffer): unknown {
  const reader = new Reader(bytes)
  const value = reader.value(0)
  reader.end()
  return value
}

class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  end(): void {
    if (this.#at < this.#bytes.length) throw new CborError('There is something behind the value.')
  }

  value(depth: number): unknown {
    if (depth > depthLimit) throw new CborError('It is nested too deeply.')
    const head = this.#take(1)[0] ?? 0
    const [major, minor] = [head >> 5, head & 31]
    if (major === 7) return this.#simple(minor)
    const isOpen = minor === 31
    const amount = isOpen ? 0 : this.#amount(minor)
    switch (major) {
      case 0:
        return amount
      case 1:
        return -1 - amount
      case 2:
        return this.#chunks(isOpen, amount).toString('base64')
      case 3:
        return this.#chunks(isOpen, amount).toString('utf8')
      case 4:
        return this.#items(isOpen, amount, () => this.value(depth + 1))
      case 5:
        return Object.fromEntries(
          this.#items(isOpen, amount, () => [String(this.value(depth + 1)), this.value(depth + 1)] as const),
        )
      default:
        return this.value(depth + 1)
    }
  }

  #take(length: number): Buffer {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new CborError('It ends too early.')
    const taken = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return taken
  }

  #amount(minor: number): number {
    if (minor < 24) return minor
    if (minor !== 24 && minor !== 25 && minor !== 26 && minor !== 27) throw new CborError('A length is not defined.')
    const bytes = this.#take(fits[minor])
    return minor === 27 ? Number(bytes.readBigUInt64BE()) : bytes.readUIntBE(0, bytes.length)
  }

  #simple(minor: number): unknown {
    if (minor === 20 || minor === 21) return minor === 21
    if (minor === 22 || minor === 23) return null
    if (minor === 25) return halfFloat(this.#take(2).readUInt16BE())
    if (minor === 26) return this.#take(4).readFloatBE()
    if (minor === 27) return this.#take(8).readDoubleBE()
    throw new CborError('A simple value is not known.')
  }

  /** A string; one of open length comes in pieces of the same kind. */
  #chunks(isOpen: boolean, length: number): Buffer {
    if (!isOpen) return this.#take(length)
    const pieces: Buffer[] = []
    while (!this.#isBreak()) pieces.push(this.#take(this.#amount((this.#take(1)[0] ?? 0) & 31)))
    return Buffer.concat(pieces)
  }

  #items<Item>(isOpen: boolean, amount: number, read: () => Item): Item[] {
    const items: Item[] = []
    // Every item takes a byte at least: a huge amount ends with the bytes.
    while (isOpen ? !this.#isBreak() : items.length < amount) items.push(read())
    return items
  }

  #isBreak(): boolean {
    if (this.#bytes[this.#at] !== 0xff) return false
    this.#at += 1
    return true
  }
}

function halfFloat(bits: number): number {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023]
  if (exponent === 0) return sign * 2 ** -14 * (fraction / 1024)
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024)
}

/** A value that CBOR writes otherwise than JSON's: a time in epoch seconds. */
export class CborTime {
  readonly seconds: number

  constructor(seconds: number) {
    this.seconds = seconds
  }
}

/** The inverse: JSON values, and times, which get tag 1. Members that are undefined are left out. */
export function encodeCbor(value: unknown): Buffer {
  if (typeof value === 'string') return withHead(3, Buffer.from(value))
  if (typeof value === 'number') return encodeNumber(value)
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4])
  if (value instanceof CborTime) return Buffer.concat([Buffer.from([0xc1]), double(value.seconds)])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encodeCbor)])
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    return Buffer.concat([head(5, members.length), ...members.flatMap((pair) => pair.map(encodeCbor))])
  }
  return Buffer.from([0xf6])
}

function encodeNumber(value: number): Buffer {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return double(value)
  return value >= 0 ? head(0, value) : head(1, -1 - value)
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(9, 0xfb)
  bytes.writeDoubleBE(value, 1)
  return bytes
}

function withHead(major: number, content: Buffer): Buffer {
  return Buffer.concat([head(major, content.length), content])
}

function head(major: number, amount: number): Buffer {
  const first = major << 5
  if (amount < 24) return Buffer.from([first | amount])
  if (amount < 2 ** 8) return Buffer.from([first | 24, amount])
  const bytes = Buffer.alloc(amount < 2 ** 16 ? 3 : amount < 2 ** 32 ? 5 : 9)
  bytes[0] = first | (bytes.length === 3 ? 25 : bytes.length === 5 ? 26 : 27)
  if (bytes.length === 9) bytes.writeBigUInt64BE(BigInt(amount), 1)
  else bytes.writeUIntBE(amount, 1, bytes.length - 1)
  return bytes
}
