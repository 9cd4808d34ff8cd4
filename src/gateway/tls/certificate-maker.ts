import 'reflect-metadata'
// Before the next line: the package registers its parts by metadata as it loads.
import * as x509 from '@peculiar/x509'
import {randomBytes, webcrypto} from 'node:crypto'
import type {KeyPair} from './certificate-files.js'

const dayMs = 86_400_000
const authorityLifeMs = 10 * 365 * dayMs
/** Some systems refuse server certificates that are valid for longer than 398 days. */
const leafLifeMs = 397 * dayMs
/** Clocks of clients may be a little behind. */
const leewayMs = dayMs

const algorithm = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'}

/** A certificate authority of its own, for this machine's gateway. */
export async function makeAuthority(nowMs: number): Promise<KeyPair> {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: [{CN: [`apigw local CA ${randomBytes(4).toString('hex')}`]}],
      notBefore: new Date(nowMs - leewayMs),
      notAfter: new Date(nowMs + authorityLifeMs),
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  )
  return {certificate: pem(certificate), privateKey: await privatePem(keys.privateKey)}
}

/** A server certificate for one host, signed by an authority. `host` is a name or an IP address. */
export async function makeLeaf(authority: KeyPair, host: readonly string[], nowMs: number): Promise<KeyPair> {
  const issuer = new x509.X509Certificate(authority.certificate)
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    x509.PemConverter.decodeFirst(authority.privateKey),
    algorithm,
    false,
    ['sign'],
  )
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(),
      subject: [{CN: [(host[0] ?? '').slice(0, 64)]}],
      issuer: issuer.subjectName.toJSON(),
      notBefore: new Date(nowMs - leewayMs),
      notAfter: new Date(nowMs + leafLifeMs),
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
          host.map((value) => ({type: /^[\d.]+$|:/.test(value) ? 'ip' : 'dns', value})),
        ),
        await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  )
  return {certificate: pem(certificate), privateKey: await privatePem(keys.privateKey)}
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`
}

function pem(certificate: x509.X509Certificate): string {
  return `${certificate.toString('pem')}\n`
}

/** Positive and without a leading zero byte. */
function serialNumber(): string {
  const bytes = randomBytes(16)
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f)
  return bytes.toString('hex')
}
