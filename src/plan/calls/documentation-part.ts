import type {DocumentationPart} from '../../model/rest-api.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import {restCall} from './rest-call.js'

/** The name of a part is its location; AWS keeps one part per location. */
export function documentationPartCalls(change: Change): Call[] {
  const {address, name} = change
  const ids = [{at: ['documentationPartId'], kind: 'documentationPart' as const, name}]
  if (change.action === 'delete') return [restCall(address, 'DeleteDocumentationPart', {}, {ids})]
  const {location, properties} = change.after as DocumentationPart
  const text = JSON.stringify(properties)
  if (change.action === 'create') {
    return [restCall(address, 'CreateDocumentationPart', {location, properties: text})]
  }
  const patchOperations = [{op: 'replace', path: '/properties', value: text}]
  return [restCall(address, 'UpdateDocumentationPart', {patchOperations}, {ids})]
}
