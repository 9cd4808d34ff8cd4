import type {MethodRecord, ResourceRecord, RestApiRecord} from '../../store/rest-records.js'
import type {OperationContext} from '../operation.js'
import {entryOf, without} from './present.js'
import {notFound} from './refuse.js'

/** The API when it exists in the caller's account and region. */
export function existingRestApi(
  {store, scope}: OperationContext,
  restApiId: string,
): Readonly<RestApiRecord> | undefined {
  const record = store.get('restApi', [restApiId])
  return record?.accountId === scope.accountId && record.region === scope.region ? record : undefined
}

/** The API, or AWS's 404; ids are case-sensitive. */
export function findRestApi(context: OperationContext, restApiId: string): Readonly<RestApiRecord> {
  const record = existingRestApi(context, restApiId)
  if (record === undefined) {
    throw notFound(`Invalid API identifier specified ${context.scope.accountId}:${restApiId}`)
  }
  return record
}

/** The resource, or AWS's 404, which does not tell an unknown API from an unknown resource. */
export function findResource(context: OperationContext, restApiId: string, resourceId: string): ResourceRecord {
  const known = existingRestApi(context, restApiId) !== undefined
  const record = known ? context.store.get('resource', [restApiId, resourceId]) : undefined
  if (record === undefined) throw notFound('Invalid Resource identifier specified')
  return record
}

/** Labels of the URI that address a method. */
export type MethodLabels = {restApiId: string; resourceId: string; httpMethod: string}

/** A method with the resource that holds it, or AWS's 404 for the first of them that is unknown. */
export function findMethod(
  context: OperationContext,
  {restApiId, resourceId, httpMethod}: MethodLabels,
): {resource: ResourceRecord; method: MethodRecord} {
  const resource = findResource(context, restApiId, resourceId)
  const method = entryOf(resource.resourceMethods, httpMethod)
  if (method === undefined) throw notFound('Invalid Method identifier specified')
  return {resource, method}
}

/** Replaces, or for undefined removes, one method of a resource. */
export function putMethodRecord(
  {store}: OperationContext,
  restApiId: string,
  resource: ResourceRecord,
  httpMethod: string,
  method: MethodRecord | undefined,
): void {
  const {resourceMethods = {}, ...rest} = resource
  const others = without(resourceMethods, httpMethod)
  const methods = method === undefined ? others : {...others, [httpMethod]: method}
  const record = Object.keys(methods).length === 0 ? rest : {...rest, resourceMethods: methods}
  store.put('resource', [restApiId, resource.id], record)
}
