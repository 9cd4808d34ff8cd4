import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {auditApi} from '../../../src/project/observe/audit-api.js'
import {renderAudit, renderAuditSarif} from '../../../src/render/audit.js'
import {httpApiOf, restApiOf} from '../../support/many-routes.js'
import {closeObserved, observedGateway} from '../../support/observed-gateway.js'

afterEach(closeObserved)

test('an audit of a live API, as text and as SARIF', async () => {
  const {watching} = await observedGateway(restApiOf(1), {kind: 'restStage', stageName: 'prod'})
  const report = await auditApi(watching, {'fail-on': 'medium'})
  assert.deepEqual(
    report.findings.map(({rule, on}) => `${rule} ${on}`),
    ['access-log-off stage prod', 'no-throttle stage prod', 'no-waf stage prod', 'open-read-route GET /area0/thing0'],
  )
  assert.deepEqual([report.counts, report.refused], [{high: 0, medium: 2, low: 2}, true])
  assert.equal((await auditApi(watching, {'fail-on': 'high'})).refused, false)
  assert.match(
    renderAudit(report, {colour: false}),
    /^medium {2}access-log-off {2}Nobody can tell[^]*pets: 0 high, 2 medium, 2 low\.$/,
  )
  const sarif = JSON.parse(renderAuditSarif(report, '1.2.3')) as {
    version: string
    runs: {results: {ruleId: string; level: string}[]}[]
  }
  assert.equal(sarif.version, '2.1.0')
  assert.deepEqual(
    sarif.runs[0]?.results.map(({ruleId, level}) => `${ruleId} ${level}`),
    ['access-log-off warning', 'no-throttle warning', 'no-waf note', 'open-read-route note'],
  )
})

test('an HTTP API in order has no findings but what is open', async () => {
  const {watching} = await observedGateway(httpApiOf(1), {
    kind: 'httpStage',
    stageName: 'prod',
    autoDeploy: true,
    defaultRouteSettings: {throttlingRateLimit: 5, throttlingBurstLimit: 5},
  })
  const {findings} = await auditApi(watching, {})
  assert.deepEqual(
    findings.map(({rule}) => rule),
    ['access-log-off', 'open-read-route'],
  )
})
