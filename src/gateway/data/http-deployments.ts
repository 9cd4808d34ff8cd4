import type {Store} from '../store/store.js'
import {compileHttpApi} from './http/compile-http-api.js'
import type {CompiledHttpApi} from './http/compiled-http-api.js'
import {openHttpStage, type HttpDeployment} from './http/http-deployment.js'
import {authorizerCachePrefix, newHttpMemory} from './http/http-memory.js'
import {StageDeployments} from './stage-deployments.js'

/** Deployed stages of HTTP APIs. */
export class HttpDeployments extends StageDeployments<CompiledHttpApi, HttpDeployment> {
  constructor(store: Store) {
    const memory = newHttpMemory()
    /** Resets of each stage's authorizer results that have been carried out, by their prefix. */
    const resets = new Map<string, number>()

    /** ResetAuthorizersCache counts up and replaces the stage's record, so that it is seen here and nowhere per request. */
    function resetAuthorizers(apiId: string, stageName: string): void {
      const {authorizersCache = 0} = store.get('cacheGeneration', [apiId, stageName]) ?? {}
      const prefix = authorizerCachePrefix(apiId, stageName)
      if (authorizersCache === (resets.get(prefix) ?? 0)) return
      resets.set(prefix, authorizersCache)
      memory.authorizerResults.deleteAll(prefix)
    }

    super(store, {
      compile: compileHttpApi,
      open: (api, stage, apiId) => {
        resetAuthorizers(apiId, stage.stageName)
        return openHttpStage(api, stage, memory)
      },
    })
  }
}
