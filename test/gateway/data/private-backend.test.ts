import assert from 'node:assert/strict'
import {test} from 'vitest'
import {withPrivateBackends} from '../../../src/gateway/data/private-backend.js'
import type {BackendRequest, BackendResponse, VpcLinkReference} from '../../../src/gateway/data/ports.js'
import {Store} from '../../../src/gateway/store/store.js'

const listener = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/pets/1/2'
const store = Store.open()
const link = {status: 'AVAILABLE', targetArns: []} as const
store.transaction(() => {
  store.put('vpcLink', ['123456789012', 'eu-west-1', 'abc123'], {
    ...link,
    id: 'abc123',
    name: 'internal',
    targetArns: [],
  })
  store.put('backend', ['/project'], {
    vpcLinks: {
      internal: 'http://127.0.0.1:8080/base/',
      xyz789: 'https://localhost:8443',
      [listener]: 'http://127.0.0.1:8081',
    },
    truststores: {},
  })
})

async function sent(vpcLink: VpcLinkReference | undefined, headers: string[] = []): Promise<BackendRequest> {
  const requests: BackendRequest[] = []
  const answer: BackendResponse = {status: 200, headers: [], body: Buffer.alloc(0)}
  const call = withPrivateBackends((request) => {
    requests.push(request)
    return Promise.resolve(answer)
  }, store)
  await call({
    method: 'GET',
    url: new URL('https://pets.internal'),
    target: '/a?b=1',
    headers,
    body: Buffer.alloc(0),
    timeoutMs: 1000,
    insecureSkipVerification: false,
    clientCertificateId: 'cert1',
    ...(vpcLink !== undefined && {vpcLink}),
    client: new AbortController(),
  })
  const [request] = requests
  assert.ok(request)
  return request
}

const cases: {name: string; vpcLink: VpcLinkReference; url: string}[] = [
  {name: 'by its name', vpcLink: {connectionId: 'abc123'}, url: 'http://127.0.0.1:8080/base/a?b=1'},
  {name: 'by its id', vpcLink: {connectionId: 'xyz789'}, url: 'https://localhost:8443/a?b=1'},
  {name: 'by its target', vpcLink: {connectionId: 'v2', targetArn: listener}, url: 'http://127.0.0.1:8081/a?b=1'},
]

for (const {name, vpcLink, url} of cases) {
  test(`what lies behind a VPC link is called at the address given ${name}, under its own host name`, async () => {
    const {url: origin, target = '', headers, vpcLink: rest, clientCertificateId} = await sent(vpcLink)
    assert.equal(clientCertificateId, 'cert1')
    assert.equal(`${origin.origin}${target}`, url)
    assert.deepEqual(headers, ['Host', 'pets.internal'])
    assert.equal(rest, undefined)
  })
}

test('a host that the integration maps stays', async () => {
  assert.deepEqual((await sent({connectionId: 'abc123'}, ['host', 'other'])).headers, ['host', 'other'])
})

test('a backend without a link is called as it is', async () => {
  assert.equal((await sent(undefined)).url.host, 'pets.internal')
})

test('a link without an address is refused with what to write', async () => {
  await assert.rejects(sent({connectionId: 'nowhere'}), {
    reason: 'not-allowed',
    message:
      'The local gateway has no address for what lies behind VPC link nowhere. Write it into apigw.yaml as local.vpcLinks, by the link\'s name or id: {nowhere: "http://127.0.0.1:8080"}.',
  })
})
