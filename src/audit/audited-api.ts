import type {LiveApi} from '../model/live-api.js'

/** What the rules of an audit look at: the effective API and what stands around it. */
export type AuditedApi = {
  live: LiveApi
  /** ARN of the web ACL by stage; REST APIs only, and only stages that have one. */
  webAcls: Readonly<Record<string, string>>
  /** Custom domains that lead to the API, with the oldest TLS they take. */
  domains: readonly {domainName: string; securityPolicy: string}[]
  /** API keys of usage plans for the API that nobody used for as long as AWS tells. */
  idleKeys: readonly {name: string; usagePlan: string}[]
}
