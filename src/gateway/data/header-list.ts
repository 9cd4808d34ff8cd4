/**
 * Headers as Node's rawHeaders has them: names and values alternate, spelling and order are kept, duplicates stay apart.
 * Look-ups take the name in lower case and ignore case; a message has few headers, so a scan beats building a map.
 */
export type HeaderList = readonly string[]

/** Value of the first header with this name. */
export function firstHeader(headers: HeaderList, lowerName: string): string | undefined {
  for (let index = 0; index < headers.length; index += 2) {
    if (isNamed(headers[index], lowerName)) return headers[index + 1]
  }
  return undefined
}

/** Value of the last header with this name: what REST APIs use for a repeated header. */
export function lastHeader(headers: HeaderList, lowerName: string): string | undefined {
  for (let index = headers.length - 2; index >= 0; index -= 2) {
    if (isNamed(headers[index], lowerName)) return headers[index + 1]
  }
  return undefined
}

/** Every value of this name, in order of arrival. */
export function headerValues(headers: HeaderList, lowerName: string): string[] {
  const values: string[] = []
  for (let index = 0; index < headers.length; index += 2) {
    if (isNamed(headers[index], lowerName)) values.push(headers[index + 1] ?? '')
  }
  return values
}

/** Values of exactly this spelling: mapping expressions and required parameters of REST APIs tell case apart. */
export function exactHeaderValues(headers: HeaderList, name: string): string[] {
  const values: string[] = []
  for (let index = 0; index < headers.length; index += 2) {
    if (headers[index] === name) values.push(headers[index + 1] ?? '')
  }
  return values
}

/** The list without the names that `drops` (called with lower-case names) accepts. */
export function withoutHeaders(headers: HeaderList, drops: (lowerName: string) => boolean): string[] {
  const kept: string[] = []
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index] ?? ''
    if (!drops(name.toLowerCase())) kept.push(name, headers[index + 1] ?? '')
  }
  return kept
}

/** Adds a header to a list of the caller's own, unless it has one of this name. */
export function setMissingHeader(headers: string[], name: string, value: string): void {
  if (lastHeader(headers, name.toLowerCase()) === undefined) headers.push(name, value)
}

/** Calls back once per header line with the name as spelled, the name in lower case, and the value. */
export function eachHeader(headers: HeaderList, visit: (name: string, lowerName: string, value: string) => void): void {
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index] ?? ''
    visit(name, name.toLowerCase(), headers[index + 1] ?? '')
  }
}

/** Whether a name may stand in a message (RFC 9110 5.1, token). */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)
}

/**
 * A value in the form a message can carry it: characters beyond ASCII as their UTF-8 bytes, line breaks and other control
 * characters as blanks, so that no mapped value can start a header of its own.
 */
export function headerText(value: string): string {
  if (/^[\t\x20-\x7e]*$/.test(value)) return value
  return Buffer.from(value)
    .toString('latin1')
    .replace(/[\x00-\x08\x0a-\x1f\x7f]/g, ' ')
}

/** The media type of a Content-Type or of the first entry of an Accept header: lower case, without parameters. */
export function mediaType(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const end = value.search(/[;,]/)
  const type = (end === -1 ? value : value.slice(0, end)).trim().toLowerCase()
  return type === '' ? undefined : type
}

function isNamed(name: string | undefined, lowerName: string): boolean {
  return name !== undefined && name.length === lowerName.length && name.toLowerCase() === lowerName
}
