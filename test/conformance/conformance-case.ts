import {describe, test} from 'vitest'

/** One fact about AWS that the gateway is held to. `npm run conformance` counts them by area. */
export type ConformanceCase = {
  /** `vtl`, `mapping`, `errors`, …: the row of the printed totals. */
  area: string
  /** The behaviour, as a sentence. */
  name: string
  /** Where it is recorded or written down: a page of the documentation, or a public recording and the test in it. */
  source: string
  /** Day of the recording, or of the copy of the documentation: `2024-07-17`, `2026-04`. */
  recorded: string
  /** Why the case does not run; it is counted as skipped. */
  skip?: string
}

/** Makes a test of each case, grouped by area: the runner reads the area off the group. */
export function conformance<Case extends ConformanceCase>(
  cases: readonly Case[],
  check: (given: Case) => void | Promise<void>,
): void {
  for (const area of new Set(cases.map((given) => given.area))) {
    describe(area, () => {
      for (const given of cases.filter((member) => member.area === area)) {
        const title = `${given.name} (${given.source}, ${given.recorded})`
        test.skipIf(given.skip !== undefined)(title, () => check(given))
      }
    })
  }
}
