import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import {accessKeySummaries, putAccessKey, removeAccessKey} from '../../../src/gateway/identity/access-key.js'
import {Store} from '../../../src/gateway/store/store.js'

const key = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  principalArn: 'arn:aws:iam::123456789012:user/ann',
}

test('a registered key is told without its secrets, until it is removed', () => {
  const store = Store.open()
  const temporary = {sessionToken: 'token', expiresAtMs: 2000, principalOrgId: 'o-a1b2c3d4e5', policy: {Statement: []}}
  const {accessKeyId, principalArn} = key
  const summary = {
    ...{accessKeyId, accountId: '123456789012', principalArn, principalOrgId: 'o-a1b2c3d4e5', policy: 'inline'},
    ...{expiresAtMs: 2000, createdAtMs: 1000},
  }
  assert.deepEqual(putAccessKey(store, {...key, ...temporary}, 1000), summary)
  assert.deepEqual(accessKeySummaries(store), [summary])
  assert.equal(store.get('accessKey', [accessKeyId])?.secretAccessKey, key.secretAccessKey)
  assert.deepEqual(removeAccessKey(store, {accessKeyId}), summary)
  assert.deepEqual(accessKeySummaries(store), [])
})

test('a managed policy is kept with its name', () => {
  const store = Store.open()
  const {policy} = putAccessKey(store, {...key, policy: 'AdministratorAccess'}, 0)
  assert.equal(policy, 'AdministratorAccess')
  assert.deepEqual(JSON.parse(store.get('accessKey', [key.accessKeyId])?.policy ?? ''), {
    Version: '2012-10-17',
    Statement: [{Effect: 'Allow', Action: '*', Resource: '*'}],
  })
})

const invalid = [
  {name: 'no object', body: [], why: 'The body is not a JSON object.'},
  {
    name: 'a principal that signs nothing',
    body: {...key, principalArn: 'arn:aws:iam::123456789012:group/team'},
    why: 'principalArn is not the ARN of a user, role, session, federated user or account root.',
  },
  {
    name: 'a short id',
    body: {...key, accessKeyId: '123456789012'},
    why: 'accessKeyId has to be 16 to 128 letters, digits or underscores.',
  },
  {
    name: 'a secret with a blank',
    body: {...key, secretAccessKey: 'not a secret'},
    why: 'secretAccessKey has to be 8 to 256 characters without blanks.',
  },
  {
    name: 'a time that is text',
    body: {...key, expiresAtMs: '1'},
    why: 'expiresAtMs is not a whole number of milliseconds.',
  },
  {
    name: 'an unknown managed policy',
    body: {...key, policy: 'constructor'},
    why: 'There is no policy constructor. It is a document, or one of AdministratorAccess, AmazonAPIGatewayAdministrator, AmazonAPIGatewayInvokeFullAccess.',
  },
  {
    name: 'a policy without statements',
    body: {...key, policy: {}},
    why: 'The policy needs a Statement whose Effect is Allow or Deny, and may have 6144 characters.',
  },
]

for (const {name, body, why} of invalid) {
  test(`a key with ${name} is not registered`, () => {
    const store = Store.open()
    assert.throws(
      () => putAccessKey(store, body, 0),
      (error) => error instanceof ApigwError && error.code === 'ACCESS_KEY_INVALID' && error.why === why,
    )
    assert.deepEqual(accessKeySummaries(store), [])
  })
}

test('removing a key that is not there names those that are', () => {
  const store = Store.open()
  putAccessKey(store, key, 0)
  assert.throws(
    () => removeAccessKey(store, {accessKeyId: 'AKIA'}),
    (error) => error instanceof ApigwError && error.why === 'It has these: AKIAIOSFODNN7EXAMPLE.',
  )
})
