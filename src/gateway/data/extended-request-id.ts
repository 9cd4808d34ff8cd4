const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Where the first 21 hex digits of a UUID stand, three by three. */
const triples = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17, 19, 20, 21, 22, 24]
const lastDigitAt = 25

/** Fifteen characters and `=`, like `JKJaXmPLvHcESHA=`: 88 bits of the request id (a UUID) in URL-safe base 64. */
export function extendedRequestId(requestId: string): string {
  let text = ''
  // Three hex digits make two characters; by arithmetic alone, because every request needs one of these.
  for (let index = 0; index < triples.length; index += 3) {
    const [high, middle, low] = [
      digitAt(requestId, index),
      digitAt(requestId, index + 1),
      digitAt(requestId, index + 2),
    ]
    const bits = (high << 8) | (middle << 4) | low
    text += alphabet.charAt(bits >> 6) + alphabet.charAt(bits & 63)
  }
  return `${text}${alphabet.charAt(hexDigit(requestId.charCodeAt(lastDigitAt)) << 2)}=`
}

function digitAt(requestId: string, index: number): number {
  return hexDigit(requestId.charCodeAt(triples[index] ?? 0))
}

/** Value of a hex digit by its character code; of another character some digit too, so that any text gives an id. */
function hexDigit(code: number): number {
  return (code <= 0x39 ? code : code + 9) & 15
}

/** The first digits of a UUID without its hyphens. */
export function hexDigits(uuid: string, count: number): string {
  return `${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(14, 18)}${uuid.slice(19, 23)}${uuid.slice(24)}`.slice(
    0,
    count,
  )
}
