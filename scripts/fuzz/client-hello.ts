/** A ClientHello that names a host, behind an extension of another kind; RFC 8446 4.1.2 and RFC 6066 3. */
export function clientHello(host: string): Buffer {
  const name = Buffer.concat([Buffer.from([0]), block(2, Buffer.from(host))])
  const extensions = Buffer.concat([
    Buffer.from([0, 43]),
    block(2, Buffer.from([2, 3, 4])),
    Buffer.from([0, 0]),
    block(2, block(2, name)),
  ])
  const hello = Buffer.concat([
    Buffer.from([3, 3]),
    Buffer.alloc(32, 7),
    block(1, Buffer.alloc(32, 1)),
    block(2, Buffer.from([0x13, 0x01])),
    block(1, Buffer.from([0])),
    block(2, extensions),
  ])
  return Buffer.concat([Buffer.from([0x16, 3, 1]), block(2, Buffer.concat([Buffer.from([1]), block(3, hello)]))])
}

/** Bytes behind their number, which takes this many bytes. */
function block(lengthSize: number, content: Buffer): Buffer {
  const length = Buffer.alloc(lengthSize)
  length.writeUIntBE(content.length, 0, lengthSize)
  return Buffer.concat([length, content])
}
