import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parsePrincipal, principalConditions} from '../../../src/gateway/identity/principal.js'

const account = {accountId: '123456789012', partition: 'aws'}
const role = 'arn:aws:iam::123456789012:role/team/deploy'
const session = 'arn:aws:sts::123456789012:assumed-role/deploy/ci'

const cases = [
  {
    arn: 'arn:aws:iam::123456789012:root',
    principal: {type: 'root', userId: '123456789012', names: ['arn:aws:iam::123456789012:root']},
  },
  {
    arn: 'arn:aws:iam::123456789012:user/team/ann',
    principal: {type: 'user', userId: 'AIDA', names: ['arn:aws:iam::123456789012:user/team/ann'], userName: 'ann'},
  },
  {
    arn: role,
    shown: 'arn:aws:sts::123456789012:assumed-role/deploy/apigw-local',
    principal: {
      type: 'assumedRole',
      userId: 'AROA:apigw-local',
      names: ['arn:aws:sts::123456789012:assumed-role/deploy/apigw-local', role],
    },
  },
  {
    arn: session,
    principal: {
      type: 'assumedRole',
      userId: 'AROA:ci',
      names: [session, 'arn:aws:iam::123456789012:role/deploy'],
    },
  },
  {
    arn: 'arn:aws:sts::123456789012:federated-user/bob',
    principal: {
      type: 'federatedUser',
      userId: '123456789012:bob',
      names: ['arn:aws:sts::123456789012:federated-user/bob'],
    },
  },
]

for (const {arn, shown = arn, principal} of cases) {
  test(`parsePrincipal: ${arn} is a ${principal.type}`, () => {
    const parsed = parsePrincipal(arn)
    const withoutRandom = parsed && {...parsed, userId: parsed.userId.replace(/^(AIDA|AROA)[A-Z2-7]{17}/, '$1')}
    assert.deepEqual(withoutRandom, {...account, arn: shown, ...principal})
  })
}

test('parsePrincipal: what signs no requests is none', () => {
  const others = [
    '',
    'arn:aws:iam::123456789012:group/team',
    'arn:aws:iam::1234:user/ann',
    'arn:aws:iam::123456789012:user/',
    'arn:aws:sts::123456789012:assumed-role/deploy',
    'arn:aws:s3:::bucket',
  ]
  for (const arn of others) assert.equal(parsePrincipal(arn), undefined, arn)
})

test('principalConditions: a session is known by its role', () => {
  const principal = parsePrincipal(session)
  assert.ok(principal)
  const values = Object.fromEntries(principalConditions(principal, {principalOrgId: 'o-1', issuedAtMs: 0}))
  assert.deepEqual(values, {
    'aws:principalarn': ['arn:aws:iam::123456789012:role/deploy'],
    'aws:principalaccount': ['123456789012'],
    'aws:principaltype': ['AssumedRole'],
    'aws:userid': [principal.userId],
    'aws:principalorgid': ['o-1'],
    'aws:tokenissuetime': ['1970-01-01T00:00:00.000Z'],
  })
})
