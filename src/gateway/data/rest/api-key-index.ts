import type {ApiKeyRecord, UsagePlanRecord} from '../../store/rest-account-records.js'
import type {Scope} from '../../store/record-kinds.js'
import type {Store} from '../../store/store.js'

/** A key and the usage plans it is a member of. */
export type IndexedKey = {key: Readonly<ApiKeyRecord>; plans: readonly Readonly<UsagePlanRecord>[]}

/** API keys of all accounts by value. Built anew when the store has changed. */
export class ApiKeyIndex {
  readonly #store: Store
  readonly #scopes = new Map<string, {version: number; keys: ReadonlyMap<string, IndexedKey>}>()

  constructor(store: Store) {
    this.#store = store
  }

  find({accountId, region}: Scope, value: string): IndexedKey | undefined {
    const scope = `${accountId} ${region}`
    const known = this.#scopes.get(scope)
    if (known?.version === this.#store.version) return known.keys.get(value)
    const keys = this.#build([accountId, region])
    this.#scopes.set(scope, {version: this.#store.version, keys})
    return keys.get(value)
  }

  /** The change from one version of the store to the next concerned no key and no plan. */
  skip(before: number, after: number): void {
    for (const [scope, {version, keys}] of this.#scopes) {
      if (version === before) this.#scopes.set(scope, {version: after, keys})
    }
  }

  #build(scope: readonly string[]): ReadonlyMap<string, IndexedKey> {
    const plansOf = new Map<string, Readonly<UsagePlanRecord>[]>()
    for (const plan of this.#store.list('usagePlan', scope)) {
      for (const {id} of this.#store.list('usagePlanKey', [plan.id])) {
        plansOf.set(id, [...(plansOf.get(id) ?? []), plan])
      }
    }
    const keys = this.#store.list('apiKey', scope)
    return new Map(keys.map((key) => [key.value, {key, plans: plansOf.get(key.id) ?? []}]))
  }
}
