import type {X509Certificate} from 'node:crypto'

/**
 * A client's certificate as `$context.identity.clientCert` shows it. Names keep the order of the certificate, a short serial
 * number is decimal and a long one hexadecimal in pairs, dates are those of OpenSSL, as recorded events show them.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
 */
export type ClientCertificate = {
  clientCertPem: string
  subjectDN: string
  issuerDN: string
  serialNumber: string
  validity: {notBefore: string; notAfter: string}
}

export function describeClientCertificate(certificate: X509Certificate): ClientCertificate {
  return {
    clientCertPem: certificate.toString(),
    subjectDN: distinguishedName(certificate.subject),
    issuerDN: distinguishedName(certificate.issuer),
    serialNumber: serialNumber(certificate.serialNumber),
    validity: {notBefore: certificate.validFrom, notAfter: certificate.validTo},
  }
}

/** Node writes one part per line. */
function distinguishedName(lines: string): string {
  return lines.split('\n').join(',')
}

/** OpenSSL prints what fits into 64 bits as a number. */
function serialNumber(hex: string): string {
  const digits = hex.replace(/^0+(?=.)/, '').toLowerCase()
  if (digits.length <= 16) return BigInt(`0x${digits}`).toString()
  return (digits.padStart(digits.length + (digits.length % 2), '0').match(/../g) ?? []).join(':')
}
