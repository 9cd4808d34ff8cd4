import {createHash} from 'node:crypto'
import {sizeOf} from '../../store/log-events.js'
import type {KeptLogEvent} from '../../store/log-events.js'

/** Most events and bytes of one answer. */
export const pageEvents = 10_000
const pageBytes = 1_048_576

/** The first events, up to a count and 1 MB; always at least one, however large. */
export function firstPage(events: readonly KeptLogEvent[], limit: number): readonly KeptLogEvent[] {
  let bytes = 0
  const end = events.findIndex(({message}, index) => {
    bytes += sizeOf(message)
    return index >= limit || (index > 0 && bytes > pageBytes)
  })
  return end === -1 ? events : events.slice(0, end)
}

/** The id of an event: 56 digits, unique in its group and growing with time, as AWS's are. */
export function eventId({timestampMs, logStreamName, sequence}: KeptLogEvent): string {
  const stream = createHash('md5').update(logStreamName).digest().readUIntBE(0, 6)
  return `3${digits(timestampMs, 14)}${digits(stream, 15)}${digits(sequence, 26)}`
}

/** Time and place in its stream that an event's id says. */
export function placeOf(id: string): Place {
  return {timestampMs: Number(id.slice(1, 15)), sequence: Number(id.slice(30))}
}

export type Place = {timestampMs: number; sequence: number}

/** Negative when the first comes earlier in a stream. */
export function comparePlaces(one: Place, other: Place): number {
  return one.timestampMs === other.timestampMs ? one.sequence - other.sequence : one.timestampMs - other.timestampMs
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
