import assert from 'node:assert/strict'
import {test} from 'vitest'
import {isCrossSite} from '../../src/gateway/cross-site.js'

const host = '127.0.0.1:4600'

const cases = [
  {name: 'a client that is no browser', headers: {host}, crossSite: false},
  {name: 'an address typed by the user', headers: {host, 'sec-fetch-site': 'none'}, crossSite: false},
  {
    name: 'the console page',
    headers: {host, 'sec-fetch-site': 'same-origin', origin: `http://${host}`},
    crossSite: false,
  },
  {name: 'an old browser on the console page', headers: {host, origin: `http://${host}`}, crossSite: false},
  {name: 'another site', headers: {host, 'sec-fetch-site': 'cross-site'}, crossSite: true},
  {name: 'another port', headers: {host, 'sec-fetch-site': 'same-site'}, crossSite: true},
  {name: 'an old browser on another site', headers: {host, origin: 'https://evil.example'}, crossSite: true},
  {name: 'another port in an old browser', headers: {host, origin: 'http://127.0.0.1:8080'}, crossSite: true},
  {name: 'a sandboxed frame', headers: {host, origin: 'null'}, crossSite: true},
  {name: 'an extension', headers: {host, origin: 'chrome-extension://x', 'sec-fetch-site': 'none'}, crossSite: true},
]

for (const {name, headers, crossSite} of cases) {
  test(`isCrossSite: ${name}`, () => {
    assert.equal(isCrossSite(headers), crossSite)
  })
}
