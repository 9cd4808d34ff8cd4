import type {OpenApi} from '../../model/api.js'
import type {RestApi} from '../../model/rest-api.js'
import type {Call} from '../call.js'
import type {Address, Change} from '../change.js'
import type {CallFacts} from './call-facts.js'
import {documentationCallsBesideImport} from './documentation-part.js'
import {httpApiCalls} from './http-api.js'
import {httpCall} from './http-call.js'
import {restApiCalls, restApiCallsBesideImport} from './rest-api.js'
import {restCall} from './rest-call.js'

export type ImportInput = {
  api: Address
  desired: OpenApi
  definition: readonly Change[]
  /** The definition as a document that AWS imports. */
  document: string
  facts: CallFacts
}

/** The whole definition in one call, and the calls for what documents do not carry. */
export function importCalls(input: ImportInput): Call[] {
  const {desired} = input
  return desired.kind === 'rest' ? restImport(input, desired) : httpImport(input)
}

/**
 * A new REST API is created first: CreateRestApi takes tags and imports do not, and an API without its tag would be
 * lost if the next call failed. Descriptions in a document would become documentation parts, so parts go by themselves.
 */
function restImport({api, definition, document, facts}: ImportInput, desired: RestApi): Call[] {
  const settings = definition.filter(({kind}) => kind === 'restApi')
  const parameters = {ignore: 'documentation'}
  const overwrite = restCall(api, 'PutRestApi', {mode: 'overwrite', parameters, body: document})
  const parts = definition.filter(({kind}) => kind === 'documentationPart')
  return [
    ...(facts.live === undefined ? settings.flatMap((change) => restApiCalls(change, facts)) : []),
    overwrite,
    ...(facts.live === undefined ? [] : settings.flatMap((change) => restApiCallsBesideImport(change, facts))),
    ...documentationCallsBesideImport(api, parts, desired),
  ]
}

/** An HTTP API is named, tagged and configured by its document; what changed is said again, as AWS's answer may lag. */
function httpImport({api, definition, document, facts}: ImportInput): Call[] {
  if (facts.live === undefined) {
    const gives = [{member: 'ApiId', kind: 'api' as const, name: ''}]
    return [{address: api, service: 'http', operation: 'ImportApi', input: {Body: document}, ids: [], gives}]
  }
  const settings = definition.filter(({kind}) => kind === 'httpApi')
  return [httpCall(api, 'ReimportApi', {Body: document}), ...settings.flatMap((change) => httpApiCalls(change, facts))]
}
