import type {Method, RestApi} from '../../../model/rest-api.js'
import type {MethodRecord, ResourceRecord} from '../../store/rest-records.js'
import type {OperationContext} from '../operation.js'
import {checkAuthorizer} from './authorizer-rules.js'
import {locationKey} from './documentation-location.js'
import {checkIntegration, checkIntegrationResponse} from './integration-rules.js'
import {checkedMethod} from './method-rules.js'
import {checkPathPart, checkPlace, childPath} from './resource-tree.js'
import {
  splitMethodKey,
  toAuthorizerRecord,
  toGatewayResponseRecord,
  toMethodRecord,
  toModelRecord,
  type Ids,
} from './rest-api-to-records.js'
import {ServiceError} from '../service-error.js'

export type ImportMode = 'merge' | 'overwrite'

/** One import: where it goes, and the lines of what AWS would refuse. */
type Import = {context: OperationContext; restApiId: string; api: RestApi; mode: ImportMode; errors: string[]}

/**
 * Writes the definition of an API below its record; answers AWS's lines about what cannot be (then nothing may stay).
 *
 * What the document names replaces what is there, ids stay; in mode `overwrite` everything else goes.
 */
export function importDefinition(
  context: OperationContext,
  restApiId: string,
  api: RestApi,
  mode: ImportMode,
): string[] {
  const task: Import = {context, restApiId, api, mode, errors: []}
  const ids = {authorizers: importAuthorizers(task), requestValidators: importValidators(task)}
  importModels(task)
  importGatewayResponses(task)
  importDocumentation(context, restApiId, api.documentationParts, mode)
  const resources = importResources(task)
  importMethods(task, resources, ids)
  return task.errors
}

/** Keeps the refusal of a part as a line; anything else is our defect. */
function collect({errors}: Import, what: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    errors.push(`${what}: ${error.message}`)
  }
}

function importAuthorizers(task: Import): Map<string, string> {
  const {context, restApiId, api, mode} = task
  const before = context.store.list('authorizer', [restApiId])
  const ids = new Map(before.map(({name, id}) => [name, id]))
  for (const {name, id} of before) {
    if (mode === 'overwrite' && !Object.hasOwn(api.authorizers, name)) {
      context.store.delete('authorizer', [restApiId, id])
      ids.delete(name)
    }
  }
  for (const [name, authorizer] of Object.entries(api.authorizers)) {
    const record = toAuthorizerRecord(ids.get(name) ?? context.newId(6), name, authorizer)
    collect(task, `Unable to create authorizer '${name}'`, () => checkAuthorizer(record))
    context.store.put('authorizer', [restApiId, record.id], record)
    ids.set(name, record.id)
  }
  return ids
}

function importValidators({context, restApiId, api, mode}: Import): Map<string, string> {
  const before = context.store.list('requestValidator', [restApiId])
  const ids = new Map(before.map(({name, id}) => [name, id]))
  for (const {name, id} of before) {
    if (mode === 'overwrite' && !Object.hasOwn(api.requestValidators, name)) {
      context.store.delete('requestValidator', [restApiId, id])
      ids.delete(name)
    }
  }
  for (const [name, validator] of Object.entries(api.requestValidators)) {
    const id = ids.get(name) ?? context.newId(6)
    context.store.put('requestValidator', [restApiId, id], {id, name, ...validator})
    ids.set(name, id)
  }
  return ids
}

function importModels({context, restApiId, api, mode}: Import): void {
  const before = context.store.list('model', [restApiId])
  for (const {name} of before) {
    if (mode === 'overwrite' && !Object.hasOwn(api.models, name)) context.store.delete('model', [restApiId, name])
  }
  const ids = new Map(before.map(({name, id}) => [name, id]))
  for (const [name, model] of Object.entries(api.models)) {
    const record = toModelRecord(ids.get(name) ?? context.newId(6), name, model, restApiId)
    context.store.put('model', [restApiId, name], record)
  }
}

function importGatewayResponses({context, restApiId, api, mode}: Import): void {
  if (mode === 'overwrite') context.store.deleteAll('gatewayResponse', [restApiId])
  for (const [responseType, response] of Object.entries(api.gatewayResponses)) {
    context.store.put('gatewayResponse', [restApiId, responseType], toGatewayResponseRecord(responseType, response))
  }
}

/** Documentation parts by location; answers the ids of the parts that the document has. */
export function importDocumentation(
  {store, newId}: OperationContext,
  restApiId: string,
  parts: RestApi['documentationParts'],
  mode: ImportMode,
): string[] {
  const before = store.list('documentationPart', [restApiId])
  const ids = new Map(before.map(({location, id}) => [locationKey(location), id]))
  const imported = parts.map(({location, properties}) => ({
    id: ids.get(locationKey(location)) ?? newId(6),
    location,
    properties: JSON.stringify(properties),
  }))
  if (mode === 'overwrite') store.deleteAll('documentationPart', [restApiId])
  for (const part of imported) store.put('documentationPart', [restApiId, part.id], part)
  return imported.map(({id}) => id)
}

/** Resources of the document by path, parents before children; those that stay keep their ids. */
function importResources(task: Import): Map<string, ResourceRecord> {
  const {context, restApiId, api, mode} = task
  const wanted = withAncestors(api.resources)
  const before = context.store.list('resource', [restApiId])
  for (const {id, path} of before) {
    if (mode === 'overwrite' && !wanted.has(path)) context.store.delete('resource', [restApiId, id])
  }
  const resources = new Map(
    before.filter(({path}) => mode === 'merge' || wanted.has(path)).map((record) => [record.path, record]),
  )
  const children = siblingsByParent(resources.values())
  for (const path of [...wanted].sort()) {
    if (resources.has(path)) continue
    collect(task, `Unable to create resource at path '${path}'`, () => {
      const record = newResource(path, resources, children, context.newId(6))
      context.store.put('resource', [restApiId, record.id], record)
      resources.set(path, record)
    })
  }
  return resources
}

type Children = Map<string, ResourceRecord[]>

/** Children by parent id, so that a large import looks at siblings only. */
function siblingsByParent(resources: Iterable<ResourceRecord>): Children {
  const children: Children = new Map()
  for (const resource of resources) addChild(children, resource)
  return children
}

function addChild(children: Children, resource: ResourceRecord): void {
  const siblings = children.get(resource.parentId ?? '') ?? []
  siblings.push(resource)
  children.set(resource.parentId ?? '', siblings)
}

function newResource(
  path: string,
  resources: ReadonlyMap<string, ResourceRecord>,
  children: Children,
  id: string,
): ResourceRecord {
  const slash = path.lastIndexOf('/')
  const pathPart = path.slice(slash + 1)
  const parent = resources.get(slash === 0 ? '/' : path.slice(0, slash))
  if (parent === undefined) throw new ServiceError('NotFoundException', 'Invalid Resource identifier specified')
  checkPathPart(pathPart)
  checkPlace(pathPart, parent, children.get(parent.id) ?? [])
  const record = {id, parentId: parent.id, pathPart, path: childPath(parent.path, pathPart)}
  addChild(children, record)
  return record
}

/** The paths and all paths above them, `/` included; nothing above a known one is looked at again. */
function withAncestors(paths: readonly string[]): Set<string> {
  const all = new Set(['/'])
  for (const path of paths) {
    for (let end = path.length; end > 0 && !all.has(path.slice(0, end)); end = path.lastIndexOf('/', end - 1)) {
      all.add(path.slice(0, end))
    }
  }
  return all
}

/** Methods replace what was on their resource; in mode `merge` other verbs stay. */
function importMethods(task: Import, resources: ReadonlyMap<string, ResourceRecord>, ids: Ids): void {
  const {context, restApiId, api, mode} = task
  const byPath = methodsByPath(api)
  for (const [path, {resourceMethods = {}, ...resource}] of resources) {
    if (mode === 'merge' && !byPath.has(path)) continue
    const imported = Object.fromEntries(
      (byPath.get(path) ?? []).map(([verb, method]) => [verb, importMethod(task, resource, verb, method, ids)]),
    )
    const methods = mode === 'overwrite' ? imported : {...resourceMethods, ...imported}
    const record = Object.keys(methods).length === 0 ? resource : {...resource, resourceMethods: methods}
    context.store.put('resource', [restApiId, resource.id], record)
  }
}

function methodsByPath(api: RestApi): Map<string, [verb: string, method: Method][]> {
  const byPath = new Map<string, [string, Method][]>()
  for (const [key, method] of Object.entries(api.methods)) {
    const [verb, path] = splitMethodKey(key)
    byPath.set(path, [...(byPath.get(path) ?? []), [verb, method]])
  }
  return byPath
}

function importMethod(
  task: Import,
  {id, path}: Pick<ResourceRecord, 'id' | 'path'>,
  verb: string,
  method: Method,
  ids: Ids,
): MethodRecord {
  const record = toMethodRecord(verb, method, id, ids)
  const at = `'${verb}' for resource at path '${path}'`
  collect(task, `Unable to put method ${at}`, () => checkedMethod(task.context, task.restApiId, record))
  const integration = record.methodIntegration
  if (integration === undefined) return record
  collect(task, `Unable to put integration on ${at}`, () => checkIntegration(integration, record))
  // Proxy answers go out as they are: exports of real APIs have leftover responses here, and AWS takes them back.
  if (integration.type.endsWith('_PROXY')) return record
  for (const response of Object.values(integration.integrationResponses ?? {})) {
    collect(task, `Unable to put integration response on ${at}`, () => checkIntegrationResponse(response, record))
  }
  return record
}
