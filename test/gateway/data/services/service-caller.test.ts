import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {BackendRequest, ServiceRequest} from '../../../../src/gateway/data/ports.js'
import {createServiceCaller} from '../../../../src/gateway/data/services/service-caller.js'
import type {ServiceCallerOptions} from '../../../../src/gateway/data/services/service-caller.js'

const request: ServiceRequest = {
  service: 'sqs',
  subdomain: undefined,
  region: 'eu-west-1',
  partition: 'aws',
  method: 'POST',
  target: '/123456789012/pets?Action=SendMessage',
  headers: ['Accept', 'application/json'],
  body: Buffer.from('x'),
  credentials: 'arn:aws:iam::123456789012:role/api',
  caller: undefined,
  accountId: '123456789012',
  timeoutMs: 1000,
  client: new AbortController(),
}

type Environment = Record<string, string | undefined>

/** What goes to the backend, or the message of the refusal. */
async function called(
  environment: Environment,
  changes: Partial<ServiceRequest> = {},
  options: Partial<ServiceCallerOptions> & {allowAws?: boolean} = {},
): Promise<{url: string; accessKey: string; headers: readonly string[]} | string> {
  const sent: BackendRequest[] = []
  const call = createServiceCaller({
    access: {environment, allowAws: options.allowAws ?? false, isOwn: (url) => url.port === '4600'},
    callBackend: (backendRequest) => {
      sent.push(backendRequest)
      return Promise.resolve({status: 200, headers: [], body: Buffer.alloc(0)})
    },
    nowMs: () => Date.UTC(2026, 0, 2),
    ...options,
  })
  try {
    await call({...request, ...changes})
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const [first] = sent
  assert.ok(first)
  const {url, target = '', headers} = first
  const accessKey = /Credential=([^/]+)/.exec(headers.join(' '))?.[1] ?? ''
  return {url: `${url.origin}${target}`, accessKey, headers}
}

const refused =
  'The local gateway does not call sqs at AWS. Set AWS_ENDPOINT_URL_SQS to the address of a stand-in, or start the gateway with --allow-aws.'
const wire = '/123456789012/pets?Action=SendMessage'

const places: {name: string; environment: Environment; changes?: Partial<ServiceRequest>; expected: string}[] = [
  {name: 'nowhere without an address', environment: {}, expected: refused},
  {
    name: "at the service's own address, under its path",
    environment: {AWS_ENDPOINT_URL_SQS: 'http://localhost:9324/sqs/', AWS_ENDPOINT_URL: 'http://localhost:4566'},
    expected: `http://localhost:9324/sqs${wire}`,
  },
  {
    name: 'at the address for all services',
    environment: {AWS_ENDPOINT_URL: 'http://localhost:4566'},
    expected: `http://localhost:4566${wire}`,
  },
  {
    name: "nowhere when the address is the gateway's own",
    environment: {AWS_ENDPOINT_URL: 'http://localhost:4600'},
    expected: refused,
  },
  {
    name: 'nowhere when the address is none',
    environment: {AWS_ENDPOINT_URL_SQS: 'localhost:9324'},
    expected: 'AWS_ENDPOINT_URL_SQS is no HTTP address: localhost:9324.',
  },
  {
    name: "under the SDKs' name of a service",
    environment: {AWS_ENDPOINT_URL_SFN: 'http://localhost:8083'},
    changes: {service: 'states', target: '/'},
    expected: 'http://localhost:8083/',
  },
]

for (const {name, environment, changes, expected} of places) {
  test(`a service is called ${name}`, async () => {
    const outcome = await called(environment, changes)
    assert.equal(typeof outcome === 'string' ? outcome : outcome.url, expected)
  })
}

const awsPlaces: {changes: Partial<ServiceRequest>; expected: string}[] = [
  {changes: {}, expected: 'https://sqs.eu-west-1.amazonaws.com'},
  {changes: {partition: 'aws-cn', region: 'cn-north-1'}, expected: 'https://sqs.cn-north-1.amazonaws.com.cn'},
  {changes: {service: 'iam'}, expected: 'https://iam.amazonaws.com'},
  {
    changes: {service: 'sagemaker', subdomain: 'runtime'},
    expected: 'https://runtime.sagemaker.eu-west-1.amazonaws.com',
  },
]

for (const {changes, expected} of awsPlaces) {
  test(`where AWS is allowed, ${expected} is called with the user's own keys`, async () => {
    const awsCredentials = () => Promise.resolve({accessKeyId: 'AKIAUSER', secretAccessKey: 's', sessionToken: 'token'})
    const outcome = await called({}, changes, {allowAws: true, awsCredentials})
    assert.ok(typeof outcome !== 'string')
    assert.equal(outcome.url, `${expected}${wire}`)
    assert.equal(outcome.accessKey, 'AKIAUSER')
    assert.equal(outcome.headers[outcome.headers.indexOf('x-amz-security-token') + 1], 'token')
  })
}

const callers = {credentials: 'arn:aws:iam::*:user/*'}
const standIn = {AWS_ENDPOINT_URL: 'http://localhost:4566'}
const environmentKeys = {...standIn, AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's'}
const secretOf = (accessKeyId: string) =>
  accessKeyId === 'AKIACALLER' ? {accessKeyId, secretAccessKey: 'c'} : undefined

const keys: {name: string; environment: Environment; changes?: Partial<ServiceRequest>; expected: string}[] = [
  {name: 'the account without keys in the environment', environment: standIn, expected: '123456789012'},
  {name: "the environment's keys", environment: environmentKeys, expected: 'AKIAENV'},
  {
    name: "the caller's keys",
    environment: standIn,
    changes: {...callers, caller: 'AKIACALLER'},
    expected: 'AKIACALLER',
  },
  {
    name: "the environment's keys for a caller who has the same",
    environment: environmentKeys,
    changes: {...callers, caller: 'AKIAENV'},
    expected: 'AKIAENV',
  },
  {
    name: 'nothing for a caller who has signed nothing',
    environment: environmentKeys,
    changes: callers,
    expected:
      "The integration signs with the caller's credentials, and this caller has signed nothing: its method needs AWS_IAM.",
  },
  {
    name: 'nothing for a caller whose secret is not known',
    environment: environmentKeys,
    changes: {...callers, caller: 'AKIAOTHER'},
    expected:
      "The integration signs with the caller's credentials, and the local gateway does not know the secret of AKIAOTHER.",
  },
]

for (const {name, environment, changes, expected} of keys) {
  test(`calls are signed with ${name}`, async () => {
    const outcome = await called(environment, changes, {secretOf})
    assert.equal(typeof outcome === 'string' ? outcome : outcome.accessKey, expected)
  })
}

test('credentials that cannot be had are told, not swallowed', async () => {
  const awsCredentials = () => Promise.reject(new Error('The SSO session has expired.'))
  const outcome = await called({}, {}, {allowAws: true, awsCredentials})
  assert.equal(outcome, 'There are no credentials for AWS: The SSO session has expired.')
})
