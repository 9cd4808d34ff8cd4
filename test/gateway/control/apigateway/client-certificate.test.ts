import assert from 'node:assert/strict'
import {createPrivateKey, X509Certificate} from 'node:crypto'
import {test} from 'vitest'
import {integer, oid, sequence, time} from '../../../../src/gateway/control/apigateway/der.js'
import {selfSignedCertificate} from '../../../../src/gateway/control/apigateway/self-signed-certificate.js'
import {Caller, nowMs} from './caller.js'

const dayMs = 86_400_000

test('client certificates: real certificates of a year, the key kept inside', () => {
  const caller = new Caller()
  const created = caller.call('GenerateClientCertificate', {description: 'for backends', tags: {team: 'store'}})
  const clientCertificateId = String(created['clientCertificateId'])
  const pem = String(created['pemEncodedCertificate'])
  assert.deepEqual(created, {
    clientCertificateId,
    description: 'for backends',
    pemEncodedCertificate: pem,
    createdDate: nowMs,
    expirationDate: nowMs + 365 * dayMs,
    tags: {team: 'store'},
  })
  const certificate = new X509Certificate(pem)
  const key = caller.store.get('clientCertificate', ['111111111111', 'eu-west-1', clientCertificateId])?.privateKey
  assert.ok(key !== undefined && certificate.checkPrivateKey(createPrivateKey(key)))
  assert.ok(certificate.verify(certificate.publicKey) && certificate.checkIssued(certificate))
  assert.equal(certificate.subject, 'CN=ApiGateway')
  assert.deepEqual([Date.parse(certificate.validFrom), Date.parse(certificate.validTo)], [nowMs, nowMs + 365 * dayMs])
  assert.deepEqual(caller.call('GetClientCertificates'), {items: [created]})
  const patchOperations = [{op: 'replace', path: '/description', value: 'other'}]
  const updated = {...created, description: 'other'}
  assert.deepEqual(caller.call('UpdateClientCertificate', {clientCertificateId, patchOperations}), updated)
  assert.deepEqual(caller.call('GetClientCertificate', {clientCertificateId}), updated)
})

test('client certificates: one that a stage presents stays', () => {
  const caller = new Caller()
  const clientCertificateId = caller.text('GenerateClientCertificate', {}, 'clientCertificateId')
  const {restApiId} = caller.mockApi()
  caller.call('CreateDeployment', {restApiId, stageName: 'prod'})
  const present = (value: string): unknown =>
    caller.call('UpdateStage', {
      restApiId,
      stageName: 'prod',
      patchOperations: [{op: 'replace', path: '/clientCertificateId', value}],
    })['clientCertificateId']
  assert.equal(present(clientCertificateId), clientCertificateId)
  assert.match(caller.refusal('DeleteClientCertificate', {clientCertificateId}), /used by stage prod/)
  assert.equal(present(''), undefined)
  caller.call('DeleteClientCertificate', {clientCertificateId})
  assert.match(
    caller.refusal('GetClientCertificate', {clientCertificateId}),
    /^NotFoundException: Invalid Client Certificate identifier specified$/,
  )
})

test('certificates that end after 2049 are read too', () => {
  const notAfterMs = Date.UTC(2051, 5, 1)
  const {pemEncodedCertificate} = selfSignedCertificate('x', nowMs, notAfterMs)
  assert.equal(Date.parse(new X509Certificate(pemEncodedCertificate).validTo), notAfterMs)
})

/** Encodings from X.690 and RFC 5280. */
const encodings: [name: string, der: Buffer, hex: string][] = [
  ['an object identifier with a number above 127', oid('1.2.840.113549'), '06062a864886f70d'],
  ['a number whose first bit is set', integer(Buffer.from([0x80])), '02020080'],
  ['a sequence longer than 127 bytes', sequence(integer(Buffer.alloc(200, 1))).subarray(0, 6), '3081cb0281c8'],
  ['a time before 2050', time(Date.UTC(2026, 0, 2, 3, 4, 5)), '170d3236303130323033303430355a'],
  ['a time after 2049', time(Date.UTC(2050, 0, 1)), '180f32303530303130313030303030305a'],
]

for (const [name, der, hex] of encodings) {
  test(`DER: ${name}`, () => assert.equal(der.toString('hex'), hex))
}
