import {readHostedZones} from '../aws/route53.js'
import type {HostedZone} from '../aws/route53.js'
import type {Clients} from '../aws/clients.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {Call, IdSlot} from '../plan/call.js'
import {callOf} from './account-call.js'
import {route53Change} from './dns-record.js'
import type {DnsTarget} from './dns-record.js'

/** `auto`, or the id of a hosted zone as AWS writes it. */
export const zoneWord = /^(auto|(\/hostedzone\/)?Z[A-Z0-9]{1,32})$/

/**
 * The call that lets Route 53 lead a domain to API Gateway. Without a target the domain is made by an earlier call, whose
 * answer tells it; then a record that is there already is not overwritten: AWS refuses it.
 * Throws ZONE_NOT_FOUND and ZONE_AMBIGUOUS.
 */
export async function recordCall(
  clients: Clients,
  domainName: string,
  {zone, target}: {zone: string; target?: DnsTarget | undefined},
): Promise<Call> {
  const HostedZoneId = zone === 'auto' ? (await findZone(clients, domainName)).id : zone.replace('/hostedzone/', '')
  const change = route53Change(domainName, target ?? {name: '', hostedZoneId: ''}, target === undefined ? 'CREATE' : 'UPSERT') // prettier-ignore
  return callOf(`domainName/${domainName}/record`, 'ChangeResourceRecordSets', {HostedZoneId, ChangeBatch: change}, {
    service: 'route53',
    ids: target === undefined ? [0, 1].flatMap((index) => slots(domainName, index)) : [],
  }) // prettier-ignore
}

function slots(name: string, index: number): IdSlot[] {
  const alias = ['ChangeBatch', 'Changes', index, 'ResourceRecordSet', 'AliasTarget']
  return [
    {at: [...alias, 'DNSName'], kind: 'dnsTarget', name},
    {at: [...alias, 'HostedZoneId'], kind: 'dnsTargetZone', name},
  ]
}

/** The zone with the longest name that the domain ends with, as DNS resolves it. */
async function findZone(clients: Clients, domainName: string): Promise<HostedZone> {
  const labels = domainName.replace(/^\*\./, '').split('.')
  const names = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
  for (const name of names) {
    const zones = await readHostedZones(clients, name)
    const [only] = zones
    if (zones.length > 1) throw ambiguous(name, zones)
    if (only !== undefined) return only
  }
  throw new ApigwError({
    code: 'ZONE_NOT_FOUND',
    exit: 'failure',
    what: `This account has no public hosted zone of Route 53 for ${domainName}; nothing was changed.`,
    why: `None of these names is one: ${names.join(', ')}.`,
    fix: 'Name the zone by its id (--route53 Z…) with the profile of its account, or leave --route53 out: "apigw domain check" says the record.',
  })
}

function ambiguous(name: string, zones: readonly HostedZone[]): ApigwError {
  return new ApigwError({
    code: 'ZONE_AMBIGUOUS',
    exit: 'usage',
    what: `There are ${zones.length} public hosted zones ${name}; nothing was changed.`,
    why: 'Only the one that the registrar names is asked by anybody, and API Gateway does not know which that is.',
    fix: `Name it: ${zones.map(({id}) => `--route53 ${id}`).join(' or ')}.`,
  })
}
