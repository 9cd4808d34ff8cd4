/** Runs of a property: few in the suite; APIGW_PROPERTY_RUNS=500 makes each run as often as that. */
export function propertyRuns(usual: number): {numRuns: number} {
  const wanted = Number(process.env.APIGW_PROPERTY_RUNS)
  return {numRuns: Number.isInteger(wanted) && wanted > 0 ? wanted : usual}
}

/** Milliseconds that a property may take: two seconds for each run, and two minutes at least. */
export function propertyLimitMs(usual: number): number {
  return Math.max(120_000, propertyRuns(usual).numRuns * 2_000)
}
