import type {Scope} from '../store/record-kinds.js'

/** Who signed a control-plane request: the access key decides the account, the credential scope the region. */
export type Caller = {accessKeyId: string; scope: Scope}

export const defaultScope: Scope = {accountId: '000000000000', region: 'us-east-1'}

const credential = /^([^/]{1,128})\/\d{8}\/([a-z0-9-]{1,40})\/[a-z0-9-]{1,40}\/aws4_request$/

/**
 * Reads the SigV4 credential of an Authorization header or a presigned query; undefined when there is none.
 *
 * An access key of twelve digits is an account of its own; any other key belongs to the default account. Nothing is
 * verified here: keys that nobody registered are taken at their word.
 */
export function readCaller(authorization: string | undefined, query: URLSearchParams): Caller | undefined {
  const signed = /^AWS4-HMAC-SHA256\s.*\bCredential=([^,\s]+)/.exec(authorization ?? '')?.[1]
  const [, accessKeyId, region] = credential.exec(signed ?? query.get('X-Amz-Credential') ?? '') ?? []
  if (accessKeyId === undefined || region === undefined) return undefined
  const accountId = /^\d{12}$/.test(accessKeyId) ? accessKeyId : defaultScope.accountId
  return {accessKeyId, scope: {accountId, region}}
}
