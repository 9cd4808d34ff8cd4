import {BackendError} from '../ports.js'
import {serviceFacts} from './service-facts.js'

/** Where calls to AWS services may go. */
export type ServiceAccess = {
  /** Variables of the environment, of which AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE> are read. */
  environment: Readonly<Record<string, string | undefined>>
  /** Whether services without an address of their own are called at AWS: with real effects, and at a price. */
  allowAws: boolean
  /** Whether a URL is this gateway's own: `apigw local env` puts it into the variables of the shell. */
  isOwn: (url: URL) => boolean
}

export type ServicePlace = {service: string; subdomain: string | undefined; region: string; partition: string}

/** `onAws` says that real credentials are needed. */
export type ServiceEndpoint = {url: URL; onAws: boolean}

/** Services that have one endpoint for all regions. */
const globalServices = new Set(['iam', 'cloudfront', 'route53', 'organizations'])

/**
 * Address of a service: its own variable, then the one for all, then AWS where that is allowed. Throws a BackendError with
 * reason `not-allowed`, whose text says what to set: a call that is not made must never look like one that was.
 */
export function serviceEndpoint(access: ServiceAccess, place: ServicePlace): ServiceEndpoint {
  const {variable} = serviceFacts(place.service, place.subdomain)
  const name = `AWS_ENDPOINT_URL_${variable}`
  const configured = configuredUrl(access, name) ?? configuredUrl(access, 'AWS_ENDPOINT_URL')
  if (configured !== undefined) return {url: configured, onAws: false}
  if (access.allowAws) return {url: new URL(`https://${awsHost(place)}`), onAws: true}
  throw new BackendError(
    'not-allowed',
    `The local gateway does not call ${place.service} at AWS. Set ${name} to the address of a stand-in, or start the gateway with --allow-aws.`,
  )
}

function configuredUrl({environment, isOwn}: ServiceAccess, name: string): URL | undefined {
  const text = environment[name]
  if (text === undefined || text === '') return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new BackendError('bad-url', `${name} is no HTTP address: ${text}.`)
  }
  return isOwn(url) ? undefined : url
}

function awsHost({service, subdomain, region, partition}: ServicePlace): string {
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  if (globalServices.has(service)) return `${service}.${domain}`
  return [...(subdomain === undefined ? [] : [subdomain]), service, region, domain].join('.')
}
