import type {HttpSnapshot, HttpStageRecord} from '../store/v2-records.js'
import type {Store} from '../store/store.js'
import {StoreView} from './store-view.js'

/** How one kind of API prepares what its stages serve. */
export type Preparation<Api, Deployment> = {
  compile: (snapshot: HttpSnapshot) => Api
  /** Called once for each version of a stage's record. */
  open: (api: Api, stage: HttpStageRecord, apiId: string) => Deployment
}

/**
 * Deployed stages of HTTP or WebSocket APIs, compiled at their first request and kept as long as their records stay the
 * same.
 */
export class StageDeployments<Api extends object, Deployment> {
  readonly #store: Store
  readonly #preparation: Preparation<Api, Deployment>
  readonly #apis = new WeakMap<Readonly<HttpSnapshot>, Api>()
  readonly #stages = new WeakMap<Readonly<HttpStageRecord>, Deployment>()
  readonly #records: StoreView<Readonly<HttpStageRecord>>
  readonly #served: StoreView<Deployment>

  constructor(store: Store, preparation: Preparation<Api, Deployment>) {
    this.#store = store
    this.#preparation = preparation
    this.#records = new StoreView(store, (apiId, stageName) => store.get('v2Stage', [apiId, stageName]))
    this.#served = new StoreView(store, (apiId, stageName) => this.#serve(apiId, stageName))
  }

  hasStage(apiId: string, stageName: string): boolean {
    return this.#records.get(apiId, stageName) !== undefined
  }

  /** Undefined for a stage that does not exist or that nothing was deployed to. */
  find(apiId: string, stageName: string): Deployment | undefined {
    return this.#served.get(apiId, stageName)
  }

  #serve(apiId: string, stageName: string): Deployment | undefined {
    const stage = this.#records.get(apiId, stageName)
    if (stage?.deploymentId === undefined) return undefined
    const known = this.#stages.get(stage)
    if (known !== undefined) return known
    const snapshot = this.#store.get('httpSnapshot', [apiId, stage.deploymentId])
    if (snapshot === undefined) return undefined
    const api = this.#apis.get(snapshot) ?? this.#preparation.compile(snapshot)
    this.#apis.set(snapshot, api)
    const deployment = this.#preparation.open(api, stage, apiId)
    this.#stages.set(stage, deployment)
    return deployment
  }
}
