/** The origins that one integration has called so far, by their text. */
export type OriginUrls = Map<string, URL>

/** An integration with a parameter in its host may call any number of origins; only some are kept. */
const maxOrigins = 100

/**
 * The URL of an origin, the same object each time: to make one costs more than to map a whole request, and connections
 * are found by it. Undefined for an origin that is none.
 */
export function originUrl(origins: OriginUrls, origin: string): URL | undefined {
  const known = origins.get(origin)
  if (known !== undefined) return known
  if (!URL.canParse(origin)) return undefined
  if (origins.size >= maxOrigins) origins.clear()
  const url = new URL(origin)
  origins.set(origin, url)
  return url
}
