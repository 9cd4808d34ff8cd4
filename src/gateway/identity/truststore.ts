import {X509Certificate} from 'node:crypto'

/** What a truststore is worth: the certificates that can be used (PEM), and a sentence about each fault. */
export type Truststore = {certificates: readonly string[]; warnings: readonly string[]}

const block = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g

/**
 * Reads the PEM text of a truststore. Invalid certificates are left out with a warning, as AWS does; the wording of AWS's
 * warnings is not published. Source: https://docs.aws.amazon.com/apigateway/latest/api/API_MutualTlsAuthentication.html
 */
export function parseTruststore(pem: string, nowMs: number): Truststore {
  const blocks = pem.match(block) ?? []
  const parsed = blocks.map((text, index) => parse(text, index + 1))
  const certificates = parsed.flatMap((entry) => (typeof entry === 'string' ? [] : [entry]))
  const warnings = parsed.flatMap((entry) => (typeof entry === 'string' ? [entry] : faultsOf(entry, nowMs)))
  return {
    certificates: certificates.map((certificate) => certificate.toString()),
    warnings:
      blocks.length === 0 ? ['The truststore contains no certificate.'] : [...warnings, ...conflicts(certificates)],
  }
}

function parse(text: string, position: number): X509Certificate | string {
  try {
    return new X509Certificate(text)
  } catch (error) {
    return `Certificate ${position} of the truststore is invalid: ${error instanceof Error ? error.message : String(error)}`
  }
}

function faultsOf(certificate: X509Certificate, nowMs: number): string[] {
  const subject = shown(certificate.subject)
  return [
    ...(Date.parse(certificate.validTo) < nowMs
      ? [`The certificate with subject ${subject} has expired on ${certificate.validTo}.`]
      : []),
    ...(Date.parse(certificate.validFrom) > nowMs
      ? [`The certificate with subject ${subject} is not valid before ${certificate.validFrom}.`]
      : []),
    ...(certificate.ca ? [] : [`The certificate with subject ${subject} is not a certificate authority.`]),
  ]
}

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html (troubleshooting) */
function conflicts(certificates: readonly X509Certificate[]): string[] {
  const issuers = new Map<string, string>()
  return certificates.flatMap(({subject, issuer}) => {
    const known = issuers.get(subject) ?? issuer
    issuers.set(subject, known)
    return known === issuer
      ? []
      : [`The certificate subject ${shown(subject)} conflicts with an existing certificate from a different issuer.`]
  })
}

function shown(name: string): string {
  return name.split('\n').join(',')
}
