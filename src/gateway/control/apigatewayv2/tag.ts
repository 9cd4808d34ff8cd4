import {present, without} from '../apigateway/present.js'
import {badRequest, notFound} from '../apigateway/refuse.js'
import {checkedTags} from '../apigateway/tag-rules.js'
import type {Tags} from '../apigateway/tag-rules.js'
import {findTaggable} from '../apigateway/taggable.js'
import type {Taggable} from '../apigateway/taggable.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'

type TagLabels = {resourceArn: string}

function getTags({resourceArn}: TagLabels, context: OperationContext): Members {
  return {tags: find(context, resourceArn).tags ?? {}}
}

function tagResource({resourceArn, tags}: TagLabels & {tags?: Tags}, context: OperationContext): Members {
  const target = find(context, resourceArn)
  target.replace(checkedTags({...target.tags, ...tags}))
  return {}
}

function untagResource({resourceArn, tagKeys}: TagLabels & {tagKeys: string[]}, context: OperationContext): Members {
  const target = find(context, resourceArn)
  const remaining = Object.entries(target.tags ?? {}).filter(([key]) => !tagKeys.includes(key))
  target.replace(remaining.length === 0 ? undefined : Object.fromEntries(remaining))
  return {}
}

const arn = /^arn:[\w-]+:apigateway:([\w-]*):\d*:\/(apis|vpclinks|portals|portalproducts)\/([^/]+)(?:\/stages\/(.+))?$/

/** The tagged object behind an ARN; the collections that both versions share belong to version 1. */
function find(context: OperationContext, resourceArn: string): Taggable {
  const [, region, collection, id = '', stageName] = arn.exec(resourceArn) ?? []
  if (collection === undefined) return findTaggable(context, resourceArn)
  if (region !== context.scope.region) throw badRequest('Invalid ARN specified in the request')
  const found = stageName === undefined ? finders[collection]?.(context, id) : stageTags(context, id, stageName)
  if (found !== undefined) return found
  // REST APIs have VPC links of their own in the same collection.
  if (collection === 'vpclinks') return findTaggable(context, resourceArn)
  throw notFound(`Invalid resource identifier specified: ${resourceArn}`)
}

const finders: Readonly<Record<string, (context: OperationContext, id: string) => Taggable | undefined>> = {
  apis: ({store, scope}, id) => {
    const record = store.get('v2Api', [id])
    const isOwn = record?.accountId === scope.accountId && record.region === scope.region
    return taggable(isOwn ? record : undefined, (changed) => store.put('v2Api', [id], changed))
  },
  vpclinks: ({store, scope: {accountId, region}}, id) => {
    const key = [accountId, region, id]
    return taggable(store.get('v2VpcLink', key), (changed) => store.put('v2VpcLink', key, changed))
  },
  portals: ({store, scope: {accountId, region}}, id) => {
    const key = [accountId, region, id]
    return taggable(store.get('portal', key), (changed) => store.put('portal', key, changed))
  },
  portalproducts: ({store, scope: {accountId, region}}, id) => {
    const key = [accountId, region, id]
    return taggable(store.get('portalProduct', key), (changed) => store.put('portalProduct', key, changed))
  },
}

function stageTags(context: OperationContext, apiId: string, stageName: string): Taggable | undefined {
  const key = [apiId, stageName]
  const isKnown = finders['apis']?.(context, apiId) !== undefined
  const record = isKnown ? context.store.get('v2Stage', key) : undefined
  return taggable(record, (changed) => context.store.put('v2Stage', key, changed))
}

/** The member is absent when there are no tags. */
function taggable<T extends {tags?: Tags}>(record: T | undefined, put: (record: T) => void): Taggable | undefined {
  if (record === undefined) return undefined
  return {
    tags: record.tags,
    replace: (tags) => put(present({...without(record, 'tags'), tags}) as object as T),
  }
}

export const tagOperations: Operations = {
  GetTags: operation(getTags),
  TagResource: operation(tagResource),
  UntagResource: operation(untagResource),
}
