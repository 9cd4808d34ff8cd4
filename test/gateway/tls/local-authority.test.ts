import assert from 'node:assert/strict'
import {X509Certificate, createPrivateKey} from 'node:crypto'
import {mkdtempSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import {authorityFiles} from '../../../src/gateway/tls/certificate-files.js'
import {openLocalAuthority} from '../../../src/gateway/tls/local-authority.js'

const now = Date.parse('2026-11-01T00:00:00Z')
const dayMs = 86_400_000

test('an authority is kept between starts, its key for its owner alone, and signs for names and addresses', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'apigw-authority-'))
  const files = authorityFiles(directory)
  const first = await openLocalAuthority(files, () => now)
  const again = await openLocalAuthority(files, () => now + dayMs)
  assert.equal(again.certificate, first.certificate)
  assert.equal(readFileSync(files.certificateFile, 'utf8'), first.certificate)
  assert.equal(statSync(join(directory, 'tls/ca-key.pem')).mode & 0o777, 0o600)
  const {certificate, privateKey} = await again.issue(['api.example.com', '127.0.0.1'])
  const [leaf, authority] = [new X509Certificate(certificate), new X509Certificate(first.certificate)]
  assert.equal(leaf.verify(authority.publicKey), true)
  assert.equal(leaf.checkIssued(authority), true)
  assert.equal(leaf.checkPrivateKey(createPrivateKey(privateKey)), true)
  assert.deepEqual(
    [leaf.checkHost('api.example.com'), leaf.checkIP('127.0.0.1'), leaf.checkHost('other.example.com'), leaf.ca],
    ['api.example.com', '127.0.0.1', undefined, false],
  )
})

const replaced = [
  {name: 'about to expire', change: () => Promise.resolve(), laterMs: 3300 * dayMs},
  {
    name: 'not readable',
    change: (folder: string) => writeFile(join(folder, 'tls/ca.pem'), 'no PEM'),
    laterMs: 0,
  },
  {
    name: 'of another key',
    change: async (folder: string) => {
      const other = mkdtempSync(join(tmpdir(), 'apigw-authority-'))
      await openLocalAuthority(authorityFiles(other), () => now)
      writeFileSync(join(folder, 'tls/ca-key.pem'), readFileSync(join(other, 'tls/ca-key.pem')))
    },
    laterMs: 0,
  },
]

for (const {name, change, laterMs} of replaced) {
  test(`openLocalAuthority: a kept authority that is ${name} is replaced`, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'apigw-authority-'))
    const first = await openLocalAuthority(authorityFiles(directory), () => now)
    await change(directory)
    const second = await openLocalAuthority(authorityFiles(directory), () => now + laterMs)
    assert.notEqual(second.certificate, first.certificate)
    assert.equal(readFileSync(join(directory, 'tls/ca.pem'), 'utf8'), second.certificate)
  })
}
