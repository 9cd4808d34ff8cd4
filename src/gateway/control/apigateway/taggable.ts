import type {OperationContext} from '../operation.js'
import {existingRestApi} from './find.js'
import {present, without} from './present.js'
import {badRequest, notFound} from './refuse.js'
import type {Tags} from './tag-rules.js'

/** Something that carries tags, found by its ARN. */
export type Taggable = {tags: Tags | undefined; replace: (tags: Tags | undefined) => void}

/** `arn:aws:apigateway:{region}::/…`; of private domain names the account is written out. */
const arn = /^arn:[\w-]+:apigateway:([\w-]*):\d*:\/([^/]+)\/([^/]+)(?:\/stages\/([^/]+))?$/

/** Who carries tags, by the collection in the ARN. */
const finders: Readonly<Record<string, (context: OperationContext, id: string) => Taggable | undefined>> = {
  restapis: (context, id) =>
    taggable(existingRestApi(context, id), (record) => context.store.put('restApi', [id], record)),
  apikeys: ({store, scope: {accountId, region}}, id) => {
    const key = [accountId, region, id]
    return taggable(store.get('apiKey', key), (record) => store.put('apiKey', key, record))
  },
  usageplans: ({store, scope: {accountId, region}}, id) => {
    const key = [accountId, region, id]
    return taggable(store.get('usagePlan', key), (record) => store.put('usagePlan', key, record))
  },
  domainnames: ({store, scope}, id) => {
    const record = store.get('domainName', [id])
    const own = record?.accountId === scope.accountId ? record : undefined
    return taggable(own, (changed) => store.put('domainName', [id], changed))
  },
  clientcertificates: ({store, scope: {accountId, region}}, id) => {
    const key = [accountId, region, id]
    return taggable(store.get('clientCertificate', key), (record) => store.put('clientCertificate', key, record))
  },
  vpclinks: ({store, scope: {accountId, region}}, id) => {
    const key = [accountId, region, id]
    return taggable(store.get('vpcLink', key), (record) => store.put('vpcLink', key, record))
  },
}

/**
 * The tagged object behind an ARN of API version 1; refused when it is malformed, unknown or another region's.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
 */
export function findTaggable(context: OperationContext, resourceArn: string): Taggable {
  const [, region, collection = '', id = '', stageName] = arn.exec(resourceArn) ?? []
  const find = Object.hasOwn(finders, collection) ? finders[collection] : undefined
  if (region !== context.scope.region || find === undefined) throw badRequest('Invalid ARN specified in the request')
  const target = stageName === undefined ? find(context, id) : taggableStage(context, id, stageName)
  if (target === undefined) throw notFound(`Invalid resource identifier specified: ${resourceArn}`)
  return target
}

function taggableStage(context: OperationContext, restApiId: string, stageName: string): Taggable | undefined {
  const key = [restApiId, stageName]
  const known = existingRestApi(context, restApiId) !== undefined
  return taggable(known ? context.store.get('stage', key) : undefined, (record) =>
    context.store.put('stage', key, record),
  )
}

/** The member is absent when there are no tags. */
function taggable<T extends {tags?: Tags}>(record: T | undefined, put: (record: T) => void): Taggable | undefined {
  if (record === undefined) return undefined
  return {
    tags: record.tags,
    replace: (tags) => put(present({...without(record, 'tags'), tags}) as object as T),
  }
}
