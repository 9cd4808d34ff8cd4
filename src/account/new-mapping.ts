import type {Call} from '../plan/call.js'
import {callOf} from './account-call.js'
import type {ApiStage} from './plan-stages.js'

/** A domain as its mappings are made: a regional one takes API mappings, the others base path mappings. */
export type MappedDomain = {place: {domainName: string; domainNameId?: string}; isRegional: boolean}

/** The call that lets a path of a domain lead to a stage, which led nowhere. `path` has no slash around it. Pure. */
export function newMapping({place, isRegional}: MappedDomain, path: string, {apiId, stage}: ApiStage): Call {
  const address = mappingAddress(place.domainName, path)
  if (isRegional) {
    const input = {DomainName: place.domainName, ApiMappingKey: path, ApiId: apiId, Stage: stage}
    return callOf(address, 'CreateApiMapping', input, {service: 'http'})
  }
  return callOf(address, 'CreateBasePathMapping', {...place, basePath: basePathOf(path), restApiId: apiId, stage})
}

/** `/v1/` -> `v1` */
export function plainPath(word: string): string {
  return word.replaceAll(/^\/+|\/+$/g, '')
}

/** The empty path has this name in a URL of base path mappings. */
export function basePathOf(path: string): string {
  return path === '' ? '(none)' : path
}

export function mappingAddress(name: string, path: string): string {
  return `domainName/${name}/mapping/${path}`
}
