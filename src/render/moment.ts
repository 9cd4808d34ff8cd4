/** A time of day as people compare it: `2026-11-21 03:40:12Z`; empty when it is not known. Epoch milliseconds. */
export function renderMoment(ms: number | undefined): string {
  return ms === undefined ? '' : `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')}Z`
}
