/** What of a request a signature covers. */
export type SignedRequest = {
  method: string
  /** Request target exactly as the client sent it, `/execute-api/a1b2/prod/pets?limit=1`. */
  target: string
  /** Alternating names and values, as Node's rawHeaders. */
  rawHeaders: readonly string[]
  body: Uint8Array
}

/** Every value of a header, in order of arrival. */
export function signedHeaderValues({rawHeaders}: Pick<SignedRequest, 'rawHeaders'>, lowerName: string): string[] {
  return rawHeaders.filter((_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === lowerName)
}

/** Path and query of a target, both as sent; the query without `?`. */
export function splitSignedTarget(target: string): {path: string; query: string} {
  const at = target.indexOf('?')
  return at === -1 ? {path: target, query: ''} : {path: target.slice(0, at), query: target.slice(at + 1)}
}

/** Name and value of each query parameter as bytes (one character each); a plus is a blank, as in forms. */
export function queryPairs(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=')
      return at === -1 ? [decodeBytes(part), ''] : [decodeBytes(part.slice(0, at)), decodeBytes(part.slice(at + 1))]
    })
}

/** A percent sign that begins no escape stands for itself. */
function decodeBytes(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
