import {ApigwError} from '../errors/apigw-error.js'

/** What is wanted of a domain, as far as its rules go. */
export type DomainWish = {
  certificate?: string
  endpointType?: 'regional' | 'edge'
  securityPolicy?: string
  truststore?: string
}

/**
 * Throws VALUE_INVALID for what AWS would refuse, before any call. Whether a certificate names the domain is known to
 * AWS Certificate Manager alone, which answers with CreateDomainName. Pure.
 * Source: developer guide, custom domain names, mutual TLS and security policies.
 */
export function checkDomain(name: string, wish: DomainWish, region: string): void {
  const why = certificateFault(wish, region) ?? tlsFault(wish)
  if (why === undefined) return
  throw new ApigwError({
    code: 'VALUE_INVALID',
    exit: 'usage',
    what: `AWS would refuse the domain ${name} as it is meant; nothing was changed.`,
    why,
    fix: 'Correct the flag, or choose the other --endpoint-type.',
  })
}

function certificateFault({certificate, endpointType}: DomainWish, region: string): string | undefined {
  const [, , , where] = certificate?.split(':') ?? []
  if (where === undefined) return undefined
  if (endpointType !== 'edge') {
    return where === region
      ? undefined
      : `The certificate is in ${where}; a regional domain in ${region} needs one there.`
  }
  return where === 'us-east-1' ? undefined : `The certificate is in ${where}; of an edge-optimised domain it must be in us-east-1.` // prettier-ignore
}

function tlsFault({endpointType, securityPolicy, truststore}: DomainWish): string | undefined {
  const isEdge = endpointType === 'edge'
  const asksClients = truststore !== undefined && truststore !== ''
  if (asksClients && (isEdge || securityPolicy === 'TLS_1_0')) {
    return 'Mutual TLS needs a regional domain with TLS 1.2 or later.'
  }
  if (securityPolicy === undefined || /^TLS_1_[02]$/.test(securityPolicy)) return undefined
  if (/^SecurityPolicy_TLS1[23]_\w+$/.test(securityPolicy) && securityPolicy.endsWith('_EDGE') === isEdge) return undefined // prettier-ignore
  return `"${securityPolicy}" is no security policy of such a domain: there are TLS_1_0, TLS_1_2 and policies like SecurityPolicy_TLS13_1_2_2021_06, those of edge-optimised domains ending in _EDGE.`
}
