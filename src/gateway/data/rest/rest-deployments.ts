import type {RestSnapshot, StageRecord} from '../../store/rest-records.js'
import type {Store} from '../../store/store.js'
import {StoreView} from '../store-view.js'
import {compileRestApi} from './compile.js'
import type {CompiledApi} from './compiled-api.js'
import {newRestMemory, type RestMemory} from './rest-memory.js'
import {deploymentFor, type RestDeployment} from './rest-deployment.js'

/** What one stage serves: its deployment, and that of its canary with the share of requests it gets. */
type ServedStage = {main: RestDeployment; canary?: {deployment: RestDeployment; percentTraffic: number}}

/**
 * Deployed stages of REST APIs, compiled at their first request. A store that has changed makes them be looked up again;
 * snapshots are values, so a snapshot that is still there keeps what was compiled, and one that is gone takes it along.
 */
export class RestDeployments {
  readonly #store: Store
  readonly #memory: RestMemory
  readonly #apis = new WeakMap<Readonly<RestSnapshot>, CompiledApi>()
  readonly #stages = new WeakMap<Readonly<StageRecord>, ServedStage>()
  readonly #served: StoreView<ServedStage>

  constructor(store: Store) {
    this.#store = store
    this.#memory = newRestMemory(store)
    this.#served = new StoreView(store, (apiId, stageName) => {
      const stage = store.get('stage', [apiId, stageName])
      return stage === undefined ? undefined : this.#serve(apiId, stage)
    })
  }

  /** The side of the stage that serves a request; `random` in [0, 1) draws it. */
  find(apiId: string, stageName: string, random: () => number): RestDeployment | undefined {
    const served = this.#served.get(apiId, stageName)
    const canary = served?.canary
    return canary !== undefined && random() * 100 < canary.percentTraffic ? canary.deployment : served?.main
  }

  #serve(apiId: string, stage: Readonly<StageRecord>): ServedStage | undefined {
    const known = this.#stages.get(stage)
    if (known !== undefined) return known
    const api = this.#compiled(apiId, stage.deploymentId)
    if (api === undefined) return undefined
    const served = {main: deploymentFor(api, stage, 'main', this.#memory), ...this.#canaryOf(apiId, stage)}
    this.#stages.set(stage, served)
    return served
  }

  #canaryOf(apiId: string, stage: Readonly<StageRecord>): Pick<ServedStage, 'canary'> {
    const {canarySettings} = stage
    const api = canarySettings === undefined ? undefined : this.#compiled(apiId, canarySettings.deploymentId)
    if (canarySettings === undefined || api === undefined) return {}
    return {
      canary: {
        deployment: deploymentFor(api, stage, 'canary', this.#memory),
        percentTraffic: canarySettings.percentTraffic,
      },
    }
  }

  #compiled(apiId: string, deploymentId: string): CompiledApi | undefined {
    const snapshot = this.#store.get('restSnapshot', [apiId, deploymentId])
    if (snapshot === undefined) return undefined
    const api = this.#apis.get(snapshot) ?? compileRestApi(snapshot)
    this.#apis.set(snapshot, api)
    return api
  }
}
