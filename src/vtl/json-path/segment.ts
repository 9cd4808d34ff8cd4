import type {Filter} from './filter.js'

/** One part of a path, in the order in which the parts apply. */
export type Segment =
  | {kind: 'properties'; names: readonly string[]}
  | {kind: 'wildcard'}
  | {kind: 'scan'}
  | {kind: 'index'; index: number}
  | {kind: 'indexes'; indexes: readonly number[]}
  | {kind: 'from-end'; offset: number}
  | {kind: 'slice'; from: number | null; to: number | null}
  | {kind: 'filter'; filter: Filter}

/** A compiled path. isRelative: written with "@", it starts at a filter's item; isDefinite: it leads to at most one value. */
export type JsonPath = {
  source: string
  segments: readonly Segment[]
  isRelative: boolean
  isDefinite: boolean
}

/** Whether a segment leads to at most one value. */
export function isDefiniteSegment(segment: Segment): boolean {
  return segment.kind === 'properties' || segment.kind === 'index' || segment.kind === 'from-end'
}
