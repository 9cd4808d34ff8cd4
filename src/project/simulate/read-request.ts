import {isIP} from 'node:net'
import {ApigwError} from '../../errors/apigw-error.js'
import {parsePrincipal} from '../../gateway/identity/principal.js'
import type {Principal} from '../../gateway/identity/principal.js'
import type {RestApi} from '../../model/rest-api.js'
import type {SimulatedRequest} from './simulated-request.js'

/** A request as the command line describes it; `route` is a verb and a path. */
export type RequestWords = Omit<SimulatedRequest, 'verb' | 'path' | 'principal'> & {
  route: string
  /** An ARN, `anonymous`, or nothing, which is the same. */
  principal: string | undefined
}

/** Pure. Throws VALUE_INVALID and ROUTE_INVALID. */
export function readRequest({route, principal, ...request}: RequestWords): SimulatedRequest {
  const [, verb = '', path = ''] = /^(GET|PUT|POST|DELETE|PATCH|OPTIONS|HEAD) +(\/\S*)$/i.exec(route.trim()) ?? []
  if (path === '') throw noRequest(route)
  const {sourceIp, vpceId, vpcId} = request
  if (sourceIp !== undefined && isIP(sourceIp) === 0) {
    throw invalid('--source-ip', sourceIp, 'It is an address such as 203.0.113.7 or 2001:db8::1.')
  }
  if (vpceId !== undefined && !vpceId.startsWith('vpce-')) throw invalid('--vpc-endpoint', vpceId, 'It is an id such as vpce-0a1b2c3d.') // prettier-ignore
  if (vpcId !== undefined && !vpcId.startsWith('vpc-')) throw invalid('--vpc', vpcId, 'It is an id such as vpc-0a1b2c3d.') // prettier-ignore
  const ended = path === '/' ? path : path.replace(/\/+$/, '')
  return {...request, verb: verb.toUpperCase(), path: ended, principal: readPrincipal(principal)}
}

/** Whether the resource policy says anything about addresses: then a request without one decides nothing. Pure. */
export function asksForAddress({policy}: RestApi): boolean {
  return policy !== undefined && /"aws:(?:vpc)?sourceip"/i.test(JSON.stringify(policy))
}

function readPrincipal(word: string | undefined): Principal | undefined {
  if (word === undefined || word === 'anonymous') return undefined
  const principal = parsePrincipal(word)
  if (principal !== undefined) return principal
  throw invalid('--principal', word, 'It is the ARN of a user, a role, a session of a role or an account root, or anonymous.') // prettier-ignore
}

function noRequest(route: string): ApigwError {
  return new ApigwError({
    code: 'ROUTE_INVALID',
    exit: 'usage',
    what: `"${route}" is no request.`,
    why: 'A request has the verb that a client sends, and a path: ANY and $default are routes only.',
    fix: 'Write it so: "GET /pets/1".',
  })
}

function invalid(flag: string, value: string, why: string): ApigwError {
  return new ApigwError({
    code: 'VALUE_INVALID',
    exit: 'usage',
    what: `The value of ${flag} does not do: "${value}".`,
    why,
    fix: 'Correct it; --help has examples.',
  })
}
