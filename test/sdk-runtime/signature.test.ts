import assert from 'node:assert/strict'
import {HttpRequest} from '@smithy/core/protocols'
import fc from 'fast-check'
import {test} from 'vitest'
import {encode, presign, regionOf, signHeaders} from '../../sdk-runtime/signature.js'
import {sdkSigner} from '../support/sdk-signer.js'

const nowMs = Date.UTC(2030, 2, 31, 23, 59, 59)

const credentials = fc.record(
  {
    accessKeyId: fc.stringMatching(/^AKIA[A-Z0-9]{16}$/),
    secretAccessKey: fc.string({minLength: 1, unit: 'binary'}),
    sessionToken: fc.base64String({minLength: 4}),
  },
  {requiredKeys: ['accessKeyId', 'secretAccessKey']},
)

const segment = fc.string({minLength: 1, maxLength: 8}).filter((text) => !/^\.+$/.test(text))

const requests = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  segments: fc.array(segment, {minLength: 1, maxLength: 4}),
  query: fc.dictionary(fc.string({minLength: 1, maxLength: 6}), fc.string({maxLength: 6}), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  body: fc.option(fc.string({maxLength: 20, unit: 'binary'}), {nil: undefined}),
  credentials,
})

test('signHeaders: the same signature as that of the SDK, for any request', async () => {
  await fc.assert(
    fc.asyncProperty(requests, async ({method, segments, query, body, credentials: keys}) => {
      const path = `/${segments.map(encode).join('/')}`
      const url = new URL(`https://api.example.com${path}`)
      url.search = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&') // prettier-ignore
      const headers = new Headers({'content-type': 'application/json', 'x-api-key': 'not signed'})
      const bytes = body === undefined ? undefined : new Uint8Array(new TextEncoder().encode(body))
      await signHeaders({method, url, headers, body: bytes}, {credentials: keys, region: 'eu-west-1', nowMs})
      const request = new HttpRequest({
        ...{method, path, query, protocol: 'https:', hostname: 'api.example.com'},
        ...{headers: {host: 'api.example.com', 'content-type': 'application/json'}, body: bytes},
      })
      const options = {signingDate: new Date(nowMs), unsignableHeaders: new Set(['x-amz-content-sha256'])}
      const signed = await sdkSigner(keys).sign(request, options)
      assert.equal(headers.get('authorization'), signed.headers['authorization'])
    }),
    {numRuns: 200},
  )
})

test('presign: the same URL as that of the SDK', async () => {
  await fc.assert(
    fc.asyncProperty(requests, async ({query, credentials: keys}) => {
      const url = new URL('wss://api.example.com/prod')
      url.search = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&') // prettier-ignore
      const presigned = await presign(url, 300, {credentials: keys, region: 'eu-west-1', nowMs})
      const request = new HttpRequest({
        ...{method: 'GET', path: '/prod', query, protocol: 'wss:', hostname: 'api.example.com'},
        headers: {host: 'api.example.com'},
      })
      const signed = await sdkSigner(keys).presign(request, {signingDate: new Date(nowMs), expiresIn: 300})
      assert.equal(presigned.searchParams.get('X-Amz-Signature'), signed.query?.['X-Amz-Signature'])
    }),
    {numRuns: 50},
  )
})

const hosts = [
  {host: 'a1b2.execute-api.eu-west-1.amazonaws.com', region: 'eu-west-1'},
  {host: 'vpce-0a1-b2.execute-api.us-gov-west-1.vpce.amazonaws.com', region: 'us-gov-west-1'},
  {host: 'a1b2.execute-api.cn-north-1.amazonaws.com.cn', region: 'cn-north-1'},
  {host: 'a1b2.execute-api.eu-west-1.amazonaws.com.example.com', region: undefined},
  {host: 'a1b2.execute-api.localhost', region: undefined},
  {host: 'api.example.com', region: undefined},
]

for (const {host, region} of hosts) {
  test(`regionOf: ${host} tells ${region ?? 'none'}`, () => {
    assert.equal(regionOf(new URL(`https://${host}/prod`)), region)
  })
}
