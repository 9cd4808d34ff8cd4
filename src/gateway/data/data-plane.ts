import type {RestSnapshot, StageRecord} from '../store/rest-records.js'
import type {Store} from '../store/store.js'
import type {HttpRequest, HttpResponse, Ports} from './ports.js'
import {splitTarget} from './request-path.js'
import {compileRestApi} from './rest/compile.js'
import type {CompiledApi} from './rest/compiled-api.js'
import {invokeRest} from './rest/invoke-rest.js'
import {deploymentFor, type RestDeployment} from './rest/rest-deployment.js'

/** How an API was addressed: by path or by its execute-api host; `host` is the Host header. */
export type ApiAddress = {apiId: string; style: 'path' | 'host'; host: string}

export type DataPlane = {
  /** Answers one request to an API; `target` of the request begins with the stage. Never rejects for a client's fault. */
  invoke: (request: HttpRequest, address: ApiAddress) => Promise<HttpResponse>
}

/** Serves deployed APIs of the store. Snapshots are compiled at their first request and forgotten with their record. */
export function createDataPlane({store, ports}: {store: Store; ports: Ports}): DataPlane {
  const deployments = new Deployments(store)
  return {
    invoke: (request, address) => {
      const {path, query} = splitTarget(request.target)
      const [, stageName = '', rest = ''] = /^\/+([^/]*)(.*)$/s.exec(path) ?? []
      const deployment = deployments.find(address.apiId, stageName)
      if (deployment === undefined || deployment.api.disableExecuteApiEndpoint) return Promise.resolve(forbidden(ports))
      const domainPrefix = address.style === 'path' ? address.apiId : (address.host.split('.')[0] ?? '')
      return invokeRest(request, {path: rest, query, domainName: address.host, domainPrefix}, deployment, ports)
    },
  }
}

class Deployments {
  readonly #store: Store
  /** Keyed by the records themselves, which are values: another record is another deployment. */
  readonly #apis = new WeakMap<Readonly<RestSnapshot>, CompiledApi>()
  readonly #stages = new WeakMap<Readonly<StageRecord>, RestDeployment>()

  constructor(store: Store) {
    this.#store = store
  }

  find(apiId: string, stageName: string): RestDeployment | undefined {
    const stage = this.#store.get('stage', [apiId, stageName])
    if (stage === undefined) return undefined
    const known = this.#stages.get(stage)
    if (known !== undefined) return known
    const snapshot = this.#store.get('restSnapshot', [apiId, stage.deploymentId])
    if (snapshot === undefined) return undefined
    const deployment = deploymentFor(this.#compiled(snapshot), stage)
    this.#stages.set(stage, deployment)
    return deployment
  }

  #compiled(snapshot: Readonly<RestSnapshot>): CompiledApi {
    const api = this.#apis.get(snapshot) ?? compileRestApi(snapshot)
    this.#apis.set(snapshot, api)
    return api
  }
}

/** Answer of a live host for an API or stage it doesn't know. Source: gateway-responses.md, "Outside the 21 types". */
function forbidden(ports: Ports): HttpResponse {
  const headers = ['Content-Type', 'application/json', 'x-amzn-RequestId', ports.newRequestId()]
  return {
    status: 403,
    headers: [...headers, 'x-amzn-ErrorType', 'ForbiddenException'],
    body: Buffer.from('{"message":"Forbidden"}'),
  }
}
