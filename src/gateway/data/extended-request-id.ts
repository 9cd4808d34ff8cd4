/** Fifteen characters and `=`, like `JKJaXmPLvHcESHA=`: 11 bytes of the request id (a UUID) in URL-safe base 64. */
export function extendedRequestId(requestId: string): string {
  const text = Buffer.from(requestId.replaceAll('-', '').slice(0, 22), 'hex').toString('base64url')
  return `${text}=`
}
