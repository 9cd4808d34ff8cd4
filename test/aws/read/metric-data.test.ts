import assert from 'node:assert/strict'
import {test} from 'vitest'
import {readMetricData} from '../../../src/aws/read/metric-data.js'
import {planeClients} from '../../support/plane-clients.js'

test('1,201 series take three calls, and none takes none', async () => {
  const clients = planeClients()
  const query = {metricName: 'Count', dimensions: {ApiId: 'abc'}, stat: 'Sum', periodSeconds: 60}
  const span = {fromMs: 1_700_000_000_000 - 60_000, toMs: 1_700_000_000_000}
  const read = await readMetricData(clients, new Array(1201).fill(query), span)
  assert.deepEqual([read.length, clients.limiter.calls.byOperation], [1201, {GetMetricData: 3}])
  assert.deepEqual(await readMetricData(clients, [], span), [])
  assert.equal(clients.limiter.calls.total, 3)
})
