import assert from 'node:assert/strict'
import {test} from 'vitest'
import {decideIdentityPolicy, decideResourcePolicy} from '../../../src/gateway/identity/decide-policy.js'
import {parsePrincipal} from '../../../src/gateway/identity/principal.js'

const arn = 'arn:aws:execute-api:eu-west-1:123456789012:api1/prod/GET/users/ann'
const question = {action: 'execute-api:Invoke', arn, values: new Map([['aws:username', ['ann']]])}
const allow = {Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*'}
const deny = {...allow, Effect: 'Deny'}

const identityCases = [
  {name: 'an action with wildcards', statement: {...allow, Action: 'EXECUTE-API:*'}, decision: 'allow'},
  {name: 'another service', statement: {...allow, Action: 'apigateway:*'}, decision: 'implicit-deny'},
  {name: 'NotAction of another', statement: {...allow, Action: undefined, NotAction: 's3:*'}, decision: 'allow'},
  {
    name: 'NotResource of this',
    statement: {...allow, Resource: undefined, NotResource: arn},
    decision: 'implicit-deny',
  },
  {name: 'a variable that fits', statement: {...allow, Resource: '*/users/${aws:username}'}, decision: 'allow'},
  {name: 'a variable that does not', statement: {...allow, Resource: '*/${aws:userid}'}, decision: 'implicit-deny'},
  {name: 'a default of a variable', statement: {...allow, Resource: "*/${aws:userid, 'ann'}"}, decision: 'allow'},
  {name: 'an escaped wildcard', statement: {...allow, Resource: '${*}'}, decision: 'allow'},
  {name: 'a deny beside an allow', statement: [allow, deny], decision: 'explicit-deny'},
  {name: 'a principal, which it may not have', statement: {...allow, Principal: '*'}, decision: 'implicit-deny'},
  {name: 'a deny with a principal', statement: [allow, {...deny, Principal: '*'}], decision: 'explicit-deny'},
  {
    name: 'a condition that holds',
    statement: {...allow, Condition: {StringEquals: {'aws:username': 'ann'}}},
    decision: 'allow',
  },
  {name: 'an unknown operator', statement: {...allow, Condition: {Odd: {'aws:x': '1'}}}, decision: 'implicit-deny'},
  {name: 'an unknown effect', statement: {...allow, Effect: 'Maybe'}, decision: undefined},
]

for (const {name, statement, decision} of identityCases) {
  test(`decideIdentityPolicy: ${name} gives ${decision ?? 'no decision'}`, () => {
    assert.equal(decideIdentityPolicy({Statement: statement}, question), decision)
  })
}

const user = 'arn:aws:iam::123456789012:user/ann'
const sessionArn = 'arn:aws:sts::123456789012:assumed-role/deploy/ci'
const own = '123456789012'
const other = '999999999999'

const principalCases = [
  {who: user, owner: own, named: user, decision: 'allow'},
  {who: user, owner: own, named: '*', decision: 'allow'},
  // The account delegates to its own policies: inside the account that is no permission yet.
  {who: user, owner: own, named: own, decision: 'implicit-deny'},
  {who: user, owner: own, named: `arn:aws:iam::${own}:root`, decision: 'implicit-deny'},
  {who: user, owner: other, named: own, decision: 'allow'},
  {who: user, owner: other, named: `arn:aws:iam::${own}:root`, decision: 'allow'},
  {who: `arn:aws:iam::${own}:root`, owner: own, named: own, decision: 'allow'},
  {who: sessionArn, owner: own, named: `arn:aws:iam::${own}:role/deploy`, decision: 'allow'},
  {who: sessionArn, owner: own, named: sessionArn, decision: 'allow'},
  {who: sessionArn, owner: own, named: user, decision: 'implicit-deny'},
  {who: undefined, owner: own, named: user, decision: 'implicit-deny'},
  {who: undefined, owner: own, named: '*', decision: 'allow'},
]

for (const {who, owner, named, decision} of principalCases) {
  test(`decideResourcePolicy: naming ${named} of an API of ${owner} gives ${who ?? 'nobody'} ${decision}`, () => {
    const principal = who === undefined ? undefined : parsePrincipal(who)
    const asked = {...question, ownerAccountId: owner, ...(principal !== undefined && {principal})}
    assert.equal(decideResourcePolicy({Statement: {...allow, Principal: {AWS: named}}}, asked), decision)
  })
}

test('decideResourcePolicy: a deny of the account hits everyone in it', () => {
  const principal = parsePrincipal(user)
  assert.ok(principal)
  const document = {
    Statement: [
      {...allow, Principal: '*'},
      {...deny, Principal: {AWS: own}},
    ],
  }
  assert.equal(decideResourcePolicy(document, {...question, ownerAccountId: own, principal}), 'explicit-deny')
})
