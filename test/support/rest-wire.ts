import {createServer} from 'node:http'
import type {Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {Readable} from 'node:stream'
import {json} from 'node:stream/consumers'
import {HttpResponse} from '@smithy/core/protocols'
import type {HttpRequest} from '@smithy/core/protocols'
import {createClients} from '../../src/aws/clients.js'
import type {AwsTarget, Clients} from '../../src/aws/clients.js'
import type {Time} from '../../src/aws/rate-limiter.js'
import {FaultyWire, bad, conflict, created, done, found, notHere} from './faulty-wire.js'
import type {Members, WireAnswer} from './faulty-wire.js'

type Patch = {op: string; path: string; value?: string}
type Method = Members & {methodResponses: Members; methodIntegration?: Members & {integrationResponses: Members}}
type Resource = {id: string; parentId?: string; path: string; pathPart?: string; methods: Record<string, Method>}

type Api = {
  settings: Members
  resources: Record<string, Resource>
  models: Record<string, Members>
  deployments: Record<string, Members>
  stages: Record<string, Members & {deploymentId: string; variables: Record<string, string>}>
}

/**
 * As much of the REST API control plane as an apply of mock routes asks for, written from the API reference and nothing
 * else: the second witness beside the local gateway.
 */
export class RestWire extends FaultyWire {
  #apis: Record<string, Api> = {}
  #ids = 0

  get apiCount(): number {
    return Object.keys(this.#apis).length
  }

  /** The whole state, to be put back later. */
  snapshot(): object {
    return structuredClone({apis: this.#apis, ids: this.#ids})
  }

  restore(snapshot: object): void {
    const {apis, ids} = structuredClone(snapshot) as {apis: Record<string, Api>; ids: number}
    this.#apis = apis
    this.#ids = ids
    this.writes = 0
    this.faults.clear()
  }

  protected carryOut(method: string, [first = '', ...rest]: readonly string[], body: Members): WireAnswer {
    return first === 'restapis' ? this.#restApis(method, rest, body) : notHere(method, first)
  }

  #restApis(method: string, [id, kind, ...rest]: readonly string[], body: Members): WireAnswer {
    if (id === undefined && method === 'POST') return created(this.#createApi(body))
    if (id === undefined) return done({item: Object.values(this.#apis).map(({settings}) => settings)})
    const api = found(this.#apis[id], 'Invalid API identifier specified')
    if (kind === undefined && method === 'DELETE') {
      this.#apis = Object.fromEntries(Object.entries(this.#apis).filter(([each]) => each !== id))
      return {status: 202}
    }
    switch (kind) {
      case undefined:
        return done(api.settings)
      case 'resources':
        return this.#resources(api, method, rest, body)
      case 'models':
        return named(api.models, method, rest[0], body, 'name')
      case 'deployments':
        return this.#deployments(api, method, rest, body)
      case 'stages':
        return stages(api, method, rest[0], body)
      case 'authorizers':
      case 'requestvalidators':
      case 'gatewayresponses':
      case 'documentation':
        if (method === 'GET') return done({item: []})
    }
    return notHere(method, kind)
  }

  #createApi(settings: Members): Members {
    const [id, rootResourceId] = [this.#nextId('api'), this.#nextId('res')]
    const api = {...settings, id, rootResourceId}
    const resources = {[rootResourceId]: {id: rootResourceId, path: '/', methods: {}}}
    this.#apis[id] = {settings: api, resources, models: {}, deployments: {}, stages: {}}
    return api
  }

  #resources(api: Api, method: string, [id, kind, verb, ...rest]: readonly string[], body: Members): WireAnswer {
    if (id === undefined) return done({item: Object.values(api.resources).map(shownResource)})
    const resource = found(api.resources[id], 'Invalid Resource identifier specified')
    if (kind === undefined && method === 'DELETE') return this.#deleteResource(api, resource)
    if (kind === undefined) return created(shownResource(this.#createResource(api, resource, String(body.pathPart))))
    if (verb === undefined) return notHere(method, kind)
    return methods(resource, method, verb, rest, body)
  }

  #createResource(api: Api, parent: Resource, pathPart: string): Resource {
    const path = `${parent.path === '/' ? '' : parent.path}/${pathPart}`
    const isTaken = Object.values(api.resources).some((each) => each.path === path)
    if (isTaken) throw conflict(`Another resource with the same parent already has this name: ${pathPart}`)
    const resource = {id: this.#nextId('res'), parentId: parent.id, path, pathPart, methods: {}}
    api.resources[resource.id] = resource
    return resource
  }

  #deleteResource(api: Api, {path}: Resource): WireAnswer {
    const left = Object.entries(api.resources).filter(([, each]) => !`${each.path}/`.startsWith(`${path}/`))
    api.resources = Object.fromEntries(left)
    return {status: 202}
  }

  #deployments(api: Api, method: string, [id]: readonly string[], body: Members): WireAnswer {
    if (method === 'POST') {
      const deployment = {...body, id: this.#nextId('dep'), createdDate: this.#ids}
      api.deployments[deployment.id] = deployment
      return created(deployment)
    }
    if (id === undefined) return done({item: Object.values(api.deployments)})
    const isServed = Object.values(api.stages).some(({deploymentId}) => deploymentId === id)
    if (isServed) throw bad('Active stages pointing to this deployment must be moved or deleted')
    found(api.deployments[id], 'Invalid Deployment identifier specified')
    api.deployments = Object.fromEntries(Object.entries(api.deployments).filter(([each]) => each !== id))
    return {status: 202}
  }

  #nextId(prefix: string): string {
    this.#ids += 1
    return `${prefix}${String(this.#ids).padStart(4, '0')}`
  }
}

function methods(
  {methods: all}: Resource,
  method: string,
  verb: string,
  [kind, ...rest]: readonly string[],
  body: Members,
): WireAnswer {
  if (kind === undefined && method === 'PUT') {
    if (all[verb] !== undefined) throw conflict('Method already exists for this resource')
    all[verb] = {...body, httpMethod: verb, methodResponses: {}}
    return created(all[verb])
  }
  const one = found(all[verb], 'Invalid Method identifier specified')
  if (kind === undefined && method === 'DELETE') {
    Reflect.deleteProperty(all, verb)
    return {status: 204}
  }
  if (kind === 'responses') return named(one.methodResponses as Record<string, Members>, method, rest[0], body)
  if (kind !== 'integration') return notHere(method, kind ?? '')
  const [part, code] = rest
  if (part === undefined && method === 'PUT') {
    one.methodIntegration = {...body, integrationResponses: {}}
    return created(one.methodIntegration)
  }
  const {integrationResponses} = found(one.methodIntegration, 'No integration defined for method')
  return named(integrationResponses as Record<string, Members>, method, code, body)
}

/** Things that are put by their name: PUT twice is one, POST twice is refused. */
function named(
  all: Record<string, Members>,
  method: string,
  name: string | undefined,
  body: Members,
  key?: string,
): WireAnswer {
  if (method === 'GET') return done({item: Object.values(all)})
  const id = name ?? String(key === undefined ? '' : body[key])
  if (method === 'DELETE') {
    found(all[id], `Invalid identifier specified: ${id}`)
    Reflect.deleteProperty(all, id)
    return {status: 202}
  }
  if (method === 'POST' && all[id] !== undefined) throw conflict(`${id} already exists`)
  all[id] = {...body, ...(key === undefined ? {statusCode: id} : {})}
  return created(all[id])
}

function stages(api: Api, method: string, name: string | undefined, body: Members): WireAnswer {
  if (method === 'POST') {
    const stageName = String(body.stageName)
    if (api.stages[stageName] !== undefined) throw conflict('Stage already exists')
    api.stages[stageName] = {variables: {}, ...body, deploymentId: String(body.deploymentId)}
    return created(api.stages[stageName])
  }
  if (name === undefined) return done({item: Object.values(api.stages)})
  const stage = found(api.stages[name], 'Invalid stage identifier specified')
  if (method === 'DELETE') Reflect.deleteProperty(api.stages, name)
  if (method === 'DELETE') return {status: 202}
  if (method === 'PATCH') for (const patch of body.patchOperations as Patch[]) patchStage(api, stage, patch)
  return done(stage)
}

function patchStage(api: Api, stage: Api['stages'][string], {op, path, value = ''}: Patch): void {
  const [, first = '', second = ''] = path.split('/')
  if (first === 'deploymentId') {
    found(api.deployments[value], 'Deployment id does not exist')
    stage.deploymentId = value
  } else if (first === 'variables' && op === 'remove') Reflect.deleteProperty(stage.variables, second)
  else if (first === 'variables') stage.variables[second] = value
  else if (first === 'description' && value === '') Reflect.deleteProperty(stage, first)
  else if (first === 'description') stage[first] = value
  else throw bad(`Invalid method setting path: ${path}`)
}

function shownResource({methods: resourceMethods, ...resource}: Resource): Members {
  return {...resource, ...(Object.keys(resourceMethods).length > 0 && {resourceMethods})}
}

/** Real SDK clients of apigw whose HTTP handler is the wire; time passes only by waiting. */
export function wireClients(wire: FaultyWire): {clients: Clients; waitedMs: () => number} {
  let nowMs = 0
  const sleep = (ms: number): Promise<void> => {
    nowMs += ms
    return Promise.resolve()
  }
  const handle = (request: HttpRequest): Promise<{response: HttpResponse}> => {
    const {status: statusCode, headers = {}, body = {}} = wire.answer(request.method, request.path, bodyOf(request))
    const bytes = Readable.from([Buffer.from(JSON.stringify(body))])
    return Promise.resolve({response: new HttpResponse({statusCode, headers, body: bytes})})
  }
  const time = {nowMs: () => nowMs, random: () => 0, sleep}
  const requestHandler = {handle, metadata: {handlerProtocol: 'http/1.1'}}
  return {clients: createClients(wireTarget, {time, requestHandler}), waitedMs: () => nowMs}
}

const wireTarget: AwsTarget = {
  region: 'eu-west-1',
  credentials: {accessKeyId: 'AKIATEST', secretAccessKey: 'secret'},
}

/** Clients of another process, on the socket of a served wire. */
export function socketClients(endpoint: string, time: Time): Clients {
  return createClients({...wireTarget, endpoint}, {time})
}

function bodyOf({body}: HttpRequest): Members {
  if (body === undefined) return {}
  const text = typeof body === 'string' ? body : Buffer.from(body as Uint8Array).toString('utf8')
  return text === '' ? {} : (JSON.parse(text) as Members)
}

/** The wire on a socket, for clients in other processes. */
export async function serveWire(wire: FaultyWire): Promise<{url: string; close: () => void}> {
  const server: Server = createServer((request, response) => {
    void (async () => {
      const body = request.method === 'GET' || request.method === 'DELETE' ? {} : ((await json(request)) as Members)
      const path = new URL(request.url ?? '/', 'http://wire').pathname
      const {status, headers = {}, body: answer = {}} = wire.answer(request.method ?? '', path, body)
      response.writeHead(status, headers).end(JSON.stringify(answer))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): void => {
    server.closeAllConnections()
    server.close()
  }
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close}
}
