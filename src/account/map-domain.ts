import {readMappings} from '../aws/read/domain-names.js'
import type {Clients} from '../aws/clients.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {Call} from '../plan/call.js'
import {callOf} from './account-call.js'
import type {AccountThing} from './account-noun.js'
import {domainInput, sdkDomain} from './domain.js'
import type {DomainThing} from './domain.js'
import {basePathOf, mappingAddress, newMapping} from './new-mapping.js'
import type {ApiStage} from './plan-stages.js'

type Mapping = {apiId: string; stage?: string; id?: string}

/** The calls that let a path of a domain lead to a stage; none when it does. `path` has no slash around it. */
export async function mapCalls(found: AccountThing, path: string, to: ApiStage, clients: Clients): Promise<Call[]> {
  const current = await mappingAt(found, path, clients)
  if (current?.apiId === to.apiId && current.stage === to.stage) return []
  if (current === undefined) return [newMapping({place: domainInput(found), isRegional: isRegional(found)}, path, to)]
  return isRegional(found) ? [apiMapping(found, path, to, current)] : [basePathMapping(found, path, to)]
}

/** The call that takes a path off a domain. Throws NAME_NOT_FOUND. */
export async function unmapCalls(found: AccountThing, path: string, clients: Clients): Promise<Call[]> {
  const current = await mappingAt(found, path, clients)
  if (current === undefined) throw notMapped(found, path)
  const {name} = found
  const {id = ''} = current
  if (!isRegional(found)) {
    return [
      callOf(mappingAddress(name, path), 'DeleteBasePathMapping', {...domainInput(found), basePath: basePathOf(path)}),
    ]
  }
  const input = {DomainName: name, ApiMappingId: id}
  return [callOf(mappingAddress(name, path), 'DeleteApiMapping', input, {service: 'http'})]
}

async function mappingAt(found: AccountThing, path: string, clients: Clients): Promise<Mapping | undefined> {
  const mappings = await readMappings(clients, sdkDomain(found))
  return mappings.find(([each]) => each === path)?.[1]
}

/** A regional domain takes API mappings, whatever kind of API they lead to; the others take base path mappings. */
function isRegional({thing}: AccountThing): boolean {
  return (thing as DomainThing).endpointType === 'REGIONAL'
}

function apiMapping({name}: AccountThing, path: string, {apiId, stage}: ApiStage, {id = ''}: Mapping): Call {
  const input = {DomainName: name, ApiMappingKey: path, ApiId: apiId, Stage: stage, ApiMappingId: id}
  return callOf(mappingAddress(name, path), 'UpdateApiMapping', input, {service: 'http'})
}

function basePathMapping(found: AccountThing, path: string, to: ApiStage): Call {
  const place = {...domainInput(found), basePath: basePathOf(path)}
  const address = mappingAddress(found.name, path)
  const patchOperations = [
    {op: 'replace', path: '/restapiId', value: to.apiId},
    {op: 'replace', path: '/stage', value: to.stage},
  ]
  return callOf(address, 'UpdateBasePathMapping', {...place, patchOperations})
}

function notMapped({name}: AccountThing, path: string): ApigwError {
  return new ApigwError({
    code: 'NAME_NOT_FOUND',
    exit: 'failure',
    what: `Nothing leads from ${name}/${path} to an API.`,
    why: 'The domain has no mapping for that path.',
    fix: `Run "apigw domain show ${name}" to see its mappings.`,
  })
}
