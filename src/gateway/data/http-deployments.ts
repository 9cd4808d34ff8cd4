import type {HttpSnapshot, HttpStageRecord} from '../store/v2-records.js'
import type {Store} from '../store/store.js'
import {compileHttpApi} from './http/compile-http-api.js'
import type {CompiledHttpApi} from './http/compiled-http-api.js'
import {openHttpStage, type HttpDeployment} from './http/http-deployment.js'
import {authorizerCachePrefix, newHttpMemory} from './http/http-memory.js'
import {StoreView} from './store-view.js'

/** Deployed stages of HTTP APIs, compiled at their first request and kept as long as their records stay the same. */
export class HttpDeployments {
  readonly #store: Store
  readonly #memory = newHttpMemory()
  readonly #apis = new WeakMap<Readonly<HttpSnapshot>, CompiledHttpApi>()
  readonly #stages = new WeakMap<Readonly<HttpStageRecord>, HttpDeployment>()
  /** Resets of each stage's authorizer results that have been carried out, by their prefix. */
  readonly #resets = new Map<string, number>()
  readonly #records: StoreView<Readonly<HttpStageRecord>>
  readonly #served: StoreView<HttpDeployment>

  constructor(store: Store) {
    this.#store = store
    this.#records = new StoreView(store, (apiId, stageName) => store.get('v2Stage', [apiId, stageName]))
    this.#served = new StoreView(store, (apiId, stageName) => this.#serve(apiId, stageName))
  }

  hasStage(apiId: string, stageName: string): boolean {
    return this.#records.get(apiId, stageName) !== undefined
  }

  /** Undefined for a stage that does not exist or that nothing was deployed to. */
  find(apiId: string, stageName: string): HttpDeployment | undefined {
    return this.#served.get(apiId, stageName)
  }

  #serve(apiId: string, stageName: string): HttpDeployment | undefined {
    const stage = this.#records.get(apiId, stageName)
    if (stage?.deploymentId === undefined) return undefined
    const known = this.#stages.get(stage)
    if (known !== undefined) return known
    const snapshot = this.#store.get('httpSnapshot', [apiId, stage.deploymentId])
    if (snapshot === undefined) return undefined
    const api = this.#apis.get(snapshot) ?? compileHttpApi(snapshot)
    this.#apis.set(snapshot, api)
    this.#resetAuthorizers(apiId, stageName)
    const deployment = openHttpStage(api, stage, this.#memory)
    this.#stages.set(stage, deployment)
    return deployment
  }

  /** ResetAuthorizersCache counts up and replaces the stage's record, so that it is seen here and nowhere per request. */
  #resetAuthorizers(apiId: string, stageName: string): void {
    const {authorizersCache = 0} = this.#store.get('cacheGeneration', [apiId, stageName]) ?? {}
    const prefix = authorizerCachePrefix(apiId, stageName)
    if (authorizersCache === (this.#resets.get(prefix) ?? 0)) return
    this.#resets.set(prefix, authorizersCache)
    this.#memory.authorizerResults.deleteAll(prefix)
  }
}
