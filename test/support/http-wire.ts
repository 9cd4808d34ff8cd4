import {FaultyWire, bad, conflict, created, done, found, notHere} from './faulty-wire.js'
import type {Members, WireAnswer} from './faulty-wire.js'

type Things = Record<string, Members>
type Api = {settings: Members; routes: Things; integrations: Things; deployments: Things; stages: Things}
type Kind = 'routes' | 'integrations' | 'deployments'

/** Names of the ids of things, as they stand in answers. */
const idMembers: Readonly<Record<Kind, string>> = {
  routes: 'routeId',
  integrations: 'integrationId',
  deployments: 'deploymentId',
}

type Operation = {'x-amazon-apigateway-integration'?: Members}
type Document = {
  info: {title: string; version?: string; description?: string}
  paths: Record<string, Record<string, Operation>>
  tags?: {name: string; 'x-amazon-apigateway-tag-value': string}[]
}

/**
 * As much of the control plane of HTTP APIs as an apply of proxy routes asks for, by single calls and by imports, written
 * from the API reference of version 2 and nothing else: the second witness beside the local gateway.
 */
export class HttpWire extends FaultyWire {
  #apis: Record<string, Api> = {}
  #ids = 0

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

  protected carryOut(method: string, [version, first = '', ...rest]: readonly string[], body: Members): WireAnswer {
    return version === 'v2' && first === 'apis' ? this.#onApis(method, rest, body) : notHere(method, first)
  }

  #onApis(method: string, [id, kind, ...rest]: readonly string[], body: Members): WireAnswer {
    if (id === undefined && method === 'GET')
      return done({items: Object.values(this.#apis).map(({settings}) => settings)})
    if (id === undefined) return created(this.#create(method === 'PUT' ? undefined : body, String(body.body)))
    const api = found(this.#apis[id], `Invalid API identifier specified ${id}`)
    if (kind === undefined) return this.#onApi(method, api, body)
    if (kind === 'authorizers' && method === 'GET') return done({items: []})
    if (kind === 'stages') return onStages(api, method, rest[0], body)
    if (kind === 'routes' || kind === 'integrations' || kind === 'deployments') return this.#onThings(api, kind, method, rest[0], body) // prettier-ignore
    return notHere(method, kind)
  }

  #create(settings: Members | undefined, document: string): Members {
    const apiId = this.#nextId('api')
    const api: Api = {settings: {...settings, apiId, protocolType: 'HTTP'}, routes: {}, integrations: {}, deployments: {}, stages: {}} // prettier-ignore
    if (settings === undefined) this.#import(api, document)
    this.#apis[apiId] = api
    return api.settings
  }

  #onApi(method: string, api: Api, body: Members): WireAnswer {
    if (method === 'DELETE') {
      this.#apis = Object.fromEntries(Object.entries(this.#apis).filter(([, each]) => each !== api))
      return {status: 204}
    }
    if (method === 'PUT') this.#import(api, String(body.body))
    if (method === 'PATCH') Object.assign(api.settings, body)
    return method === 'PUT' ? created(api.settings) : done(api.settings)
  }

  /** The document is the whole API: what it does not have goes. */
  #import(api: Api, text: string): void {
    const {info, paths, tags = []} = JSON.parse(text) as Document
    const pairs = tags.map((tag) => [tag.name, tag['x-amazon-apigateway-tag-value']])
    Object.assign(api.settings, {name: info.title, tags: Object.fromEntries(pairs) as Members})
    api.routes = {}
    api.integrations = {}
    for (const [path, operations] of Object.entries(paths)) {
      for (const [verb, operation] of Object.entries(operations)) this.#importRoute(api, `${verb.toUpperCase()} ${path}`, operation) // prettier-ignore
    }
  }

  #importRoute(api: Api, routeKey: string, operation: Operation): void {
    const {type, httpMethod, uri, ...others} = operation['x-amazon-apigateway-integration'] ?? {}
    const integrationId = this.#nextId('int')
    const [integrationType, integrationMethod] = [String(type).toUpperCase(), httpMethod]
    api.integrations[integrationId] = {
      integrationId,
      integrationType,
      integrationMethod,
      integrationUri: uri,
      ...others,
    }
    const routeId = this.#nextId('rou')
    api.routes[routeId] = {routeId, routeKey, target: `integrations/${integrationId}`}
  }

  #onThings(api: Api, kind: Kind, method: string, id: string | undefined, body: Members): WireAnswer {
    const all = api[kind]
    if (id === undefined && method === 'GET') return done({items: Object.values(all)})
    if (id === undefined) return created(this.#add(api, kind, body))
    const thing = found(all[id], `Unable to find ${kind} by id ${id}`)
    if (method === 'PATCH') Object.assign(thing, body)
    if (method !== 'DELETE') return done(thing)
    requireUnused(api, kind, id)
    api[kind] = Object.fromEntries(Object.entries(all).filter(([each]) => each !== id))
    return {status: 204}
  }

  #add(api: Api, kind: Kind, body: Members): Members {
    const isTaken = kind === 'routes' && Object.values(api.routes).some(({routeKey}) => routeKey === body.routeKey)
    if (isTaken) throw conflict(`Route with key ${String(body.routeKey)} already exists for this API`)
    const id = this.#nextId(kind.slice(0, 3))
    const createdDate = new Date(this.#ids * 1000).toISOString()
    const made = kind === 'deployments' ? {deploymentStatus: 'DEPLOYED', createdDate} : {}
    const thing = {...body, ...made, [idMembers[kind]]: id}
    api[kind][id] = thing
    return thing
  }

  #nextId(prefix: string): string {
    this.#ids += 1
    return `${prefix}${String(this.#ids).padStart(4, '0')}`
  }
}

function requireUnused({routes, stages}: Api, kind: Kind, id: string): void {
  const isTarget = Object.values(routes).some(({target}) => target === `integrations/${id}`)
  if (kind === 'integrations' && isTarget) throw conflict('Cannot delete Integration. It is referenced by a Route')
  const isServed = Object.values(stages).some(({deploymentId}) => deploymentId === id)
  if (kind === 'deployments' && isServed)
    throw bad('Active stages pointing to this deployment must be moved or deleted')
}

/** UpdateStage merges variables; an empty one is as good as none. */
function onStages(api: Api, method: string, name: string | undefined, body: Members): WireAnswer {
  if (method === 'POST') {
    const stageName = String(body.stageName)
    if (api.stages[stageName] !== undefined) throw conflict('Stage already exists')
    api.stages[stageName] = {autoDeploy: false, ...body}
    return created(api.stages[stageName])
  }
  if (name === undefined) return done({items: Object.values(api.stages)})
  const stage = found(api.stages[name], 'Invalid stage identifier specified')
  if (method === 'DELETE') {
    api.stages = Object.fromEntries(Object.entries(api.stages).filter(([each]) => each !== name))
    return {status: 204}
  }
  if (method === 'PATCH') {
    if (typeof body.deploymentId === 'string') found(api.deployments[body.deploymentId], 'Deployment id does not exist')
    const stageVariables = {...(stage.stageVariables as object), ...(body.stageVariables as object)}
    Object.assign(stage, body, {stageVariables})
  }
  return done(stage)
}
