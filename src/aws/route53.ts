import {ApigwError} from '../errors/apigw-error.js'
import {isJsonObject} from '../model/json.js'
import type {Json, JsonObject} from '../model/json.js'
import type {Clients} from './clients.js'
import {signedCall} from './signed-call.js'
import type {SignedCall} from './signed-call.js'

/** A public hosted zone: its id without the word before it, its name without the dot at the end. */
export type HostedZone = {id: string; name: string}

type Route53 = Pick<SignedCall, 'operation' | 'method'> & {path: string; body?: string}

const version = '/2013-04-01'
const namespace = 'https://route53.amazonaws.com/doc/2013-04-01/'

/**
 * The public zones of exactly this name; several when somebody has made it twice.
 * Source: https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByName.html
 */
export async function readHostedZones(clients: Clients, name: string): Promise<HostedZone[]> {
  // Zones are answered in order from this name on: those of the name come first.
  const path = `${version}/hostedzonesbyname?dnsname=${encodeURIComponent(name)}&maxitems=100`
  const text = await route53(clients, {operation: 'ListHostedZonesByName', method: 'GET', path})
  return [...text.matchAll(/<HostedZone>(.*?)<\/HostedZone>/gs)]
    .map(([, zone = '']) => zone)
    .filter((zone) => textIn(zone, 'PrivateZone') !== 'true')
    .map((zone) => ({
      id: (textIn(zone, 'Id') ?? '').replace('/hostedzone/', ''),
      name: (textIn(zone, 'Name') ?? '').replace(/\.$/, ''),
    }))
    .filter((zone) => zone.name === name)
}

type Send = (clients: Clients, input: JsonObject) => Promise<object>

/** Operations of Route 53 that plans use, by name; signed calls, as an SDK client for one would cost every installation more. */
export const route53Operations: Readonly<Record<string, Send>> = {
  // Source: https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
  ChangeResourceRecordSets: async (clients, {HostedZoneId: id, ChangeBatch = {}}) => {
    const zone = typeof id === 'string' ? id : ''
    const path = `${version}/hostedzone/${encodeURIComponent(zone)}/rrset`
    const root = 'ChangeResourceRecordSetsRequest'
    const body = `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="${namespace}">${toXml('ChangeBatch', ChangeBatch)}</${root}>`
    const text = await route53(clients, {operation: 'ChangeResourceRecordSets', method: 'POST', path, body})
    return {ChangeInfo: {Id: textIn(text, 'Id'), Status: textIn(text, 'Status')}}
  },
}

/** Throws ROUTE53_ELSEWHERE where API Gateway is not AWS's own, so that nothing on AWS is changed by a trial. */
async function route53(clients: Clients, call: Route53): Promise<string> {
  const {endpoint, region} = placeOf(await clients.region())
  const base = clients.route53Endpoint ?? (clients.isAws ? endpoint : undefined)
  if (base === undefined) throw elsewhere()
  const {path, ...rest} = call
  const headers = {'content-type': 'application/xml'}
  return signedCall(clients, {...rest, service: 'route53', region, url: new URL(path, base), headers, failureOf})
}

/**
 * Route 53 is one service for a partition, signed for one region of it.
 * Source: https://docs.aws.amazon.com/general/latest/gr/r53.html
 */
function placeOf(region: string): {endpoint: string; region: string} {
  if (region.startsWith('cn-')) return {endpoint: 'https://route53.amazonaws.com.cn', region: 'cn-northwest-1'}
  if (region.startsWith('us-gov-')) return {endpoint: 'https://route53.us-gov.amazonaws.com', region: 'us-gov-west-1'}
  return {endpoint: 'https://route53.amazonaws.com', region: 'us-east-1'}
}

/** Lists have an element for each item, which is named in the singular. */
const items: Readonly<Record<string, string>> = {Changes: 'Change'}

function toXml(name: string, value: Json): string {
  return `<${name}>${innerXml(name, value)}</${name}>`
}

function innerXml(name: string, value: Json): string {
  if (isJsonObject(value)) return Object.entries(value).map(([member, each]) => toXml(member, each)).join('') // prettier-ignore
  if (Array.isArray(value)) return value.map((each: Json) => toXml(items[name] ?? 'member', each)).join('')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.replaceAll(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** The text of the first element of this name. AWS's answers have no attributes and no CDATA in these. */
function textIn(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
  return text?.replaceAll(/&(lt|gt|quot|apos|amp);/g, (entity, word: string) => entities[word] ?? entity)
}

const entities: Readonly<Record<string, string>> = {lt: '<', gt: '>', quot: '"', apos: "'", amp: '&'}

/** Errors of a batch are named by the root element, all others by Code. */
function failureOf(text: string): {name: string; message: string | undefined} {
  const [, root = ''] = /<(\w+)[\s>]/.exec(text) ?? []
  return {name: textIn(text, 'Code') ?? root, message: textIn(text, 'Message')}
}

function elsewhere(): ApigwError {
  return new ApigwError({
    code: 'ROUTE53_ELSEWHERE',
    exit: 'usage',
    what: 'There is no Route 53 beside this API Gateway; nothing was changed.',
    why: 'The command works on the local gateway, or on another endpoint than that of AWS.',
    fix: 'Leave --route53 out, use --target aws, or set AWS_ENDPOINT_URL_ROUTE_53.',
  })
}
