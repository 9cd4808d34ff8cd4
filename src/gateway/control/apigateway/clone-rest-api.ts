import type {RestApiRecord} from '../../store/rest-records.js'
import type {OperationContext} from '../operation.js'

/** Copies the definition of one API into a new one that only has its root resource; the copies keep their ids. */
export function cloneRestApi({store}: OperationContext, from: RestApiRecord, to: RestApiRecord): void {
  for (const model of store.list('model', [from.id])) store.put('model', [to.id, model.name], model)
  for (const entry of store.list('requestValidator', [from.id])) store.put('requestValidator', [to.id, entry.id], entry)
  for (const entry of store.list('authorizer', [from.id])) store.put('authorizer', [to.id, entry.id], entry)
  for (const part of store.list('documentationPart', [from.id])) store.put('documentationPart', [to.id, part.id], part)
  for (const response of store.list('gatewayResponse', [from.id])) {
    store.put('gatewayResponse', [to.id, response.responseType], response)
  }
  const newId = (id: string): string => (id === from.rootResourceId ? to.rootResourceId : id)
  for (const {id, parentId, ...members} of store.list('resource', [from.id])) {
    const parent = parentId === undefined ? {} : {parentId: newId(parentId)}
    store.put('resource', [to.id, newId(id)], {id: newId(id), ...parent, ...members})
  }
}
