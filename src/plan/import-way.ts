import type {Api} from '../model/api.js'
import type {Call} from './call.js'
import type {Address, Change} from './change.js'
import type {CallFacts} from './calls/call-facts.js'
import {callsFor} from './calls/calls.js'
import {httpCall} from './calls/http-call.js'
import {restApiCallsBesideImport} from './calls/rest-api.js'
import {restCall} from './calls/rest-call.js'

/** AWS's limit for a definition file. Source: developer guide, "Quotas for configuring and running a REST API". */
const largestBodyBytes = 6 * 1024 * 1024

/** The calls of an import, or why there can be none. */
export type ImportWay = {calls: readonly Call[]} | {impossible: string}

/**
 * The definition in one call, with what an import cannot carry. Only the changes of the definition are covered.
 *
 * An overwriting import deletes what the document leaves out; the plan has said so already, because it compares
 * everything the document can hold. A new REST API is created first: CreateRestApi takes tags, imports do not, and an
 * API without its tag would be lost if the next call failed.
 */
export function importWay(api: Address, desired: Api, body: string, facts: CallFacts): ImportWay {
  const bytes = Buffer.byteLength(body)
  if (bytes > largestBodyBytes) return {impossible: `the definition has ${bytes} bytes, an import takes 6 MiB at most`}
  return desired.kind === 'http' ? {calls: httpImport(api, body, facts)} : restImport(api, desired.models, body, facts)
}

function httpImport(address: Address, body: string, facts: CallFacts): Call[] {
  if (facts.live === undefined) {
    const gives = [{member: 'ApiId', kind: 'api' as const, name: ''}]
    return [{address, service: 'http', operation: 'ImportApi', input: {Body: body}, ids: [], gives}]
  }
  const settings = facts.changes.filter(({kind}) => kind === 'httpApi')
  return [httpCall(address, 'ReimportApi', {Body: body}), ...callsFor(settings, facts)]
}

function restImport(
  address: Address,
  models: Readonly<Record<string, {contentType: string}>>,
  body: string,
  facts: CallFacts,
): ImportWay {
  const other = Object.entries(models).find(([, {contentType}]) => contentType !== 'application/json')
  if (other !== undefined)
    return {impossible: `model ${other[0]} is ${other[1].contentType}, documents hold JSON models`}
  const settings = facts.changes.filter(({kind}) => kind === 'restApi')
  const overwrite = restCall(address, 'PutRestApi', {mode: 'overwrite', body})
  return facts.live === undefined
    ? {calls: [...callsFor(settings, facts), overwrite]}
    : {calls: [overwrite, ...settings.flatMap((change: Change) => restApiCallsBesideImport(change, facts))]}
}
