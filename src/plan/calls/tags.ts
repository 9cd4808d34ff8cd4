import type {JsonObject} from '../../model/json.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import {afterOf, beforeOf} from './call-facts.js'
import type {CallFacts} from './call-facts.js'

/** `restapis/{id}` or `apis/{id}/stages/{name}` below the API Gateway of a region; the account part stays empty. */
export function apiGatewayArn(region: string, path: string): string {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
  return `arn:${partition}:apigateway:${region}::/${path}`
}

/** Tags that an update adds or changes; tags are never removed, because a plan compares only those the files mention. */
export function tagCalls(change: Change, facts: CallFacts, path: string): Call[] {
  const before = (beforeOf(change).tags ?? {}) as JsonObject
  const after = Object.entries((afterOf(change).tags ?? {}) as JsonObject)
  const tags = Object.fromEntries(after.filter(([key, value]) => !Object.hasOwn(before, key) || before[key] !== value))
  if (change.action !== 'update' || Object.keys(tags).length === 0) return []
  const service = facts.live === undefined || facts.live.kind === 'rest' ? 'rest' : 'http'
  const arn = apiGatewayArn(facts.region, path)
  const input = service === 'rest' ? {resourceArn: arn, tags} : {ResourceArn: arn, Tags: tags}
  return [{address: change.address, service, operation: 'TagResource', input, ids: [], gives: []}]
}
