import assert from 'node:assert/strict'
import {test} from 'vitest'
import {maskText} from '../../src/metrics/mask-log.js'

const signed =
  'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20261121/eu-west-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date, Signature=5d672d79'
const digest =
  'Digest username="Mufasa", realm="shop, and more", nonce="dcd98b", uri="/pets", qop=auth, nc=00000001, cnonce="0a4f", response="6629fae4", opaque="5ccc"'

const cases = [
  {name: 'a token in a header map', text: '{Authorization=Bearer abcdefgh, Host=pets}', shown: '{Authorization=[masked], Host=pets}'}, // prettier-ignore
  {name: 'a signature in a header map', text: `{Authorization=${signed}, Host=pets}`, shown: '{Authorization=[masked], Host=pets}'}, // prettier-ignore
  {name: 'a signature without blanks', text: `Authorization: ${signed.replaceAll(', ', ',')}`, shown: 'Authorization: [masked]'}, // prettier-ignore
  {name: 'a signature by curves', text: `authorization=${signed.replace('HMAC-SHA256', 'ECDSA-P256-SHA256')}}`, shown: 'authorization=[masked]}'}, // prettier-ignore
  {name: 'a digest', text: `{Accept=*/*, Authorization=${digest}, Host=pets}`, shown: '{Accept=*/*, Authorization=[masked], Host=pets}'}, // prettier-ignore
  {name: 'a digest for a proxy', text: `Proxy-Authorization: ${digest}`, shown: 'Proxy-Authorization: [masked]'},
  {name: 'what is masked already', text: 'Authorization=[masked], Host=pets', shown: 'Authorization=[masked], Host=pets'}, // prettier-ignore
]

for (const {name, text, shown} of cases) test(`maskText: ${name}`, () => assert.equal(maskText(text), shown))

test('maskText: a long line of half a signature costs no more than its length', () => {
  const line = 'Authorization=AWS4-HMAC-SHA256 Credential='.repeat(20_000)
  assert.ok(maskText(line).length < line.length)
})
