import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {takeToken} from '../../../src/gateway/data/token-bucket.js'
import type {Bucket} from '../../../src/gateway/data/token-bucket.js'

test('takeToken: never more than the burst at once, nor than burst and rate over any time', () => {
  const requests = fc.array(fc.nat({max: 500}), {maxLength: 200})
  fc.assert(
    fc.property(fc.nat({max: 20}), fc.nat({max: 50}), requests, (burstLimit, rateLimit, gaps) => {
      let bucket: Bucket | undefined
      let [nowMs, allowed] = [0, 0]
      for (const gapMs of gaps) {
        nowMs += gapMs
        const taken = takeToken(bucket, {rateLimit, burstLimit}, nowMs)
        bucket = taken.bucket
        if (taken.isAllowed) allowed += 1
      }
      assert.ok(allowed <= burstLimit + ((nowMs - (gaps[0] ?? 0)) * rateLimit) / 1000 + 1e-6)
    }),
  )
})

test('takeToken: time that runs backwards neither fills nor empties the bucket', () => {
  const limit = {rateLimit: 1, burstLimit: 2}
  const first = takeToken(undefined, limit, 10_000)
  assert.deepEqual(takeToken(first.bucket, limit, 0), {isAllowed: true, bucket: {tokens: 0, atMs: 0}})
})
