/** A key whose signatures the gateway verifies. The secret is here because HMAC needs it; nothing ever prints it. */
export type AccessKeyRecord = {
  accessKeyId: string
  secretAccessKey: string
  /** Only of temporary credentials. */
  sessionToken?: string
  /** Epoch milliseconds, only of temporary credentials. */
  expiresAtMs?: number
  accountId: string
  principalArn: string
  principalOrgId?: string
  /** Identity policy as JSON text; a principal without one may do nothing, unless it is an account's root. */
  policy?: string
  /** Name of the AWS managed policy that `policy` is. */
  policyName?: string
  createdAtMs: number
}
