import type {DocumentationPart, RestApi} from '../../model/rest-api.js'
import type {Call} from '../call.js'
import type {Address, Change} from '../change.js'
import {restCall} from './rest-call.js'

/** More changed parts than this are sent as one import, which AWS allows twice a minute. */
const mostSingleParts = 3

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

/** The changes of all parts together: a few one by one, many as the list that they end up as. */
export function documentationCalls(api: Address, changes: readonly Change[], desired: RestApi): Call[] {
  return changes.length > mostSingleParts
    ? [importParts(api, desired)]
    : changes.flatMap((change) => documentationPartCalls(change))
}

/** After an import that ignores documentation: AWS does not say whether it kept the parts, so all are sent. */
export function documentationCallsBesideImport(api: Address, changes: readonly Change[], desired: RestApi): Call[] {
  return desired.documentationParts.length > 0
    ? [importParts(api, desired)]
    : changes.flatMap((change) => documentationPartCalls(change))
}

function importParts(api: Address, {name, documentationParts}: RestApi): Call {
  const document = {
    openapi: '3.0.1',
    info: {title: name, version: '1'},
    paths: {},
    'x-amazon-apigateway-documentation': {documentationParts},
  }
  return restCall(`${api}/documentationPart`, 'ImportDocumentationParts', {
    mode: 'overwrite',
    body: JSON.stringify(document),
  })
}
