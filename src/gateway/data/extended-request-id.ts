const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Fifteen characters and `=`, like `JKJaXmPLvHcESHA=`: 88 bits of the request id (a UUID) in URL-safe base 64. */
export function extendedRequestId(requestId: string): string {
  const hex = hexDigits(requestId, 22)
  let text = ''
  // Three hex digits make two characters; without a Buffer, because every request needs one of these.
  for (let at = 0; at < 21; at += 3) {
    const bits = Number.parseInt(hex.slice(at, at + 3), 16) || 0
    text += `${alphabet[bits >> 6] ?? ''}${alphabet[bits & 63] ?? ''}`
  }
  return `${text}${alphabet[(Number.parseInt(hex.slice(21), 16) || 0) << 2] ?? ''}=`
}

/** The first digits of a UUID without its hyphens. */
export function hexDigits(uuid: string, count: number): string {
  return `${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(14, 18)}${uuid.slice(19, 23)}${uuid.slice(24)}`.slice(
    0,
    count,
  )
}
