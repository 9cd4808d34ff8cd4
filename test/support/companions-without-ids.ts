import type {LiveCompanions} from '../../src/model/companion.js'

/** Without the ids that AWS gives anew to what is made again. */
export function withoutIds({usagePlans, apiKeys, domains, ...others}: LiveCompanions): object {
  return {
    ...others,
    usagePlans: mapped(usagePlans, ({usagePlan, keys}) => ({...usagePlan, keys: Object.keys(keys).sort()})),
    apiKeys: mapped(apiKeys, ({apiKey}) => apiKey),
    domains: mapped(domains, ({domain, mappings}) => ({
      ...domain,
      mappings: mapped(mappings, ({stage, isHere}) => ({stage, isHere})),
    })),
  }
}

function mapped<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}
