import assert from 'node:assert/strict'
import {test} from 'vitest'
import {formatRequestTime} from '../../../src/gateway/data/request-time.js'

// Example of the proxy event in the developer guide, "Lambda proxy integrations" (public copy April 2026).
test('formatRequestTime writes common log format in UTC', () => {
  assert.equal(formatRequestTime(1_583_349_317_135), '04/Mar/2020:19:15:17 +0000')
})
