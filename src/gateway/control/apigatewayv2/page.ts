import {page} from '../apigateway/page.js'
import {present} from '../apigateway/present.js'
import {badRequest} from '../apigateway/refuse.js'
import type {Members} from '../operation.js'

/** Paging members of every list operation of version 2; both arrive as text. */
export type PageInput = {maxResults?: string; nextToken?: string}

const defaultResults = 100

/** The answer of a list operation: one page of items, and a token when more follow. */
export function listAnswer<Item extends object>(
  items: readonly Item[],
  {maxResults, nextToken}: PageInput,
  keyOf: (item: Item) => string,
): Members {
  const limit = maxResults === undefined ? defaultResults : Number(maxResults)
  if (!Number.isInteger(limit) || limit < 1) throw badRequest('Invalid maxResults parameter specified')
  const {items: selected, position} = page(items, present({limit, position: nextToken}), keyOf)
  return present({items: selected, nextToken: position})
}
