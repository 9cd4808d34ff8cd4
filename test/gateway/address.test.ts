import assert from 'node:assert/strict'
import {test} from 'vitest'
import {addressOf} from '../../src/gateway/address.js'

const cases: {host: string | undefined; target: string; namedApiId?: string; address: string}[] = [
  {host: 'localhost:4600', target: '/restapis', address: 'control /restapis'},
  {host: '127.0.0.1', target: '/v2/apis?x=1', address: 'control /v2/apis?x=1'},
  {host: '[::1]:4600', target: '/', address: 'control /'},
  {host: undefined, target: '/', address: 'control /'},
  {host: 'anything.localhost', target: '/', address: 'control /'},
  {host: 'LOCALHOST', target: '/_apigw/status', address: 'admin /_apigw/status'},
  {host: 'localhost', target: '/_apigw', address: 'admin /_apigw'},
  {host: 'localhost', target: '/_apigwx', address: 'control /_apigwx'},
  {host: 'localhost', target: '/execute-api/abc/prod/pets?x=/', address: 'path abc /prod/pets?x=/'},
  {host: 'localhost', target: '/execute-api/abc', address: 'path abc /'},
  {host: 'localhost', target: '/execute-api/abc?x=1', address: 'path abc /?x=1'},
  {host: 'localhost', target: '/execute-api/a-b/x', address: 'control /execute-api/a-b/x'},
  {host: 'localhost', target: '/execute-api/', address: 'control /execute-api/'},
  {host: 'abc.execute-api.localhost:4600', target: '/prod', address: 'host abc /prod'},
  {host: 'abc.execute-api.localhost', target: '/_apigw/status', address: 'host abc /_apigw/status'},
  {host: 'abc-vpce-0123.execute-api.localhost', target: '/prod', address: 'host abc vpce-0123 /prod'},
  {host: 'vpce-0123.execute-api.localhost', target: '/prod', namedApiId: 'abc', address: 'host abc vpce-0123 /prod'},
  {host: 'vpce-0123.execute-api.localhost', target: '/prod', address: 'control /prod'},
  {host: 'abc.execute-api.localhost', target: '/prod', namedApiId: 'other', address: 'host abc /prod'},
  {host: 'api.example.com', target: '/_apigw/status', address: 'domain /_apigw/status'},
  {host: 'evil.example', target: '/', address: 'refused evil.example'},
  {host: 'localhost.evil.example', target: '/', address: 'refused localhost.evil.example'},
  {host: '127.0.0.1.evil.example:80', target: '/', address: 'refused 127.0.0.1.evil.example'},
  {
    host: 'abc.execute-api.localhost.evil.example',
    target: '/',
    address: 'refused abc.execute-api.localhost.evil.example',
  },
  {host: '169.254.169.254', target: '/', address: 'refused 169.254.169.254'},
]

for (const {host, target, namedApiId, address} of cases) {
  test(`addressOf: Host ${host ?? '(none)'} and ${target}`, () => {
    const found = addressOf(host, target, (name) => name === 'api.example.com', namedApiId)
    assert.equal(textOf(found), address)
  })
}

function textOf(address: ReturnType<typeof addressOf>): string {
  if (address.plane === 'refused') return `refused ${address.host}`
  if (address.plane !== 'data') return `${address.plane} ${address.target}`
  if (address.style === 'domain') return `domain ${address.target}`
  const {style, apiId, vpceId, target} = address
  return [style, apiId, vpceId, target].filter((part) => part !== undefined).join(' ')
}
