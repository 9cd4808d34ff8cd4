import {recordText, route53Command} from './dns-record.js'
import type {DnsTarget} from './dns-record.js'
import type {DnsLookup} from './dns-lookup.js'

/** Whether DNS leads clients to a domain of API Gateway, and the record that would. */
export type DomainCheck = {
  domain: string
  /** AWS's own word about the domain, such as AVAILABLE or UPDATING. */
  status: string
  dns: 'leads-there' | 'leads-elsewhere' | 'no-record' | 'unknown'
  /** What was found, as a sentence. */
  found: string
  target?: string
  record?: string
  route53?: string
}

export type CheckedDomain = {name: string; status: string; target: DnsTarget | undefined}

/** Asks DNS for the domain. Never rejects for want of an answer: that is `unknown`. */
export async function checkDomainDns({name, status, target}: CheckedDomain, lookup: DnsLookup): Promise<DomainCheck> {
  if (target === undefined) {
    const found = 'A private domain has no public record: clients reach it by the name of their VPC endpoint.'
    return {domain: name, status, dns: 'unknown', found}
  }
  const advice = {target: target.name, record: recordText(name, target), route53: route53Command(name, target)}
  return {domain: name, status, ...(await ask(name, target.name, lookup)), ...advice}
}

async function ask(name: string, target: string, lookup: DnsLookup): Promise<Pick<DomainCheck, 'dns' | 'found'>> {
  // A wildcard has no record of its own to ask for; any label below it does.
  const host = name.replace(/^\*/, 'apigw-check')
  try {
    const aliases = (await lookup.aliases(host)).map(plain)
    if (aliases.includes(plain(target))) return {dns: 'leads-there', found: `${host} is an alias of ${target}.`}
    const addresses = await lookup.addresses(host)
    if (addresses.length === 0) return {dns: 'no-record', found: `DNS knows no address of ${host}.`}
    const wanted = new Set(await lookup.addresses(target))
    const shared = addresses.filter((address) => wanted.has(address))
    if (shared.length > 0) return {dns: 'leads-there', found: `${host} and ${target} share ${shared.join(', ')}.`}
    const where = aliases.length > 0 ? aliases.join(', ') : addresses.join(', ')
    return {dns: 'leads-elsewhere', found: `${host} leads to ${where}.`}
  } catch (error) {
    return {dns: 'unknown', found: `DNS gave no answer: ${error instanceof Error ? error.message : String(error)}.`}
  }
}

/** Names are compared without case and without the dot of the root. */
function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}
