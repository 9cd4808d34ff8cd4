import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Json} from '../../src/model/json.js'
import {asksForAddress, readRequest} from '../../src/project/simulate/read-request.js'
import type {RequestWords} from '../../src/project/simulate/read-request.js'
import {simulatePolicy} from '../../src/project/simulate/simulate-policy.js'
import {mockMethod, restLive} from '../support/live-apis.js'

const place = {region: 'eu-west-1', accountId: '123456789012', apiId: 'a1b2c3', stageName: 'prod'}
const ann = 'arn:aws:iam::123456789012:user/ann'
const stranger = 'arn:aws:iam::210987654321:user/eve'

const api = restLive({
  resources: ['/', '/pets', '/pets/{id}', '/{proxy+}'],
  methods: {
    'GET /pets': mockMethod(),
    'GET /pets/{id}': mockMethod({authorizationType: 'AWS_IAM'}),
    'POST /pets': mockMethod({authorizationType: 'CUSTOM', authorizer: 'partners'}),
    'PUT /pets': mockMethod({authorizationType: 'COGNITO_USER_POOLS', authorizer: 'login'}),
    'ANY /{proxy+}': mockMethod({apiKeyRequired: true}),
  },
}).api

function policyOf(...statements: object[]): Json {
  return JSON.parse(JSON.stringify({Version: '2012-10-17', Statement: statements})) as Json
}

const all = {Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*'}
const office = {...all, Sid: 'office', Condition: {IpAddress: {'aws:SourceIp': '203.0.113.0/24'}}}
const others = {...all, Effect: 'Deny', Sid: 'others', Condition: {NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}}}
const onlyAnn = {...all, Principal: {AWS: ann}}
const [inside, outside] = ['203.0.113.7', '198.51.100.1']

type Case = {name: string; policy?: Json; words: Partial<RequestWords>; expected: string; types?: 'PRIVATE'}

const anyone = 'GET /pets'
const signed = 'GET /pets/1'

const cases: Case[] = [
  {name: 'an open route without a policy', words: {route: anyone}, expected: 'ALLOW'},
  {name: 'an address that is allowed', policy: policyOf(office), words: {route: anyone, sourceIp: inside}, expected: 'ALLOW 1 office'}, // prettier-ignore
  {name: 'an address that nobody allows', policy: policyOf(office), words: {route: anyone, sourceIp: outside}, expected: 'DENY'}, // prettier-ignore
  {name: 'a deny beside an allow', policy: policyOf(all, others), words: {route: anyone, sourceIp: outside}, expected: 'DENY 2 others'}, // prettier-ignore
  {name: 'a route of the policy only', policy: policyOf({...all, Resource: 'execute-api:/prod/GET/pets'}), words: {route: anyone}, expected: 'ALLOW 1'}, // prettier-ignore
  {name: 'a policy for another stage', policy: policyOf({...all, Resource: 'execute-api:/dev/*'}), words: {route: anyone}, expected: 'DENY'}, // prettier-ignore
  {name: 'a condition that is not understood', policy: policyOf({...all, Condition: {Odd: {a: 'b'}}}), words: {route: anyone}, expected: 'DENY'}, // prettier-ignore
  {name: 'a deny that is not understood', policy: policyOf(all, {...all, Effect: 'Deny', Condition: {Odd: {a: 'b'}}}), words: {route: anyone}, expected: 'DENY 2'}, // prettier-ignore
  {name: 'a referer', policy: policyOf({...all, Condition: {StringLike: {'aws:Referer': 'https://shop.*'}}}), words: {route: anyone, referer: 'https://shop.example'}, expected: 'ALLOW 1'}, // prettier-ignore
  {name: 'IAM and nobody signs', policy: policyOf(all), words: {route: signed}, expected: 'DENY'},
  {name: 'IAM, same account, the policy allows', policy: policyOf(all), words: {route: signed, principal: ann}, expected: 'ALLOW 1'}, // prettier-ignore
  {name: 'IAM, same account, both silent', words: {route: signed, principal: ann}, expected: 'DENY'},
  {name: 'IAM, same account, the caller may', words: {route: signed, principal: ann, own: 'allow'}, expected: 'ALLOW'},
  {name: 'IAM, a policy of the caller', words: {route: signed, principal: ann, identityPolicy: policyOf({Effect: 'Allow', Action: 'execute-api:*', Resource: '*/prod/GET/pets/*'})}, expected: 'ALLOW'}, // prettier-ignore
  {name: 'IAM, the caller may not', policy: policyOf(all), words: {route: signed, principal: ann, own: 'deny'}, expected: 'DENY'}, // prettier-ignore
  {name: 'IAM, the account itself', words: {route: signed, principal: 'arn:aws:iam::123456789012:root'}, expected: 'ALLOW'}, // prettier-ignore
  {name: 'IAM, another account, only the policy allows', policy: policyOf(all), words: {route: signed, principal: stranger}, expected: 'DENY'}, // prettier-ignore
  {name: 'IAM, another account, both allow', policy: policyOf(all), words: {route: signed, principal: stranger, own: 'allow'}, expected: 'ALLOW 1'}, // prettier-ignore
  {name: 'IAM, a policy for somebody else', policy: policyOf(onlyAnn), words: {route: signed, principal: 'arn:aws:iam::123456789012:user/bob'}, expected: 'DENY'}, // prettier-ignore
  {name: 'a principal where nobody signs', policy: policyOf(onlyAnn), words: {route: anyone, principal: ann}, expected: 'DENY'}, // prettier-ignore
  {name: 'an authorizer alone', words: {route: 'POST /pets'}, expected: 'ALLOW'},
  {name: 'an authorizer that the policy does not let be asked', policy: policyOf(others), words: {route: 'POST /pets', sourceIp: outside}, expected: 'DENY 1 others'}, // prettier-ignore
  {name: 'an authorizer that is silent where the policy allows', policy: policyOf(all), words: {route: 'POST /pets', own: 'silent'}, expected: 'ALLOW 1'}, // prettier-ignore
  {name: 'an authorizer that denies', policy: policyOf(all), words: {route: 'POST /pets', own: 'deny'}, expected: 'DENY'}, // prettier-ignore
  {name: 'a user pool and a silent policy', policy: policyOf(office), words: {route: 'PUT /pets', sourceIp: outside}, expected: 'DENY'}, // prettier-ignore
  {name: 'a user pool without a policy', words: {route: 'PUT /pets'}, expected: 'ALLOW'},
  {name: 'no token', policy: policyOf(all), words: {route: 'PUT /pets', own: 'silent'}, expected: 'DENY'},
  {name: 'a private API from outside', types: 'PRIVATE', policy: policyOf(all), words: {route: anyone}, expected: 'DENY'}, // prettier-ignore
  {name: 'a private API without a policy', types: 'PRIVATE', words: {route: anyone, vpceId: 'vpce-1'}, expected: 'DENY'}, // prettier-ignore
  {name: 'a private API by its endpoint', types: 'PRIVATE', policy: policyOf({...all, Condition: {StringEquals: {'aws:SourceVpce': 'vpce-1'}}}), words: {route: anyone, vpceId: 'vpce-1'}, expected: 'ALLOW 1'}, // prettier-ignore
]

function simulate({policy, words, types = 'PRIVATE'}: Pick<Case, 'policy' | 'words' | 'types'>, isPrivate: boolean) {
  const endpointConfiguration = {...api.endpointConfiguration, ...(isPrivate && {types: [types]})}
  const asked = {route: anyone, principal: undefined, sourceIp: undefined, nowMs: 0, ...words}
  return simulatePolicy({...api, endpointConfiguration, ...(policy !== undefined && {policy})}, place, readRequest(asked)) // prettier-ignore
}

for (const {name, expected, ...given} of cases) {
  test(`simulatePolicy: ${name}: ${expected}`, () => {
    const {decision, decidedBy} = simulate(given, given.types !== undefined)
    const {number = '', sid = ''} = decidedBy ?? {}
    assert.equal([decision, number, sid].filter((each) => each !== '').join(' '), expected)
  })
}

test('simulatePolicy: says which part keeps a statement from applying, and what is taken for granted', () => {
  const {statements, assumes, route, resource} = simulate({policy: policyOf(office, onlyAnn), words: {route: 'GET /cats/1/', sourceIp: outside}}, false) // prettier-ignore
  assert.deepEqual(statements, [
    {number: 1, sid: 'office', effect: 'Allow', applies: 'no', because: ['Condition']},
    {number: 2, effect: 'Allow', applies: 'no', because: ['Principal']},
  ])
  assert.equal(route, 'ANY /{proxy+}')
  assert.equal(resource, 'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/prod/GET/cats/1')
  assert.deepEqual(assumes, ['The request has an API key of a usage plan of the stage: the route wants one.'])
})

test('simulatePolicy: what cannot be asked is refused', () => {
  const refusals: [Partial<RequestWords>, string][] = [
    [{route: 'ANY /pets'}, 'ROUTE_INVALID'],
    [{route: '/pets'}, 'ROUTE_INVALID'],
    [{route: 'GET /'}, 'PART_NOT_FOUND'],
    [{principal: 'ann'}, 'VALUE_INVALID'],
    [{sourceIp: '300.1.1.1'}, 'VALUE_INVALID'],
    [{vpceId: 'endpoint'}, 'VALUE_INVALID'],
    [{route: signed, principal: ann, identityPolicy: 'all'}, 'POLICY_INVALID'],
  ]
  for (const [words, code] of refusals) assert.throws(() => simulate({words}, false), {code}, JSON.stringify(words))
  assert.throws(() => simulate({policy: policyOf({Effect: 'Maybe'}), words: {}}, false), {code: 'POLICY_INVALID'})
})

test('asksForAddress: only policies with such a condition', () => {
  assert.equal(asksForAddress({...api, policy: policyOf(others)}), true)
  assert.equal(asksForAddress({...api, policy: policyOf(all)}), false)
  assert.equal(asksForAddress(api), false)
})
