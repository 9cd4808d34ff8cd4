import type {LogFields} from './access-log-format.js'

const mask = '[masked]'

/** A parameter of a signature or a digest, as it stands behind its scheme, quoted or not. */
const parameter =
  String.raw`(?:credential|signedheaders|signature|username\*?|userhash|realm|nonce|cnonce|nc|uri|qop|response|opaque|algorithm)` +
  String.raw`\s?=\s?(?:"(?:[^"\\\r\n]|\\.){0,2048}"|[^\s",}\]]{0,2048})`

/**
 * Keys, tokens and passwords as logs hold them: header maps of execution logs (`Authorization=Bearer …,`), JSON members,
 * query strings, and anything that looks like a JSON Web Token. Each pattern is bounded, so that a long line costs no more than its length.
 */
const secrets: readonly {pattern: RegExp; to: string}[] = [
  // Schemes whose value goes on behind a comma, where in a header map the next header would stand.
  {
    pattern: new RegExp(
      String.raw`\b((?:proxy-)?authorization)(=|: ?)(?:AWS4[\w-]{1,40}|Digest) ${parameter}(?:\s?,\s{0,4}${parameter}){0,15}`,
      'gi',
    ),
    to: `$1$2${mask}`,
  },
  {
    pattern:
      /\b(authorization|proxy-authorization|x-api-key|cookie|set-cookie|x-amz-security-token|x-amzn-oidc-data)(=|: ?)(?! ?\[masked\])[^,}\]\r\n]{1,8192}/gi,
    to: `$1$2${mask}`,
  },
  {
    pattern:
      /("(?:authorization|proxy-authorization|cookie|set-cookie|[\w-]{0,40}(?:api-?key|api_key|token|password|passwd|secret)[\w-]{0,20})"\s{0,4}:\s{0,4})"(?:[^"\\]|\\.){1,8192}"/gi,
    to: `$1"${mask}"`,
  },
  // Query strings, as execution logs and URLs in texts hold them.
  {
    pattern: /\b([\w-]{0,40}(?:api-?key|api_key|token|password|passwd|secret))=[^&,}\]\s"'[]{1,8192}/gi,
    to: `$1=${mask}`,
  },
  {pattern: /\beyJ[\w-]{8,8192}\.[\w-]{4,8192}\.[\w-]{0,1024}/g, to: mask},
  {pattern: /\bBearer [\w.~+/=-]{8,8192}/g, to: `Bearer ${mask}`},
]

/** Text without secrets. */
export function maskText(text: string): string {
  return secrets.reduce((shown, {pattern, to}) => shown.replaceAll(pattern, to), text)
}

const secretVariables = /^identity\.apiKey$|token|secret|password|authorization/i

/** The text of an access-log line without secrets: only its fields tell which parts of it are keys and tokens. */
export function maskLine(line: string, fields: LogFields): string {
  const values = Object.entries(fields).flatMap(([name, value]) => (secretVariables.test(name) ? [value] : []))
  return maskText(values.reduce((shown, value) => shown.replaceAll(value, mask), line))
}

/** Values of an access-log line without secrets. */
export function maskFields(fields: LogFields): LogFields {
  const shown = Object.entries(fields).map(([name, value]) => [
    name,
    secretVariables.test(name) ? mask : maskText(value),
  ])
  return Object.fromEntries(shown) as LogFields
}
