import 'reflect-metadata'
// Before the next line: the package registers its parts by metadata as it loads.
import * as x509 from '@peculiar/x509'
import {webcrypto} from 'node:crypto'

/** A certificate and its private key, both PEM. */
export type TestPair = {certificate: string; key: string; keys: webcrypto.CryptoKeyPair; name: string}

const algorithm = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'}

export type TestCertificate = {
  name: string
  /** Absent: signed by itself. */
  issuer?: TestPair
  isAuthority?: boolean
  serialNumber?: string
  notBefore?: Date
  notAfter?: Date
}

/** A certificate as a client or its authority would have it; valid from 2020 to 2090 unless told otherwise. */
export async function testCertificate(options: TestCertificate): Promise<TestPair> {
  const {name, issuer, isAuthority = false, serialNumber = '01'} = options
  const {notBefore = new Date('2020-08-29T00:28:21Z'), notAfter = new Date('2090-08-05T00:28:21Z')} = options
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber,
      subject: name,
      issuer: issuer?.name ?? name,
      notBefore,
      notAfter,
      publicKey: keys.publicKey,
      signingKey: (issuer?.keys ?? keys).privateKey,
      signingAlgorithm: algorithm,
      extensions: [new x509.BasicConstraintsExtension(isAuthority, undefined, true)],
    },
    webcrypto,
  )
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return {certificate: certificate.toString('pem'), key, keys, name}
}
