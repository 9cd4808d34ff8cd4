import assert from 'node:assert/strict'
import {test} from 'vitest'
import {originUrl} from '../../../src/gateway/data/origin-url.js'

test('originUrl: an origin is one URL object', () => {
  const origins = new Map<string, URL>()
  const first = originUrl(origins, 'http://127.0.0.1:8080')
  assert.equal(first?.href, 'http://127.0.0.1:8080/')
  assert.equal(originUrl(origins, 'http://127.0.0.1:8080'), first)
})

test('originUrl: what is no origin is not kept', () => {
  const origins = new Map<string, URL>()
  assert.equal(originUrl(origins, 'http://['), undefined)
  assert.equal(origins.size, 0)
})

test('originUrl: hosts that clients make up do not add up', () => {
  const origins = new Map<string, URL>()
  for (let index = 0; index < 1000; index += 1) originUrl(origins, `http://${index}.example.com`)
  assert.ok(origins.size <= 100)
})
