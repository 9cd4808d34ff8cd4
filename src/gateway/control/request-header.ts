import type {HttpRequest} from '../data/ports.js'

/** Value of a request header by its lower-case name; the first one when there are several. */
export function headerOf(request: HttpRequest, name: string): string | undefined {
  const index = request.rawHeaders.findIndex((entry, position) => position % 2 === 0 && entry.toLowerCase() === name)
  return index === -1 ? undefined : request.rawHeaders[index + 1]
}
