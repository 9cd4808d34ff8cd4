import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {AccessKeyRecord} from '../../../../src/gateway/store/access-key-record.js'
import {signHeaders, type Signing} from '../../../support/sdk-signer.js'
import {connectResult, newFixture, returns, startMs, type Fixture} from './websocket-fixture.js'
import {apiId} from './websocket-records.js'

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE'
const credentials = {accessKeyId, secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'}
const host = `${apiId}.execute-api.localhost:4600`
const allow = {
  Effect: 'Allow',
  Action: 'execute-api:Invoke',
  Resource: `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/prod/$connect`,
}

function iamFixture(key: Partial<AccessKeyRecord> = {}, statements: object[] = [allow]): Fixture {
  const fixture = newFixture({routes: {$connect: {authorizationType: 'AWS_IAM'}}}, {lambda: returns({statusCode: 200})})
  fixture.store.transaction(() =>
    fixture.store.put('accessKey', [accessKeyId], {
      ...{...credentials, accountId: '123456789012', createdAtMs: 0},
      principalArn: 'arn:aws:iam::123456789012:user/ann',
      policy: JSON.stringify({Statement: statements}),
      ...key,
    }),
  )
  return fixture
}

const signedBy = (changes: object = {}, signing: Partial<Signing> = {}): Promise<string[]> =>
  signHeaders({...credentials, ...changes}, {host, target: '/prod?room=1', nowMs: startMs, ...signing})

const forbidden = {status: 403, body: '{"message":"Forbidden"}'}
const cases: {
  name: string
  key?: Partial<AccessKeyRecord>
  statements?: object[]
  signed?: Promise<string[]>
  result: object
}[] = [
  {name: 'an allowed signer', result: {status: 101}},
  {
    name: 'nobody',
    signed: Promise.resolve([]),
    result: {status: 403, body: '{"message":"Missing Authentication Token"}'},
  },
  {name: 'a wrong secret', signed: signedBy({secretAccessKey: 'wrong-secret'}), result: forbidden},
  {name: 'an unknown key', signed: signedBy({accessKeyId: 'AKIAIOSFODNN7UNKNOWN'}), result: forbidden},
  {name: 'another service', signed: signedBy({}, {service: 'apigateway'}), result: forbidden},
  {name: 'another region', signed: signedBy({}, {region: 'us-east-1'}), result: forbidden},
  {name: 'another query', signed: signedBy({}, {target: '/prod?room=2'}), result: forbidden},
  {name: 'an old signature', signed: signedBy({}, {nowMs: startMs - 600_000}), result: forbidden},
  {name: 'a key without a policy', statements: [], result: forbidden},
  {name: 'a denying policy', statements: [allow, {...allow, Effect: 'Deny'}], result: forbidden},
  {
    name: 'a policy for another stage',
    statements: [{...allow, Resource: allow.Resource.replace('prod', 'test')}],
    result: forbidden,
  },
  {
    name: 'another account',
    key: {accountId: '210987654321', principalArn: 'arn:aws:iam::210987654321:user/bob'},
    result: forbidden,
  },
]

for (const {name, key, statements, signed = signedBy(), result} of cases) {
  test(`AWS_IAM on $connect: ${name}`, async () => {
    const fixture = iamFixture(key, statements)
    assert.deepEqual(await connectResult(fixture, '/prod?room=1', await signed), result)
    assert.equal(fixture.functionCalls.length, 'body' in result ? 0 : 1)
  })
}

test('the backend sees who signed, and no signature', async () => {
  const fixture = iamFixture()
  await connectResult(fixture, '/prod?room=1', await signedBy())
  const event = JSON.parse(fixture.functionCalls[0]?.payload ?? '{}') as {
    headers: object
    requestContext: {identity: object}
  }
  assert.deepEqual(
    Object.keys(event.headers).filter((name) => name.toLowerCase() === 'authorization'),
    [],
  )
  assert.deepEqual(
    {...event.requestContext.identity, caller: '', user: ''},
    {
      sourceIp: '192.0.2.7',
      accessKey: accessKeyId,
      accountId: '123456789012',
      caller: '',
      user: '',
      userArn: 'arn:aws:iam::123456789012:user/ann',
    },
  )
})
