/** What the first bytes of a connection are. */
export type FirstBytes =
  /** More must come before it can be told. */
  | {kind: 'incomplete'}
  /** Not TLS. */
  | {kind: 'plain'}
  /** A ClientHello; `serverName` in lower case, absent when the client names no host (or nothing readable). */
  | {kind: 'tls'; serverName?: string}

/** A record's payload may be this large (RFC 8446 5.1), its header is 5 bytes. */
const largestRecordBytes = 16_384 + 5

/**
 * Reads the host that a TLS client wants to reach (RFC 6066 3) from its first record. Never throws: what is malformed has
 * no server name, and the handshake itself refuses it. Asks for at most 16 KB.
 */
export function readFirstBytes(bytes: Buffer): FirstBytes {
  if (bytes.length === 0) return {kind: 'incomplete'}
  if (bytes[0] !== handshakeRecord) return {kind: 'plain'}
  if (bytes.length < 5) return {kind: 'incomplete'}
  const end = Math.min(5 + bytes.readUInt16BE(3), largestRecordBytes)
  if (bytes.length < end) return {kind: 'incomplete'}
  const serverName = serverNameOf(new Fields(bytes.subarray(5, end)))
  return {kind: 'tls', ...(serverName !== undefined && {serverName})}
}

const handshakeRecord = 0x16
const clientHello = 1
const serverNameExtension = 0
const hostNameType = 0
const hostName = /^[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?$/

function serverNameOf(record: Fields): string | undefined {
  if (record.number(1) !== clientHello) return undefined
  const hello = record.block(3)
  hello.skip(2 + 32)
  hello.block(1)
  hello.block(2)
  hello.block(1)
  const extensions = hello.block(2)
  while (extensions.hasMore) {
    const type = extensions.number(2)
    const content = extensions.block(2)
    if (type === serverNameExtension) return hostNameOf(content.block(2))
  }
  return undefined
}

function hostNameOf(names: Fields): string | undefined {
  while (names.hasMore) {
    const type = names.number(1)
    const name = names.block(2).text().toLowerCase()
    if (type === hostNameType) return hostName.test(name) ? name : undefined
  }
  return undefined
}

/** Reads fields in order; past the end everything is zero and empty. */
class Fields {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get hasMore(): boolean {
    return this.#at < this.#bytes.length
  }

  number(size: number): number {
    const field = this.#take(size)
    return field.length === size ? field.readUIntBE(0, size) : 0
  }

  /** A field that begins with its own length, which has `lengthSize` bytes. */
  block(lengthSize: number): Fields {
    return new Fields(this.#take(this.number(lengthSize)))
  }

  skip(size: number): void {
    this.#take(size)
  }

  text(): string {
    return this.#bytes.toString('latin1')
  }

  #take(size: number): Buffer {
    const field = this.#bytes.subarray(this.#at, this.#at + size)
    this.#at += size
    return field
  }
}
