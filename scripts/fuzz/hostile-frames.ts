import fc from 'fast-check'

/** One frame as a client might put it on the wire; what it says of its length need not be true. */
const frame = fc
  .record({
    first: fc.oneof(fc.constantFrom(0x81, 0x01, 0x80, 0x00, 0x88, 0x89, 0x8a, 0x82), fc.nat(255)),
    payload: fc.oneof(
      fc.string({maxLength: 60, unit: 'binary'}).map((text) => Buffer.from(text)),
      fc.uint8Array({maxLength: 130}).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom('{"action":"say"}', '{"action":', '"say"}', '\x03\xe8', '\x03\xed bad', '\x00\x00').map(latin1),
      fc.integer({min: 125, max: 140_000}).map((size) => Buffer.alloc(size, 'a')),
    ),
    isMasked: fc.boolean(),
    claimed: fc.option(fc.constantFrom(0, 125, 126, 65_535, 65_536, 2 ** 31, 2 ** 53), {freq: 8, nil: undefined}),
  })
  .map(({first, payload, isMasked, claimed}) => frameBytes(first, payload, {isMasked, claimed}))

/** The bytes of a few frames, one character for each: most are masked, as a client's have to be. */
export const hostileFrames: fc.Arbitrary<string> = fc
  .array(frame, {minLength: 1, maxLength: 5})
  .map((frames) => Buffer.concat(frames).toString('latin1'))

/** A mask of zeros leaves the payload as it is. */
function frameBytes(
  first: number,
  payload: Buffer,
  {isMasked, claimed}: {isMasked: boolean; claimed: number | undefined},
): Buffer {
  const mask = isMasked ? Buffer.alloc(4) : Buffer.alloc(0)
  return Buffer.concat([Buffer.from([first]), lengthBytes(claimed ?? payload.length, isMasked), mask, payload])
}

function lengthBytes(length: number, isMasked: boolean): Buffer {
  const flag = isMasked ? 0x80 : 0
  if (length < 126) return Buffer.from([flag | length])
  const long = Buffer.alloc(9)
  long[0] = flag | 127
  long.writeBigUInt64BE(BigInt(length), 1)
  if (length > 65_535) return long
  return Buffer.from([flag | 126, length >> 8, length & 255])
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}
