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

/** Tags that an update adds, changes and takes away; what the files do not mention is in neither side. */
export function tagCalls(change: Change, facts: CallFacts, path: string): Call[] {
  const before = (beforeOf(change).tags ?? {}) as JsonObject
  const afterTags = (afterOf(change).tags ?? {}) as JsonObject
  const tags = Object.fromEntries(
    Object.entries(afterTags).filter(([key, value]) => !Object.hasOwn(before, key) || before[key] !== value),
  )
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(afterTags, key))
  if (change.action !== 'update') return []
  const service = facts.live === undefined || facts.live.kind === 'rest' ? 'rest' : 'http'
  const arn = apiGatewayArn(facts.region, path)
  const call = (operation: string, input: JsonObject): Call => {
    return {address: change.address, service, operation, input, ids: [], gives: []}
  }
  const isRest = service === 'rest'
  const set = isRest ? {resourceArn: arn, tags} : {ResourceArn: arn, Tags: tags}
  const removed = isRest ? {resourceArn: arn, tagKeys: gone} : {ResourceArn: arn, TagKeys: gone}
  return [
    ...(Object.keys(tags).length === 0 ? [] : [call('TagResource', set)]),
    ...(gone.length === 0 ? [] : [call('UntagResource', removed)]),
  ]
}
