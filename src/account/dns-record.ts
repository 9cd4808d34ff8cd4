import type {JsonObject} from '../model/json.js'

/** Where DNS has to lead for a domain: AWS's name for it, and the hosted zone of that name, which an alias needs. */
export type DnsTarget = {name: string; hostedZoneId: string}

/** The record as zone files write it; a name at the top of its zone cannot have one and takes an alias instead. Pure. */
export function recordText(domainName: string, {name}: DnsTarget): string {
  return `${domainName}. 300 IN CNAME ${name}.`
}

/**
 * The change that makes Route 53 lead there, by aliases, which cost nothing and may stand at the top of a zone. CREATE is
 * refused where there is a record, UPSERT takes its place. Pure.
 */
export function route53Change(
  domainName: string,
  {name, hostedZoneId}: DnsTarget,
  action: 'CREATE' | 'UPSERT' = 'UPSERT',
): JsonObject {
  const AliasTarget = {HostedZoneId: hostedZoneId, DNSName: name, EvaluateTargetHealth: false}
  const Changes = ['A', 'AAAA'].map((Type) => ({
    Action: action,
    ResourceRecordSet: {Name: domainName, Type, AliasTarget},
  }))
  return {Changes}
}

/** The same as a command of the AWS CLI; the zone is the one that the reader has for the domain. Pure. */
export function route53Command(domainName: string, target: DnsTarget): string {
  const batch = JSON.stringify(route53Change(domainName, target))
  return `aws route53 change-resource-record-sets --hosted-zone-id YOUR-ZONE-ID --change-batch '${batch}'`
}
