import {generateKeyPairSync, randomBytes, sign} from 'node:crypto'
import {bitString, explicit, integer, nothing, oid, sequence, set, time, utf8} from './der.js'

export type SelfSigned = {pemEncodedCertificate: string; privateKey: string}

const sha256WithRsa = sequence(oid('1.2.840.113549.1.1.11'), nothing())

/**
 * An X.509 certificate (version 3, RSA 2048, SHA-256) that is its own issuer, with its private key as PKCS #8; both PEM.
 * Takes some 100 ms, nearly all of it for the key.
 */
export function selfSignedCertificate(commonName: string, notBeforeMs: number, notAfterMs: number): SelfSigned {
  const {publicKey, privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048})
  const name = sequence(set(sequence(oid('2.5.4.3'), utf8(commonName))))
  const content = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(serialNumber()),
    sha256WithRsa,
    name,
    sequence(time(notBeforeMs), time(notAfterMs)),
    name,
    publicKey.export({type: 'spki', format: 'der'}),
  )
  const certificate = sequence(content, sha256WithRsa, bitString(sign('sha256', content, privateKey)))
  return {
    pemEncodedCertificate: pem(certificate),
    privateKey: privateKey.export({type: 'pkcs8', format: 'pem'}).toString(),
  }
}

/** Positive and without a leading zero byte, whatever is drawn. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16)
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f)
  return bytes
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----'].join('\n')
}
