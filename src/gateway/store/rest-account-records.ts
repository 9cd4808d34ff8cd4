import type {Scope} from './record-kinds.js'

/**
 * REST objects that belong to an account and region rather than to one API, as the control plane keeps them. Members
 * are AWS's; dates are epoch milliseconds; absent members are absent in answers too.
 */
export type AccountRecord = {cloudwatchRoleArn?: string; features: string[]}

export type ApiKeyRecord = {
  id: string
  value: string
  name?: string
  customerId?: string
  description?: string
  enabled: boolean
  createdDate: number
  lastUpdatedDate: number
  /** `restApiId/stageName`, a legacy of before usage plans. */
  stageKeys: string[]
  tags?: Record<string, string>
}

/** rateLimit is requests per second, burstLimit is requests. */
export type ThrottleRecord = {burstLimit?: number; rateLimit?: number}

export type UsagePlanRecord = {
  id: string
  name: string
  description?: string
  /** `throttle` is keyed by method, `/pets/GET`. */
  apiStages: {apiId: string; stage: string; throttle?: Record<string, ThrottleRecord>}[]
  throttle?: ThrottleRecord
  quota?: QuotaRecord
  productCode?: string
  tags?: Record<string, string>
}

/** `offset` moves the first day of weeks (from Sunday, 0–6) and months (from the first, 0–27). */
export type QuotaRecord = {limit: number; offset: number; period: 'DAY' | 'WEEK' | 'MONTH'}

/** Membership of a key in a plan; value and name are read from the key itself. */
export type UsagePlanKeyRecord = {id: string; type: string}

/** One day of one key in one plan: requests used, and what remained of the period's quota at the end of that day. */
export type UsageRecord = {used: number; remaining: number}

/** Custom domain names of both API versions; version 2 reads the same record. */
export type DomainNameRecord = Scope & {
  domainName: string
  /** Only of private domain names. */
  domainNameId?: string
  domainNameArn: string
  certificateName?: string
  certificateArn?: string
  certificateUploadDate?: number
  regionalDomainName?: string
  regionalHostedZoneId?: string
  regionalCertificateName?: string
  regionalCertificateArn?: string
  distributionDomainName?: string
  distributionHostedZoneId?: string
  endpointConfiguration: {types: string[]; vpcEndpointIds?: string[]; ipAddressType?: string}
  domainNameStatus: string
  domainNameStatusMessage?: string
  securityPolicy: string
  endpointAccessMode?: string
  mutualTlsAuthentication?: {truststoreUri: string; truststoreVersion?: string; truststoreWarnings?: string[]}
  ownershipVerificationCertificateArn?: string
  managementPolicy?: string
  policy?: string
  routingMode: string
  tags?: Record<string, string>
}

/** Base path mapping (version 1) or API mapping (version 2); an empty key is the root, an absent stage comes from the path. */
export type ApiMappingRecord = {apiMappingId: string; apiMappingKey: string; apiId: string; stage?: string}

export type VpcLinkRecord = {
  id: string
  name: string
  description?: string
  targetArns: string[]
  status: 'AVAILABLE' | 'PENDING' | 'DELETING' | 'FAILED'
  statusMessage?: string
  tags?: Record<string, string>
}

/** The public part of a certificate that the gateway presents to backends, and the key that proves it. */
export type ClientCertificateRecord = {
  clientCertificateId: string
  description?: string
  pemEncodedCertificate: string
  /** PKCS #8 PEM; never answered. */
  privateKey: string
  createdDate: number
  expirationDate: number
  tags?: Record<string, string>
}

export type DomainNameAccessAssociationRecord = {
  domainNameAccessAssociationArn: string
  domainNameArn: string
  accessAssociationSourceType: string
  accessAssociationSource: string
  tags?: Record<string, string>
}

/** How often the caches of a stage were flushed: entries of an older generation are not used. */
export type CacheGenerationRecord = {stageCache: number; authorizersCache: number}
