import assert from 'node:assert/strict'
import {APIGatewayClient, CreateRestApiCommand, GetRestApisCommand} from '@aws-sdk/client-api-gateway'
import {ApiGatewayV2Client, GetApiCommand, GetApisCommand} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {serviceOperations} from '../../../src/gateway/control/operations.js'
import type {AccessKeyRecord} from '../../../src/gateway/store/access-key-record.js'
import {refusal, testControlPlane, testNowMs} from '../../support/control-plane.js'
import {clientOptions} from '../../support/in-process-aws.js'

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE'
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const administrator = {Version: '2012-10-17', Statement: {Effect: 'Allow', Action: '*', Resource: '*'}}

type Changes = {
  key?: Partial<AccessKeyRecord>
  credentials?: {accessKeyId?: string; secretAccessKey?: string; sessionToken?: string}
  /** How far the client's clock is ahead. */
  skewMs?: number
  policy?: object
}

/** Options of a client of a control plane where one key is registered. */
function options({key, credentials, skewMs = 0, policy = administrator}: Changes = {}) {
  const {controlPlane, store} = testControlPlane(serviceOperations)
  const record: AccessKeyRecord = {
    ...{accessKeyId, secretAccessKey, accountId: '123456789012'},
    principalArn: 'arn:aws:iam::123456789012:user/ann',
    ...{policy: JSON.stringify(policy), createdAtMs: testNowMs},
    ...key,
  }
  store.transaction(() => store.put('accessKey', [accessKeyId], record))
  return {
    ...clientOptions(controlPlane),
    credentials: {accessKeyId, secretAccessKey, ...credentials},
    systemClockOffset: testNowMs - Date.now() + skewMs,
  }
}

const invalid = 'UnrecognizedClientException 403 The security token included in the request is invalid.'

const cases: {name: string; changes: Changes; answer: RegExp | string}[] = [
  {name: 'a right signature', changes: {}, answer: '0 items'},
  {
    name: 'another secret',
    changes: {credentials: {secretAccessKey: 'wrong'}},
    answer:
      /^InvalidSignatureException 403 The request signature we calculated does not match .*\n\nThe Canonical String/s,
  },
  {
    name: 'a clock six minutes behind',
    changes: {skewMs: -360_000},
    answer: /^InvalidSignatureException 403 Signature expired: \d{8}T\d{6}Z is now earlier than .* - 5 min\.\)$/,
  },
  {name: 'a key that nobody registered', changes: {credentials: {accessKeyId: '222222222222'}}, answer: '0 items'},
  {name: 'a session token that is missing', changes: {key: {sessionToken: 'token'}}, answer: invalid},
  {
    name: 'the right session token',
    changes: {key: {sessionToken: 'to/ken'}, credentials: {sessionToken: 'to/ken'}},
    answer: '0 items',
  },
  {
    name: 'credentials that have expired',
    changes: {key: {expiresAtMs: testNowMs}},
    answer: 'ExpiredTokenException 403 The security token included in the request is expired',
  },
  {
    name: 'a policy for another action',
    changes: {policy: {Statement: {Effect: 'Allow', Action: 'apigateway:POST', Resource: '*'}}},
    answer:
      'AccessDeniedException 403 User: arn:aws:iam::123456789012:user/ann is not authorized to perform: apigateway:GET on resource: arn:aws:apigateway:eu-west-1::/restapis because no identity-based policy allows the apigateway:GET action',
  },
  {
    name: 'a policy that denies',
    changes: {policy: {Statement: [administrator.Statement, {Effect: 'Deny', Action: 'apigateway:*', Resource: '*'}]}},
    answer:
      'AccessDeniedException 403 User: arn:aws:iam::123456789012:user/ann is not authorized to perform: apigateway:GET on resource: arn:aws:apigateway:eu-west-1::/restapis with an explicit deny in an identity-based policy',
  },
  {name: 'the root of an account', changes: {key: {principalArn: 'arn:aws:iam::123456789012:root'}}, answer: '0 items'},
]

for (const {name, changes, answer} of cases) {
  test(`a control-plane call with ${name}`, async () => {
    const client = new APIGatewayClient(options(changes))
    const call = client.send(new GetRestApisCommand({}))
    if (answer === '0 items') assert.deepEqual((await call).items, [])
    else if (typeof answer === 'string') assert.equal(await refusal(call), answer)
    else assert.match(await refusal(call), answer)
  })
}

test('a policy of version 2 names paths without their prefix', async () => {
  const statement = {Effect: 'Allow', Action: 'apigateway:GET', Resource: 'arn:aws:apigateway:*::/apis'}
  const client = new ApiGatewayV2Client(options({policy: {Statement: statement}}))
  assert.deepEqual((await client.send(new GetApisCommand({}))).Items, [])
  assert.match(
    await refusal(client.send(new GetApiCommand({ApiId: 'a1'}))),
    /^AccessDeniedException 403 User: \S+ is not authorized to perform: apigateway:GET on resource: arn:aws:apigateway:eu-west-1::\/apis\/a1 /,
  )
})

test("the account of a call is that of the key's principal", async () => {
  const changes = {key: {accountId: '999999999999', principalArn: 'arn:aws:iam::999999999999:root'}}
  const shared = options(changes)
  const named = new APIGatewayClient(shared)
  await named.send(new CreateRestApiCommand({name: 'pets'}))
  const other = new APIGatewayClient({...shared, credentials: {accessKeyId: '999999999999', secretAccessKey: 'any'}})
  const stranger = new APIGatewayClient({...shared, credentials: {accessKeyId: 'AKIATEST', secretAccessKey: 'any'}})
  assert.equal((await other.send(new GetRestApisCommand({}))).items?.length, 1)
  assert.equal((await stranger.send(new GetRestApisCommand({}))).items?.length, 0)
})
