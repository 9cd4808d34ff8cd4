import assert from 'node:assert/strict'
import {zipSync} from 'fflate'
import {test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {unpackSdk} from '../../src/sdk-export/unpack-sdk.js'

const text = Buffer.from('text')

test('unpackSdk: files by path, folders left out', () => {
  const files = unpackSdk(zipSync({'sdk/': new Uint8Array(), 'sdk/lib/client.js': text}))
  assert.deepEqual([...files].map(([name, content]) => [name, Buffer.from(content).toString()]), [['sdk/lib/client.js', 'text']]) // prettier-ignore
})

const names = [
  '../evil',
  'a/../../evil',
  '/etc/passwd',
  'C:\\evil',
  'a\\..\\evil',
  'a//b',
  './a',
  'a\u0000b',
  'x'.repeat(1025),
]

for (const name of names) {
  test(`unpackSdk refuses the name ${JSON.stringify(name.slice(0, 20))}`, () => {
    assert.throws(() => unpackSdk(zipSync({good: text, [name]: text})), isInvalid)
  })
}

test('unpackSdk refuses what is no zip, what is empty, and what is too large', () => {
  assert.throws(() => unpackSdk(Buffer.from('{"message": "no"}')), isInvalid)
  assert.throws(() => unpackSdk(new Uint8Array()), isInvalid)
  assert.throws(() => unpackSdk(zipSync({'sdk/': new Uint8Array()})), isInvalid)
  // The archive says what it unpacks to, and is believed before anything is unpacked.
  const bomb = Buffer.from(zipSync({a: text}))
  bomb.writeUInt32LE(200_000_001, bomb.indexOf(Buffer.from('PK\u0001\u0002')) + 24)
  assert.throws(() => unpackSdk(bomb), isInvalid)
  const many = Object.fromEntries(Array.from({length: 10_001}, (_, index) => [`f${index}`, new Uint8Array()]))
  assert.throws(() => unpackSdk(zipSync(many, {level: 0})), isInvalid)
})

function isInvalid(error: unknown): boolean {
  return error instanceof ApigwError && error.code === 'SDK_ZIP_INVALID'
}
