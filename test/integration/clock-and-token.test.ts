import assert from 'node:assert/strict'
import {rmSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, test} from 'vitest'
import {startGateway, type Gateway} from '../../src/gateway/server.js'
import {runCli, temporaryFolder} from '../support/cli.js'

const folder = temporaryFolder()
const state = join(folder, 'state')
let gateway: Gateway
let base: string

const userPool = 'eu-west-1_AbCdEf123'
const poolArn = `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${userPool}`

/** A control-plane call as a client without signature sends it. */
async function control(method: string, path: string, body?: object): Promise<Record<string, string>> {
  const response = await fetch(`${gateway.url}${path}`, {
    method,
    headers: {'content-type': 'application/json'},
    ...(body && {body: JSON.stringify(body)}),
  })
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`)
  return (await response.json()) as Record<string, string>
}

/** A REST API whose method takes tokens of a user pool, with one request per second on the stage. */
beforeAll(async () => {
  gateway = await startGateway({port: 0, stateDirectory: state, auth: 'none', version: 'test'})
  const {id = '', rootResourceId = ''} = await control('POST', '/restapis', {name: 'pets'})
  const authorizer = await control('POST', `/restapis/${id}/authorizers`, {
    name: 'pool',
    type: 'COGNITO_USER_POOLS',
    providerARNs: [poolArn],
    identitySource: 'method.request.header.Authorization',
  })
  const method = `/restapis/${id}/resources/${rootResourceId}/methods/GET`
  await control('PUT', method, {authorizationType: 'COGNITO_USER_POOLS', authorizerId: authorizer.id})
  await control('PUT', `${method}/responses/200`, {})
  await control('PUT', `${method}/integration`, {
    type: 'MOCK',
    requestTemplates: {'application/json': '{"statusCode": 200}'},
  })
  await control('PUT', `${method}/integration/responses/200`, {
    responseTemplates: {'application/json': '$context.authorizer.claims.sub $context.authorizer.claims.email'},
  })
  await control('POST', `/restapis/${id}/deployments`, {stageName: 'dev'})
  base = `${gateway.url}/execute-api/${id}/dev/`
})

afterAll(async () => {
  await gateway.close()
  rmSync(folder, {recursive: true})
})

async function call(token: string): Promise<{status: number; body: string}> {
  const response = await fetch(base, {headers: {Authorization: token}})
  return {status: response.status, body: await response.text()}
}

function apigw(...args: string[]) {
  return runCli([...args, '--state', state], {cwd: folder})
}

test('a token of the test issuer opens a user pool only after the pool was mapped to it', async () => {
  const refused = await apigw('local', 'token', '--user-pool', userPool)
  assert.equal(refused.code, 1, refused.stderr)
  assert.match(refused.stderr, /is not mapped to the test issuer[^]*--trust/)
  const made = await apigw('local', 'token', '--user-pool', poolArn, '--trust', '--claim', 'email=rex@example.com')
  assert.equal(made.code, 0, made.stderr)
  assert.deepEqual(await call(made.stdout.trim()), {status: 200, body: 'test-user rex@example.com'})
})

test('the clock makes a token expire', async () => {
  const {stdout} = await apigw('local', 'token', '--user-pool', userPool, '--expires', '30m')
  const token = stdout.trim()
  assert.equal((await call(token)).status, 200)
  const advanced = await apigw('local', 'clock', 'advance', '31m')
  assert.match(advanced.stdout, /, 31m ahead of this machine\n$/)
  assert.deepEqual(await call(token), {status: 401, body: '{"message":"The incoming token has expired"}'})
  const fresh = await apigw('local', 'token', '--user-pool', userPool)
  assert.equal((await call(fresh.stdout.trim())).status, 200)
})

test('tokens that are expired, of another kind, or of no known issuer are refused', async () => {
  const pool = ['local', 'token', '--user-pool', userPool]
  const [expired, access, own] = await Promise.all([
    apigw(...pool, '--expires', '-1h'),
    apigw(...pool, '--use', 'access'),
    apigw('local', 'token'),
  ])
  const answers = await Promise.all([expired, access, own].map(({stdout}) => call(stdout.trim())))
  assert.deepEqual(answers, [
    {status: 401, body: '{"message":"The incoming token has expired"}'},
    {status: 401, body: '{"message":"Unauthorized"}'},
    {status: 401, body: '{"message":"Unauthorized"}'},
  ])
})

test('the discovery document leads to the keys', async () => {
  const discovery = (await (
    await fetch(`${gateway.url}/_apigw/issuer/.well-known/openid-configuration`)
  ).json()) as Record<string, string>
  const keys = (await (await fetch(discovery.jwks_uri ?? '')).json()) as {keys: Record<string, string>[]}
  assert.equal(discovery.issuer, `${gateway.url}/_apigw/issuer`)
  assert.deepEqual(
    keys.keys.map(({kty, use, alg, d}) => [kty, use, alg, d]),
    [['RSA', 'sig', 'RS256', undefined]],
  )
})

test('the clock is shown, set forward only, and reset', async () => {
  const set = await apigw('local', 'clock', 'set', '2099-01-01')
  assert.match(set.stdout, /^2099-01-01T00:00:00\.\d{3}Z, \d+d/)
  const back = await apigw('local', 'clock', 'set', '2000-01-01')
  assert.equal(back.code, 1, back.stderr)
  assert.match(back.stderr, /only moves forward/)
  const shown = JSON.parse((await apigw('local', 'clock', 'show', '--json')).stdout) as {
    nowMs: number
    offsetMs: number
  }
  assert.ok(shown.nowMs >= Date.parse('2099-01-01') && shown.offsetMs > 0)
  const reset = await apigw('local', 'clock', 'reset')
  assert.match(reset.stdout, /, the time of this machine\n$/)
  assert.equal((await apigw('local', 'clock', 'advance', 'soon')).code, 64)
})

test('without a gateway there is no clock to ask', async () => {
  const {code, stderr} = await runCli(['local', 'clock', 'show', '--state', join(folder, 'none')], {cwd: folder})
  assert.equal(code, 1)
  assert.match(stderr, /GATEWAY_NOT_RUNNING/)
})
