import {renderMoment} from './moment.js'
import type {Table} from './table.js'

/** Who changed an API, newest first, as it comes. */
export function trailTable(
  entries: readonly {timeMs: number; operation: string; who: string; sourceIp?: string; on: string; error?: string}[],
): Table {
  return {
    headings: ['time', 'who', 'from', 'call', 'on', 'failed with'],
    rows: entries.map(({timeMs, who, sourceIp = '', operation, on, error = ''}) => {
      return [renderMoment(timeMs), who, sourceIp, operation, on, error]
    }),
    empty: 'CloudTrail has no change of this API in that time. Changes show up some minutes later.',
  }
}
