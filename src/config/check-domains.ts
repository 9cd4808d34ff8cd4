import type {SettingsProblem} from './cross-check.js'
import type {Settings} from './settings.js'
import {domainPaths} from './to-companions.js'

type Domain = NonNullable<Settings['domains']>[string]
type Endpoint = NonNullable<Domain['endpointType']>

/** One rule of AWS's about custom domains: the member that breaks it, and what to say. */
type Rule = (domain: Domain, settings: Settings) => Finding[]
type Finding = {path: readonly string[]; what: string; why: string; fix: string}

const hostName = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** Longest base path of an API mapping, in characters. */
const longestPath = 300

/**
 * What AWS would refuse of the custom domains, as far as the file alone can tell. Whether a certificate is for the name
 * of its domain can only be read from AWS Certificate Manager, which nothing here asks.
 * Source: developer guide, custom domain names and security policies.
 */
export function checkDomains(settings: Settings): SettingsProblem[] {
  return Object.entries(settings.domains ?? {}).flatMap(([name, domain]) => [
    ...(hostName.test(name) && name.length <= 255 ? [] : [problem(name, badName(name))]),
    ...rules.flatMap((rule) => rule(domain, settings)).map((finding) => problem(name, finding)),
  ])
}

const rules: readonly Rule[] = [restOnly, certificateRegion, mutualTls, securityPolicy, paths]

function problem(name: string, {path, ...text}: Finding): SettingsProblem {
  return {severity: 'error', code: 'SETTINGS_BAD_VALUE', path: ['domains', name, ...path], ...text}
}

function badName(name: string): Finding {
  return {
    path: [],
    what: `"${name}" is not a domain name.`,
    why: 'A custom domain is a host name in small letters with at least one dot; only its first label may be "*".',
    fix: 'Write it like "api.example.com".',
  }
}

/** A domain that does not say is regional when it is made, which suits every kind of API. */
function endpointOf({endpointType}: Domain): Endpoint {
  return endpointType ?? 'regional'
}

function restOnly(domain: Domain, {type}: Settings): Finding[] {
  const endpoint = endpointOf(domain)
  if (type === 'rest' || endpoint === 'regional') return []
  return [
    {
      path: ['endpointType'],
      what: `A domain of ${type === 'http' ? 'an HTTP' : 'a WebSocket'} API cannot be ${endpoint}.`,
      why: 'Only REST APIs have edge-optimised and private domains.',
      fix: 'Use regional, or leave it out.',
    },
  ]
}

/** Where a certificate has to be: with CloudFront for an edge-optimised domain, else in the region of its stages. */
function certificateRegion(domain: Domain, settings: Settings): Finding[] {
  const [, , service, region] = domain.certificateArn?.split(':') ?? []
  if (region === undefined) return []
  if (service !== 'acm') return [misplacedCertificate('It is not one of AWS Certificate Manager (arn:aws:acm:…).')]
  if (endpointOf(domain) === 'edge') {
    const why = `It is in ${region}; of an edge-optimised domain it must be in us-east-1.`
    return region === 'us-east-1' ? [] : [misplacedCertificate(why)]
  }
  const wrong = regionsOf(domain, settings).find((each) => each !== region)
  return wrong === undefined
    ? []
    : [misplacedCertificate(`It is in ${region}, and the domain in ${wrong}, the region of its stage.`)]
}

function misplacedCertificate(why: string): Finding {
  return {
    path: ['certificateArn'],
    what: 'The certificate cannot serve this domain.',
    why,
    fix: 'Use a certificate of AWS Certificate Manager in the region that the domain needs.',
  }
}

/** Regions that the file names for the stages on AWS that a domain leads to. */
function regionsOf(domain: Domain, settings: Settings): string[] {
  return domainPaths(domain).flatMap(([, stageName]) => {
    const stage = settings.stages[stageName]
    const region = stage?.region ?? settings.region
    return stage?.target === 'local' || region === undefined ? [] : [region]
  })
}

function mutualTls(domain: Domain): Finding[] {
  if (domain.mutualTls === undefined) return []
  const isS3 = /^s3:\/\/[^/]+\/.+$/.test(domain.mutualTls.truststoreUri)
  return [
    ...(isS3 ? [] : [truststoreElsewhere]),
    ...(endpointOf(domain) === 'regional' && domain.securityPolicy !== 'TLS_1_0' ? [] : [notForMutualTls]),
  ]
}

const truststoreElsewhere: Finding = {
  path: ['mutualTls', 'truststoreUri'],
  what: 'The truststore is not on S3.',
  why: 'AWS reads the certificates of clients from an object on S3.',
  fix: 'Write it like s3://bucket/clients.pem.',
}

const notForMutualTls: Finding = {
  path: ['mutualTls'],
  what: 'This domain cannot ask clients for certificates.',
  why: 'Mutual TLS needs a regional domain with TLS 1.2 or later.',
  fix: 'Make the domain regional and its securityPolicy TLS_1_2, or remove mutualTls.',
}

function securityPolicy(domain: Domain, {type}: Settings): Finding[] {
  const {securityPolicy: policy} = domain
  if (policy === undefined) return []
  const endpoint = endpointOf(domain)
  const isKnown = /^(TLS_1_[02]|SecurityPolicy_TLS1[23]_\w+)$/.test(policy)
  const isEnhanced = policy.startsWith('SecurityPolicy_')
  const isForEdge = policy.endsWith('_EDGE')
  const suits = type === 'rest' ? !isEnhanced || isForEdge === (endpoint === 'edge') : policy === 'TLS_1_2'
  if (isKnown && suits) return []
  return [
    {
      path: ['securityPolicy'],
      what: `"${policy}" is not a security policy for this domain.`,
      why:
        type === 'rest'
          ? 'There are TLS_1_0, TLS_1_2 and policies like SecurityPolicy_TLS13_1_2_2021_06; those for CloudFront end in _EDGE.'
          : 'Domains of HTTP and WebSocket APIs have TLS_1_2.',
      fix: 'Use TLS_1_2, or one of the newer policies for this kind of endpoint.',
    },
  ]
}

function paths(domain: Domain): Finding[] {
  return Object.keys(domain.mappings ?? {}).flatMap((key) => {
    const path = domainPaths({mappings: {[key]: ''}})
      .map(([each]) => each)
      .join('')
    const why = pathProblem(path, domain)
    return why === undefined
      ? []
      : [{path: ['mappings', key], what: `"${key}" is not a base path of this domain.`, why, fix: 'Correct the path.'}]
  })
}

function pathProblem(path: string, domain: Domain): string | undefined {
  if (!/^[A-Za-z0-9$\-_.+!*'()/]*$/.test(path)) return "Letters, digits and $-_.+!*'()/ make a base path."
  if (path.includes('//')) return 'A base path has no empty segments.'
  if (path.length > longestPath) return `A base path has at most ${longestPath} characters.`
  const takesLevels = endpointOf(domain) === 'regional' && domain.securityPolicy !== 'TLS_1_0'
  return path.includes('/') && !takesLevels
    ? 'Only regional domains with TLS 1.2 or later take paths of several levels.'
    : undefined
}
