import {badRequest} from './refuse.js'

/** Paging members of every list operation of API version 1. */
export type PageInput = {position?: string; limit?: number}

const defaultLimit = 25
const maximumLimit = 500

/**
 * One page of a list: 25 items unless `limit` (at most 500) says otherwise, and the position of the next page.
 *
 * A position names the last item that was seen, with its place as a fallback, so that items which appear or vanish
 * between two calls neither repeat nor hide others.
 */
export function page<Item>(
  items: readonly Item[],
  {position, limit}: PageInput,
  keyOf: (item: Item) => string,
): {items: Item[]; position?: string} {
  const start = position === undefined ? 0 : startOf(items, position, keyOf)
  const size = limit === undefined || limit < 1 ? defaultLimit : Math.min(limit, maximumLimit)
  const selected = items.slice(start, start + size)
  const last = selected.at(-1)
  const end = start + selected.length
  return last === undefined || end >= items.length
    ? {items: selected}
    : {items: selected, position: encode(end, keyOf(last))}
}

function startOf<Item>(items: readonly Item[], position: string, keyOf: (item: Item) => string): number {
  const [place, key] = decode(position)
  const index = items.findIndex((item) => keyOf(item) === key)
  return index === -1 ? place - 1 : index + 1
}

function encode(place: number, key: string): string {
  return Buffer.from(JSON.stringify([place, key])).toString('base64url')
}

function decode(position: string): [place: number, key: string] {
  const [place, key] = parse(position)
  if (typeof place !== 'number' || place < 1 || typeof key !== 'string') {
    throw badRequest('Invalid position parameter specified')
  }
  return [place, key]
}

function parse(position: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(position, 'base64url').toString())
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
