import {ServiceError} from '../service-error.js'
import type {ErrorCode} from '../service-error.js'

/** One page of a list and the token of the next. A token is the place where the next page starts. */
export function tokenPage<Item>(
  items: readonly Item[],
  {nextToken, size, refusal = 'InvalidNextToken'}: {nextToken: string | undefined; size: number; refusal?: ErrorCode},
): {items: readonly Item[]; nextToken?: string} {
  const start = nextToken === undefined ? 0 : placeOf(nextToken)
  if (start === undefined) throw new ServiceError(refusal, 'The specified nextToken is invalid.')
  const end = start + size
  return {items: items.slice(start, end), ...(end < items.length && {nextToken: tokenOf(end)})}
}

function tokenOf(place: number): string {
  return Buffer.from(`place:${place}`).toString('base64url')
}

function placeOf(token: string): number | undefined {
  const [, place] = /^place:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString()) ?? []
  return place === undefined ? undefined : Number(place)
}
