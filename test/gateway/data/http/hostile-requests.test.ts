import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {newDeployment, newPorts, send, type RouteFixture} from './http-fixture.js'

// What clients may send to an HTTP API, however odd: every request is answered, with a status that AWS has for such a
// case, and no failure is one that the gateway did not foresee.
const runs = {numRuns: 300}
const statuses = new Set([200, 204, 400, 401, 403, 404, 413, 431, 500, 503])

const odd = fc.constantFrom(
  ...[
    '%2e',
    '%2E%2e',
    '%2f',
    '%5c',
    '%00',
    '%',
    '%%',
    '%zz',
    '%c0%af',
    '%F0%9F%90%95',
    '%u0061',
    '%7Bid%7D',
    '..',
    '.',
  ],
  ...['//', '/', '\\', ';a=b', '{proxy+}', '$default', '\u0130', '\ud800', '__proto__', 'constructor', '+', '#', '?'],
)
const part = fc.oneof(odd, fc.string({maxLength: 12}), fc.string({unit: 'binary', maxLength: 6}))
const path = fc.array(part, {maxLength: 10}).map((parts) => `/${parts.join('')}`.replaceAll(' ', '%20'))
const query = fc
  .array(part, {maxLength: 6})
  .map((parts) => (parts.length === 0 ? '' : `?${parts.join('&')}`.replaceAll(' ', '+')))

const proxied: Partial<NonNullable<RouteFixture['integration']>> = {
  integrationType: 'HTTP_PROXY',
  integrationMethod: 'ANY',
  integrationUri: 'http://backend.example/{proxy}',
  payloadFormatVersion: '1.0',
  requestParameters: {
    'append:header.x-q': '$request.querystring.q',
    'overwrite:path': '/in/$request.path.proxy',
    'append:querystring.h': '$request.header.x-odd',
  },
}
const routes: readonly RouteFixture[] = [
  {routeKey: 'GET /pets/{id}'},
  {routeKey: 'ANY /in/{proxy+}', integration: proxied},
  {routeKey: '$default', integration: {payloadFormatVersion: '1.0'}},
]

function newOutside() {
  return newPorts({
    invokeFunction: () => ({outcome: 'success', payload: '{"statusCode":200,"body":"made"}'}),
    callBackend: () => ({status: 200, headers: [], body: Buffer.from('from afar')}),
  })
}

async function check(line: string, headers: readonly string[], body: string): Promise<void> {
  const ports = newOutside()
  const cors = {allowOrigins: ['*'], allowMethods: ['*'], allowHeaders: ['*']}
  const {status} = await send(newDeployment({api: {corsConfiguration: cors}, routes}), ports, line, {headers, body})
  assert.ok(statuses.has(status), `status ${status}`)
  assert.doesNotMatch(ports.invocations.at(-1)?.errorMessage ?? '', /Internal error of the local gateway/)
}

test('any path and query finds a route or is refused', async () => {
  const line = fc.tuple(fc.constantFrom('GET', 'POST', 'OPTIONS'), fc.constantFrom('', '/pets', '/in'), path, query)
  await fc.assert(
    fc.asyncProperty(line, ([method, prefix, below, search]) => check(`${method} ${prefix}${below}${search}`, [], '')),
    runs,
  )
})

const name = fc.constantFrom(
  ...[
    'cookie',
    'Cookie',
    'origin',
    'access-control-request-method',
    'content-type',
    'content-length',
    'expect',
    'host',
  ],
  ...[
    'x-forwarded-for',
    'forwarded',
    'connection',
    'transfer-encoding',
    'x-odd',
    '__proto__',
    'constructor',
    'x-amzn-trace-id',
  ],
)

test('any headers and body reach the integration or are refused', async () => {
  const headers = fc.array(fc.tuple(name, part), {maxLength: 12}).map((pairs) => pairs.flat())
  await fc.assert(
    fc.asyncProperty(headers, fc.string({unit: 'binary', maxLength: 40}), (list, body) =>
      check('POST /in/a?q=1', list, body),
    ),
    runs,
  )
})
