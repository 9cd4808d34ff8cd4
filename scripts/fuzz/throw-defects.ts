import type {Invocation} from '../../src/gateway/data/ports.js'

/** The data plane answers a defect of its own like any failure, and says so in what it reports: that is a finding. */
export function throwDefects(invocations: readonly Invocation[]): void {
  for (const {errorMessage = ''} of invocations) {
    if (/internal error of the local gateway/i.test(errorMessage)) throw new Error(errorMessage)
  }
}
