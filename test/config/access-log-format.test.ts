import assert from 'node:assert/strict'
import {test} from 'vitest'
import {accessLogFormat} from '../../src/config/access-log-format.js'

const cases = [
  {
    format: 'json',
    kind: 'http' as const,
    line: '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","requestTime":"$context.requestTime","httpMethod":"$context.httpMethod","routeKey":"$context.routeKey","status":"$context.status","protocol":"$context.protocol","responseLength":"$context.responseLength","extendedRequestId":"$context.extendedRequestId"}',
  },
  {
    format: 'json',
    kind: 'rest' as const,
    line: '{"requestId":"$context.requestId","extendedRequestId":"$context.extendedRequestId","ip":"$context.identity.sourceIp","caller":"$context.identity.caller","user":"$context.identity.user","requestTime":"$context.requestTime","httpMethod":"$context.httpMethod","resourcePath":"$context.resourcePath","status":"$context.status","protocol":"$context.protocol","responseLength":"$context.responseLength"}',
  },
  {
    format: 'csv',
    kind: 'rest' as const,
    line: '$context.identity.sourceIp,$context.identity.caller,$context.identity.user,$context.requestTime,$context.httpMethod,$context.resourcePath,$context.protocol,$context.status,$context.responseLength,$context.requestId,$context.extendedRequestId',
  },
  {
    format: 'xml',
    kind: 'http' as const,
    line: '<request id="$context.requestId"><ip>$context.identity.sourceIp</ip><requestTime>$context.requestTime</requestTime><httpMethod>$context.httpMethod</httpMethod><routeKey>$context.routeKey</routeKey><status>$context.status</status><protocol>$context.protocol</protocol><responseLength>$context.responseLength</responseLength><extendedRequestId>$context.extendedRequestId</extendedRequestId></request>',
  },
  {format: '$context.requestId toString', kind: 'rest' as const, line: '$context.requestId toString'},
  {format: 'toString', kind: 'rest' as const, line: 'toString'},
]

for (const {format, kind, line} of cases) {
  test(`accessLogFormat: ${format} of a ${kind} API`, () => {
    assert.equal(accessLogFormat(format, kind), line)
  })
}
