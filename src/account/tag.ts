import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'
import type {LiveApi} from '../model/live-api.js'
import {projectTag} from '../model/project-tag.js'
import type {Call} from '../plan/call.js'
import {apiGatewayArn} from '../plan/calls/tags.js'
import {callOf} from './account-call.js'
import type {AccountThing} from './account-noun.js'
import type {DomainThing} from './domain.js'

/**
 * What carries tags on AWS, by the words of its commands.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html
 */
export const tagKinds = ['api', 'stage', 'domain', 'usage-plan', 'key', 'vpc-link', 'client-cert'] as const

export type TagKind = (typeof tagKinds)[number]

/** Where tags are: `service` is the version of API Gateway that knows the thing. */
export type TagPlace = {kind: TagKind; id: string; name: string; service: 'rest' | 'http'; arn: string}

/** One thing with all its tags, by key. */
export type Tagged = TagPlace & {tags: Readonly<Record<string, string>>}

type Api = Pick<LiveApi, 'apiId' | 'kind'> & {name: string}

/** The place of an API's tags, or of those of one of its stages. Pure. */
export function apiTagPlace(region: string, {apiId, kind, name}: Api, stageName?: string): TagPlace {
  const service = kind === 'rest' ? 'rest' : 'http'
  const path = `${service === 'rest' ? 'restapis' : 'apis'}/${apiId}`
  if (stageName === undefined) return {kind: 'api', id: apiId, name, service, arn: apiGatewayArn(region, path)}
  const arn = apiGatewayArn(region, `${path}/stages/${stageName}`)
  return {kind: 'stage', id: `${apiId}:${stageName}`, name: `${name}:${stageName}`, service, arn}
}

type BesideApis = Exclude<TagKind, 'api' | 'stage'>

const collections: Readonly<Record<BesideApis, string>> = {
  domain: 'domainnames',
  'usage-plan': 'usageplans',
  key: 'apikeys',
  'vpc-link': 'vpclinks',
  'client-cert': 'clientcertificates',
}

/** The place of the tags of something that stands beside APIs. Pure. */
export function accountTagPlace(region: string, kind: BesideApis, {id, name, thing}: AccountThing): TagPlace {
  const service = kind === 'vpc-link' && thing.version === 2 ? 'http' : 'rest'
  const ownArn = kind === 'domain' ? (thing as DomainThing).arn : undefined
  return {kind, id, name, service, arn: ownArn ?? apiGatewayArn(region, `${collections[kind]}/${id}`)}
}

export type TagOptions = {
  /** Whether the tag that ties things to a project may be changed. */
  withProjectTag: boolean
}

/** The call that sets those tags which are not so already. Throws TAG_PROTECTED. Pure. */
export function setTagCalls(tagged: Tagged, wanted: Tagged['tags'], options: TagOptions): Call[] {
  const changed = Object.entries(wanted).filter(([key, value]) => !has(tagged, key) || tagged.tags[key] !== value)
  requireFree(tagged, changed.map(([key]) => key), options) // prettier-ignore
  if (changed.length === 0) return []
  const tags = Object.fromEntries(changed)
  const {arn, service} = tagged
  return [tagCall(tagged, 'TagResource', service === 'rest' ? {resourceArn: arn, tags} : {ResourceArn: arn, Tags: tags})] // prettier-ignore
}

/** The call that takes tags away. Throws NAME_NOT_FOUND for a key that is not there, and TAG_PROTECTED. Pure. */
export function removeTagCalls(tagged: Tagged, keys: readonly string[], options: TagOptions): Call[] {
  const missing = keys.find((key) => !has(tagged, key))
  if (missing !== undefined) throw notFound(tagged, missing)
  requireFree(tagged, keys, options)
  if (keys.length === 0) return []
  const {arn, service} = tagged
  const tagKeys = [...new Set(keys)]
  return [tagCall(tagged, 'UntagResource', service === 'rest' ? {resourceArn: arn, tagKeys} : {ResourceArn: arn, TagKeys: tagKeys})] // prettier-ignore
}

/** Whether one of the keys is there: files may declare those, and never mention the others. Pure. */
export function touchesTags(tagged: Tagged, keys: readonly string[]): boolean {
  return keys.some((key) => has(tagged, key))
}

function tagCall({kind, name, service}: TagPlace, operation: string, input: Call['input']): Call {
  return callOf(`${kind}/${name}/tags`, operation, input, {service})
}

function has({tags}: Tagged, key: string): boolean {
  return Object.hasOwn(tags, key)
}

function requireFree({kind, name}: Tagged, keys: readonly string[], {withProjectTag}: TagOptions): void {
  if (withProjectTag || !keys.includes(projectTag)) return
  throw new ApigwError({
    code: 'TAG_PROTECTED',
    exit: 'refused',
    what: `The tag ${projectTag} of the ${kind} ${name} was not touched; nothing was changed.`,
    why: 'A project finds what it has made on AWS by this tag: without it, the next deploy would make everything anew.',
    fix: 'Add --project-tag if that is what you want.',
  })
}

function notFound({kind, name, tags}: Tagged, key: string): ApigwError {
  const keys = Object.keys(tags)
  const near = didYouMean(key, keys)
  return new ApigwError({
    code: 'NAME_NOT_FOUND',
    exit: 'failure',
    what: `The ${kind} ${name} has no tag "${key}".`,
    why: keys.length === 0 ? 'It has no tags.' : `It has ${keys.slice(0, 10).join(', ')}.`,
    fix: near === undefined ? `Run "apigw tag list ${kind} ${name}".` : `Did you mean "${near}"?`,
  })
}
