const noIssuer = 'Could not find issuer for certificate'

/** How AWS's execution logs name why a client certificate was not trusted; the rest in OpenSSL's words, as these are. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self signed certificate'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self signed certificate'],
  ['UNABLE_TO_GET_ISSUER_CERT', noIssuer],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', noIssuer],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', noIssuer],
  ['CERT_SIGNATURE_FAILURE', noIssuer],
  ['CERT_HAS_EXPIRED', 'certificate has expired'],
  ['CERT_NOT_YET_VALID', 'certificate is not yet valid'],
  ['CERT_CHAIN_TOO_LONG', 'certificate chain too long'],
])

/** `code` is OpenSSL's, as Node tells it. Source: https://repost.aws/knowledge-center/api-gateway-mutual-tls-403-errors */
export function refusalReason(code: string): string {
  return reasons.get(code) ?? noIssuer
}
