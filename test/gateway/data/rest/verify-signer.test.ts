import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {AccessKeyRecord} from '../../../../src/gateway/store/access-key-record.js'
import {signHeaders, type Signing} from '../../../support/sdk-signer.js'
import {apiId, deploy, lambdaProxy, named, portsOf, returns, type Api} from './rest-fixture.js'

const nowMs = Date.UTC(2026, 2, 4, 19, 15, 17)
const accessKeyId = 'AKIAIOSFODNN7EXAMPLE'
const credentials = {accessKeyId, secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'}
const user = 'arn:aws:iam::123456789012:user/ann'
const host = `${apiId}.execute-api.localhost:4600`
const arn = `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/prod/GET/pets`
const shownArn = `arn:aws:execute-api:eu-west-1:********9012:${apiId}/prod/GET/pets`

const allow = {Effect: 'Allow', Action: 'execute-api:Invoke', Resource: arn}
const deny = {...allow, Effect: 'Deny'}

type Setup = {
  key?: Partial<AccessKeyRecord>
  /** Statements of the key's policy and of the resource policy. */
  identity?: object[]
  resource?: object[]
}

function iamApi({key, identity = [allow], resource}: Setup = {}): Api {
  const record: AccessKeyRecord = {
    ...{...credentials, accountId: '123456789012', principalArn: user, createdAtMs: 0},
    policy: JSON.stringify({Statement: identity}),
    ...key,
  }
  const ports = portsOf({nowMs: () => nowMs, lambda: returns({statusCode: 200, body: 'pets'})})
  return deploy(
    {
      routes: {
        'GET /pets': {...named('pets'), authorizationType: 'AWS_IAM'},
        'GET /event': lambdaProxy({authorizationType: 'AWS_IAM'}),
      },
      restApi: resource === undefined ? {} : {policy: JSON.stringify({Statement: resource})},
    },
    {...ports, findAccessKey: (id) => (id === record.accessKeyId ? record : undefined)},
  )
}

async function callSigned(
  api: Api,
  {signing = {}, credentials: changed = {}}: {signing?: Partial<Signing>; credentials?: object} = {},
): Promise<string> {
  const headers = await signHeaders({...credentials, ...changed}, {host, target: '/prod/pets', nowMs, ...signing})
  const {status, headers: answered, body} = await api.call('/pets', {headers})
  return status === 200 ? body : `${status} ${answered['x-amzn-errortype'] ?? ''} ${body}`
}

const refusal = (ending: string, who = user) =>
  `403 AccessDeniedException {"Message":"User: ${who} is not authorized to perform: execute-api:Invoke on resource: ${shownArn}${ending}"}`
const silent = refusal('')
const denied = refusal(' with an explicit deny')

const everyone = {Principal: '*'}
const table = [
  // Table A: one account.
  {identity: [allow], resource: [{...allow, ...everyone}], same: 'pets', cross: 'pets'},
  {identity: [allow], resource: [], same: 'pets', cross: silent},
  {identity: [allow], resource: undefined, same: 'pets', cross: silent},
  {identity: [allow], resource: [{...deny, ...everyone}], same: denied, cross: denied},
  {identity: [], resource: [{...allow, ...everyone}], same: 'pets', cross: silent},
  {identity: [], resource: [], same: silent, cross: silent},
  {identity: [], resource: [{...deny, ...everyone}], same: denied, cross: denied},
  {identity: [deny], resource: [{...allow, ...everyone}], same: denied, cross: denied},
  {identity: [allow, deny], resource: undefined, same: denied, cross: denied},
]

function say(statements: object[] | undefined): string {
  if (statements === undefined) return 'absent'
  return statements.map((statement) => (statement as {Effect: string}).Effect).join(' and ') || 'silent'
}

for (const {identity, resource, same, cross} of table) {
  test(`AWS_IAM: identity policy ${say(identity)}, resource policy ${say(resource)}`, async () => {
    assert.equal(await callSigned(iamApi({identity, ...(resource !== undefined && {resource})})), same)
    const principalArn = user.replace('123456789012', '999999999999')
    const stranger = iamApi({
      identity,
      ...(resource !== undefined && {resource}),
      key: {principalArn, accountId: '999999999999'},
    })
    assert.equal(await callSigned(stranger), cross.replace(user, principalArn))
  })
}

test('AWS_IAM: conditions see the signer', async () => {
  const condition = (name: string) => ({...allow, Condition: {StringEquals: {'aws:username': name}}})
  assert.equal(await callSigned(iamApi({identity: [condition('ann')]})), 'pets')
  assert.equal(await callSigned(iamApi({identity: [condition('bob')]})), silent)
  const resource = [{...allow, ...everyone, Condition: {ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::*:user/a*'}}}]
  assert.equal(await callSigned(iamApi({identity: [], resource})), 'pets')
})

test('AWS_IAM: the root of the account needs no policy', async () => {
  assert.equal(await callSigned(iamApi({identity: [], key: {principalArn: 'arn:aws:iam::123456789012:root'}})), 'pets')
})

const tokenInvalid = '{"message":"The security token included in the request is invalid."}'

const signatures = [
  {
    name: 'by a key that nobody registered',
    call: {credentials: {accessKeyId: 'AKIAOTHER'}},
    answer: `403 UnrecognizedClientException ${tokenInvalid}`,
  },
  {
    name: 'without the session token of the key',
    key: {sessionToken: 'token'},
    answer: `403 UnrecognizedClientException ${tokenInvalid}`,
  },
  {
    name: 'by a key that has expired',
    key: {expiresAtMs: nowMs},
    answer: '403 ExpiredTokenException {"message":"The security token included in the request is expired"}',
  },
  {
    name: 'six minutes ago',
    call: {signing: {nowMs: nowMs - 360_000}},
    answer:
      '403 InvalidSignatureException {"message":"Signature expired: 20260304T190917Z is now earlier than 20260304T191017Z (20260304T191517Z - 5 min.)"}',
  },
  {
    name: 'for another service',
    call: {signing: {service: 'lambda'}},
    answer: `403 InvalidSignatureException {"message":"Credential should be scoped to correct service: 'execute-api'. "}`,
  },
  {
    name: 'for another region',
    call: {signing: {region: 'us-east-1'}},
    answer: `403 InvalidSignatureException {"message":"Credential should be scoped to a valid region, not 'us-east-1'. "}`,
  },
]

for (const {name, key = {}, call = {}, answer} of signatures) {
  test(`AWS_IAM: a request signed ${name} is refused`, async () => {
    assert.equal(await callSigned(iamApi({key}), call), answer)
  })
}

test('AWS_IAM: a wrong signature is answered with the canonical string', async () => {
  const answer = await callSigned(iamApi(), {credentials: {secretAccessKey: 'wrong'}})
  assert.match(
    answer,
    /^403 InvalidSignatureException \{"message":"The request signature we calculated does not match .*\\n\\nThe Canonical String for this request should have been\\n'GET\\n\/prod\/pets\\n/,
  )
})

test('AWS_IAM: a request without a signature misses its token', async () => {
  const {status, headers, body} = await iamApi().call('/pets')
  assert.deepEqual(
    [status, headers['x-amzn-errortype'], body],
    [403, 'MissingAuthenticationTokenException', '{"message":"Missing Authentication Token"}'],
  )
})

test('another token than a signature is refused, also where there is no method', async () => {
  for (const target of ['/pets', '/nothing']) {
    const {status, headers, body} = await iamApi().call(target, {headers: ['Authorization', 'Bearer x']})
    assert.deepEqual([status, headers['x-amzn-errortype']], [403, 'IncompleteSignatureException'])
    assert.match(body, /^\{"message":"Invalid key=value pair \(missing equal-sign\) in Authorization header/)
  }
})

test('a refused key is told how to register, beside the text of AWS', async () => {
  const headers = await signHeaders({...credentials, accessKeyId: 'AKIAOTHER'}, {host, target: '/prod/pets', nowMs})
  const api = iamApi()
  const hint = (await api.call('/pets', {headers})).headers['x-apigw-local-hint']
  assert.equal(
    hint,
    'The local gateway does not know the access key AKIAOTHER: register it with "apigw local key add".',
  )
  assert.match(api.ports.invocations[0]?.errorMessage ?? '', /register it with "apigw local key add"/)
})

test('backends see who signed, and no signature', async () => {
  const api = iamApi({identity: [{...allow, Resource: '*'}], key: {principalOrgId: 'o-a1b2c3d4e5'}})
  const headers = await signHeaders(credentials, {host, target: '/prod/event', nowMs})
  assert.equal((await api.call('/event', {headers})).status, 200)
  const event = JSON.parse(api.ports.functionCalls[0]?.payload ?? '') as {
    headers: Record<string, string>
    requestContext: {identity: Record<string, unknown>}
  }
  const {identity} = event.requestContext
  assert.deepEqual(
    {...identity, caller: undefined, user: undefined},
    {
      cognitoIdentityPoolId: null,
      accountId: '123456789012',
      cognitoIdentityId: null,
      caller: undefined,
      sourceIp: '127.0.0.1',
      principalOrgId: 'o-a1b2c3d4e5',
      accessKey: accessKeyId,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: user,
      userAgent: null,
      user: undefined,
    },
  )
  assert.match(String(identity.caller), /^AIDA[A-Z2-7]{17}$/)
  assert.equal(identity.caller, identity.user)
  assert.equal('authorization' in event.headers, false)
})
