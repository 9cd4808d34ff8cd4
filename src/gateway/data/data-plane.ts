import type {Store} from '../store/store.js'
import {extendedRequestId} from './extended-request-id.js'
import {HttpDeployments} from './http-deployments.js'
import {invokeHttp} from './http/invoke-http.js'
import {selectHttpStage} from './http/select-stage.js'
import {noteUnreached, type Unreached} from './note-unreached.js'
import type {HttpRequest, HttpResponse, Ports} from './ports.js'
import {splitTarget, type RequestPath} from './request-path.js'
import {invokeRest} from './rest/invoke-rest.js'
import type {StageTarget} from './rest/parse-request.js'
import {RestDeployments} from './rest/rest-deployments.js'
import {StoreView} from './store-view.js'
import {privateApiHint, vpcEndpointOf} from './vpc-endpoint.js'

/** How an API was addressed: by path, by its execute-api host, or through a custom domain; `host` is the Host header. */
export type ApiAddress = {apiId: string; host: string} &
  /** `vpceId` when the host names a VPC endpoint too. */
  (
    | {style: 'path' | 'host'; vpceId?: string}
    /** `mappedPath` is the mapping's key as `/v1`, or empty; without a stage the caller names it in the path. */
    | {style: 'domain'; stage?: string; mappedPath: string}
  )

export type DataPlane = {
  /**
   * Answers one request to an API; `target` of the request begins with the stage, unless a custom domain has it.
   * A promise only where there is something to wait for. Throws and rejects only for our own defects.
   */
  invoke: (request: HttpRequest, address: ApiAddress) => Answering
}

type Answering = HttpResponse | Promise<HttpResponse>

export type DataPlaneOptions = {
  store: Store
  ports: Ports
  /** `header` believes requests that name a VPC endpoint; `none` takes every request for a public one. */
  vpcEndpoints?: 'none' | 'header'
}

/** Serves the deployed APIs of the store. */
export function createDataPlane({store, ports, vpcEndpoints = 'none'}: DataPlaneOptions): DataPlane {
  const rest = new RestDeployments(store)
  const http = new HttpDeployments(store)
  const kinds = new StoreView(store, (apiId) => kindOf(store, apiId))

  function unreached(response: HttpResponse, what: Unreached): HttpResponse {
    return noteUnreached(what, response, ports)
  }

  function invokeRestApi(request: HttpRequest, address: ApiAddress, {path, query}: RequestPath): Answering {
    const {stageName, below} = restStage(address, path)
    const deployment = rest.find(address.apiId, stageName, ports.random)
    const isClosed = address.style !== 'domain' && deployment?.api.disableExecuteApiEndpoint === true
    const asked = {request, apiId: address.apiId, apiKind: 'rest' as const, stage: stageName}
    if (deployment === undefined || isClosed) {
      const why = isClosed ? closedEndpoint : `API ${address.apiId} has no deployed stage "${stageName}".`
      return unreached(forbidden(ports), {...asked, why})
    }
    const hostVpceId = address.style === 'domain' ? undefined : address.vpceId
    const vpcEndpoint = vpcEndpoints === 'header' ? vpcEndpointOf(request, hostVpceId) : undefined
    const {isPrivate} = deployment.api
    // VPC endpoints lead to private APIs and to no others. Source: AWS re:Post, "HTTP 403 Forbidden from a VPC".
    if (isPrivate !== (vpcEndpoint !== undefined)) {
      const why = isPrivate ? privateApiHint : 'VPC endpoints lead to private APIs only.'
      return unreached(forbidden(ports, isPrivate ? ['x-apigw-local-hint', why] : []), {...asked, why})
    }
    const {host: domainName} = address
    const domainPrefix = domainPrefixOf(address)
    const target = {path: below, query, domainName, domainPrefix, mapping: mappingOf(address), vpcEndpoint}
    return invokeRest(request, target, deployment, ports)
  }

  function invokeHttpApi(request: HttpRequest, address: ApiAddress, {path, query}: RequestPath): Answering {
    const hasStage = (stageName: string): boolean => http.hasStage(address.apiId, stageName)
    const mapped =
      address.style === 'domain' && address.stage !== undefined ? {stageName: address.stage, path} : undefined
    const selected = mapped ?? selectHttpStage(hasStage, path)
    const deployment = selected === undefined ? undefined : http.find(address.apiId, selected.stageName)
    if (selected === undefined || deployment === undefined) {
      const stage = selected?.stageName ?? ''
      const why = `API ${address.apiId} has no deployed stage for ${path}.`
      return unreached(notFound(ports), {request, apiId: address.apiId, apiKind: 'http', stage, why})
    }
    const mappedPath = address.style === 'domain' ? {mappedPath: address.mappedPath} : {}
    const names = {domainName: address.host, domainPrefix: domainPrefixOf(address)}
    return invokeHttp(request, {path: selected.path, query, ...mappedPath, ...names}, deployment, ports)
  }

  return {
    invoke: (request, address) => {
      const target = splitTarget(request.target)
      switch (kinds.get(address.apiId)) {
        case 'rest':
          return invokeRestApi(request, address, target)
        case 'http':
          return invokeHttpApi(request, address, target)
        case undefined:
          return unreached(forbidden(ports), {
            ...{request, apiId: address.apiId, apiKind: 'rest', stage: ''},
            why: `This gateway has no REST or HTTP API ${address.apiId}.`,
          })
      }
    },
  }
}

const closedEndpoint = 'The API has disableExecuteApiEndpoint: it answers at its custom domain names only.'

/** A WebSocket API answers plain requests as if it were not there. */
function kindOf(store: Store, apiId: string): 'rest' | 'http' | undefined {
  if (store.get('restApi', [apiId]) !== undefined) return 'rest'
  return store.get('v2Api', [apiId])?.protocolType === 'HTTP' ? 'http' : undefined
}

function restStage(address: ApiAddress, path: string): {stageName: string; below: string} {
  if (address.style === 'domain' && address.stage !== undefined) return {stageName: address.stage, below: path}
  let start = 1
  while (path[start] === '/') start += 1
  const end = path.indexOf('/', start)
  return end === -1
    ? {stageName: path.slice(start), below: ''}
    : {stageName: path.slice(start, end), below: path.slice(end)}
}

function mappingOf(address: ApiAddress): StageTarget['mapping'] {
  if (address.style !== 'domain') return undefined
  return {key: address.mappedPath, namesStage: address.stage === undefined}
}

/** `$context.domainPrefix`: the host's first label; of an API called by path its id, as on AWS. */
function domainPrefixOf({apiId, style, host}: ApiAddress): string {
  return style === 'path' ? apiId : (host.split('.')[0] ?? '')
}

/** Answer of a live host for an API or stage it does not know. Source: docs/aws-facts.md "Gateway responses", "Outside the 21 types". */
function forbidden(ports: Ports, further: readonly string[] = []): HttpResponse {
  const requestId = ports.newRequestId()
  const ids = ['x-amzn-RequestId', requestId, 'x-amz-apigw-id', extendedRequestId(requestId)]
  return {
    status: 403,
    headers: ['Content-Type', 'application/json', ...ids, 'x-amzn-ErrorType', 'ForbiddenException', ...further],
    body: Buffer.from('{"message":"Forbidden"}'),
  }
}

/** Answer of an HTTP API for a stage it does not have. */
function notFound(ports: Ports): HttpResponse {
  return {
    status: 404,
    headers: ['content-type', 'application/json', 'apigw-requestid', ports.newRequestId()],
    body: Buffer.from('{"message":"Not Found"}'),
  }
}
