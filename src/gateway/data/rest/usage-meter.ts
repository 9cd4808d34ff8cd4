import type {UsagePlanRecord} from '../../store/rest-account-records.js'
import type {Store} from '../../store/store.js'
import {remainingQuota, usageDay} from '../../store/usage-quota.js'

type Plan = Readonly<UsagePlanRecord>
type Pending = {plan: Plan; keyId: string; day: string; used: number}

/**
 * Counts requests per key, plan and day, and knows what is left of quotas. Requests of one turn of the event
 * loop are written to the store together.
 */
export class UsageMeter {
  readonly #store: Store
  readonly #pending = new Map<string, Pending>()
  readonly #onWritten: (before: number, after: number) => void
  #isScheduled = false

  /** `onWritten` hears the store's version before and after a write of usage, which changes nothing else. */
  constructor(store: Store, onWritten: (before: number, after: number) => void) {
    this.#store = store
    this.#onWritten = onWritten
  }

  /** Counts one request; false, and nothing counted, when the quota of its period is used up. */
  count(plan: Plan, keyId: string, nowMs: number): boolean {
    const day = usageDay(nowMs)
    const name = JSON.stringify([plan.id, keyId, day])
    const pending = this.#pending.get(name) ?? {plan, keyId, day, used: 0}
    if (plan.quota !== undefined && this.#remaining(plan, keyId, day) - pending.used <= 0) return false
    this.#pending.set(name, {...pending, plan, used: pending.used + 1})
    if (!this.#isScheduled) setImmediate(() => this.#flush())
    this.#isScheduled = true
    return true
  }

  #flush(): void {
    this.#isScheduled = false
    const counted = new Map(this.#pending)
    this.#pending.clear()
    const {version} = this.#store
    try {
      this.#store.transaction(() => {
        for (const pending of counted.values()) this.#write(pending)
      })
    } catch {
      // A full disk must not end the gateway: the counts stay in memory and are written with the next ones.
      for (const [name, pending] of counted) this.#pending.set(name, pending)
    }
    this.#onWritten(version, this.#store.version)
  }

  #write({plan, keyId, day, used}: Pending): void {
    // A plan or a membership that is gone has no usage any more.
    if (this.#store.get('usagePlanKey', [plan.id, keyId]) === undefined) return
    const before = this.#store.get('usage', [plan.id, keyId, day])?.used ?? 0
    const remaining = Math.max(0, this.#remaining(plan, keyId, day) - used)
    this.#store.put('usage', [plan.id, keyId, day], {used: before + used, remaining})
  }

  #remaining({id, quota}: Plan, keyId: string, day: string): number {
    return quota === undefined ? 0 : remainingQuota(quota, day, (at) => this.#store.get('usage', [id, keyId, at]))
  }
}
