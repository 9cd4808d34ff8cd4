import {Resolver} from 'node:dns/promises'

/** Questions to DNS: names that a name stands for, and its addresses. Empty when there is no such record. */
export type DnsLookup = {aliases: (name: string) => Promise<string[]>; addresses: (name: string) => Promise<string[]>}

/** Codes of answers that say "no such record", unlike no answer. */
const absent = new Set(['ENODATA', 'ENOTFOUND'])

/** Real DNS, of this machine or of one server; given up after six seconds. Rejects with the resolver's error. */
export function dnsLookup(server?: string): DnsLookup {
  const resolver = new Resolver({timeout: 3000, tries: 2})
  if (server !== undefined) resolver.setServers([server])
  const orNone = async (answer: Promise<string[]>): Promise<string[]> => {
    try {
      return await answer
    } catch (error) {
      if (error instanceof Error && 'code' in error && absent.has(String(error.code))) return []
      throw error
    }
  }
  return {
    aliases: (name) => orNone(resolver.resolveCname(name)),
    addresses: async (name) => [...(await orNone(resolver.resolve4(name))), ...(await orNone(resolver.resolve6(name)))],
  }
}
