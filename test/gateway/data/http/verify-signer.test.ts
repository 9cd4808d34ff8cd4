import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {AccessKeyRecord} from '../../../../src/gateway/store/access-key-record.js'
import {signHeaders, type Credentials} from '../../../support/sdk-signer.js'
import {answering, newDeployment, newPorts, send, type PortsFixture} from './http-fixture.js'

const nowMs = Date.UTC(2026, 2, 4, 19, 15, 17)
const credentials = {accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'}
const principalArn = 'arn:aws:sts::123456789012:assumed-role/deploy/ci'
const arn = 'arn:aws:execute-api:eu-west-1:123456789012:api1/$default/GET/pets'
const allow = {Effect: 'Allow', Action: 'execute-api:*', Resource: arn}

function portsOf(key: Partial<AccessKeyRecord> & {statements?: object[]}): PortsFixture {
  const {statements = [allow], ...changes} = key
  const policy = JSON.stringify({Statement: statements})
  const record = {...credentials, accountId: '123456789012', principalArn, createdAtMs: 0, policy, ...changes}
  const findAccessKey = (id: string) => (id === record.accessKeyId ? record : undefined)
  return {...newPorts({nowMs: () => nowMs, invokeFunction: answering({statusCode: 200, body: 'pets'})}), findAccessKey}
}

async function call(
  ports: PortsFixture,
  payloadFormatVersion = '2.0',
  signer?: Credentials,
): Promise<[string, string]> {
  const route = {routeKey: 'GET /pets', authorizationType: 'AWS_IAM', integration: {payloadFormatVersion}}
  const signing = {host: 'api1.execute-api.localhost:4600', target: '/pets', nowMs}
  const headers = signer === undefined ? [] : await signHeaders(signer, signing)
  const {status, body} = await send(newDeployment({routes: [route]}), ports, 'GET /pets', {headers})
  return [`${status} ${body}`, ports.invocations[0]?.errorMessage ?? '']
}

const refusals: {name: string; key?: Parameters<typeof portsOf>[0]; signer?: Credentials; reason: RegExp}[] = [
  {name: 'nobody signed', reason: /nobody signed/},
  {
    name: 'the secret is another',
    signer: {...credentials, secretAccessKey: 'wrong'},
    reason: /signature we calculated/,
  },
  {
    name: 'the key is not registered',
    signer: {...credentials, accessKeyId: 'AKIAOTHER'},
    reason: /register it with "apigw local key add"/,
  },
  {name: 'the policy is silent', key: {statements: []}, signer: credentials, reason: /policy does not allow it/},
  {
    name: 'the policy denies',
    key: {statements: [allow, {...allow, Effect: 'Deny'}]},
    signer: credentials,
    reason: /explicit deny/,
  },
  {
    name: 'the caller is of another account',
    key: {principalArn: 'arn:aws:iam::999999999999:user/ann'},
    signer: credentials,
    reason: /not of the API's account/,
  },
]

for (const {name, key = {}, signer, reason} of refusals) {
  test(`AWS_IAM of an HTTP API: 403 Forbidden when ${name}`, async () => {
    const [answer, message] = await call(portsOf(key), '2.0', signer)
    assert.equal(answer, '403 {"message":"Forbidden"}')
    assert.match(message, reason)
  })
}

test('AWS_IAM of an HTTP API: payload format 2.0 shows the signer as authorizer', async () => {
  const ports = portsOf({})
  assert.equal((await call(ports, '2.0', credentials))[0], '200 pets')
  const event = JSON.parse(ports.invoked[0]?.payload ?? '') as {requestContext: {authorizer: {iam: {userId: string}}}}
  const {iam} = event.requestContext.authorizer
  assert.match(iam.userId, /^AROA[A-Z2-7]{17}:ci$/)
  assert.deepEqual(iam, {
    accessKey: credentials.accessKeyId,
    accountId: '123456789012',
    callerId: iam.userId,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: principalArn,
    userId: iam.userId,
  })
})

test('AWS_IAM of an HTTP API: payload format 1.0 shows the signer as identity', async () => {
  const ports = portsOf({})
  assert.equal((await call(ports, '1.0', credentials))[0], '200 pets')
  const event = JSON.parse(ports.invoked[0]?.payload ?? '') as {
    requestContext: {identity: Record<string, unknown>; authorizer?: unknown}
  }
  const {accessKey, userArn, accountId, sourceIp, cognitoAmr} = event.requestContext.identity
  assert.deepEqual(
    [accessKey, userArn, accountId, sourceIp, cognitoAmr],
    [credentials.accessKeyId, principalArn, '123456789012', '192.0.2.7', null],
  )
  assert.equal(event.requestContext.authorizer, undefined)
})
