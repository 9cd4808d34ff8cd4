export type EndpointType = 'EDGE' | 'REGIONAL' | 'PRIVATE'

/** A custom domain name as declared or read, without its mappings. Absent members are not declared. */
export type Domain = {
  certificateArn?: string
  endpointType?: EndpointType
  securityPolicy?: string
  /** Regional domains only; the truststore is on S3. */
  mutualTls?: {truststoreUri: string; truststoreVersion?: string}
  tags?: Readonly<Record<string, string>>
}

/**
 * Where a base path of a domain leads. AWS has two protocols for one thing: domains that are regional take API mappings,
 * which may have several levels, the others base path mappings. The empty path is the whole domain.
 */
export type DomainMapping = {domainName: string; basePath: string; stage: string; endpointType: EndpointType}
