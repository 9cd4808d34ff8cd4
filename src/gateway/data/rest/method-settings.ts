import type {MethodSettingRecord, StageRecord} from '../../store/rest-records.js'
import type {CompiledMethod} from './compiled-api.js'
import {logDepth} from './log-entry.js'

/** Settings of a stage by method: the method's own entry, else the stage's default (key `*` + `/*`). */
export class MethodSettings {
  readonly #records: StageRecord['methodSettings']
  readonly #areLogged: boolean
  readonly #resolved = new Map<CompiledMethod, MethodSettingRecord | undefined>()

  constructor({methodSettings}: Pick<StageRecord, 'methodSettings'>) {
    this.#records = methodSettings
    this.#areLogged = Object.values(methodSettings).some((setting) => logDepth(setting).level !== 'OFF')
  }

  /** Whether any method of the stage has an execution log. */
  get areLogged(): boolean {
    return this.#areLogged
  }

  of(method: CompiledMethod): MethodSettingRecord | undefined {
    if (this.#resolved.has(method)) return this.#resolved.get(method)
    const record = this.own(method) ?? this.#records['*/*']
    this.#resolved.set(method, record)
    return record
  }

  /** The entry of this very method, `~1pets~1{id}/GET`. */
  own({resourcePath, verb}: CompiledMethod): MethodSettingRecord | undefined {
    const key = `${resourcePath.replaceAll('/', '~1')}/${verb}`
    return Object.hasOwn(this.#records, key) ? this.#records[key] : undefined
  }
}
