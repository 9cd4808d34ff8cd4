/** Middle value; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}

/** One measured row beside its peer of the same run. `goal` reads the ratio: at most (`<=`) or at least (`>=`). */
export type Row = {
  what: string
  value: number
  unit: string
  peer: string
  peerValue: number
  goal?: {relation: '<=' | '>='; ratio: number}
}

export function ratioOf(row: Row): number {
  return row.value / row.peerValue
}

export function reached(row: Row): string {
  if (row.goal === undefined) return ''
  const met = row.goal.relation === '<=' ? ratioOf(row) <= row.goal.ratio : ratioOf(row) >= row.goal.ratio
  return met ? 'reached' : 'not reached'
}
