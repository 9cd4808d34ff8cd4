import assert from 'node:assert/strict'
import {test} from 'vitest'
import {decidePolicy} from '../../../src/gateway/data/invoke-policy.js'

const arn = 'arn:aws:execute-api:eu-west-1:123456789012:api1/prod/GET/pets/1'
const allow = {Effect: 'Allow', Action: 'execute-api:Invoke', Resource: arn}
const deny = {...allow, Effect: 'Deny'}

const cases = [
  {name: 'one statement that allows', statement: allow, decision: 'allow'},
  {name: 'a deny beside an allow', statement: [allow, deny], decision: 'explicit-deny'},
  {name: 'nothing that matches', statement: [{...allow, Resource: 'arn:*:toys'}], decision: 'implicit-deny'},
  {name: 'no statements', statement: [], decision: 'implicit-deny'},
  {name: 'an action in other case', statement: {...allow, Action: ['EXECUTE-API:invoke']}, decision: 'allow'},
  {name: 'another action', statement: {...allow, Action: 'execute-api:InvalidateCache'}, decision: 'implicit-deny'},
  {name: 'an allow with a condition', statement: {...allow, Condition: {}}, decision: 'implicit-deny'},
  {
    name: 'a deny with a condition',
    statement: [allow, {...deny, Resource: 'x', Condition: {}}],
    decision: 'explicit-deny',
  },
  {name: 'an allow with NotResource', statement: {...allow, NotResource: 'x'}, decision: 'implicit-deny'},
  {name: 'a statement without resource', statement: {Effect: 'Allow', Action: '*'}, decision: undefined},
  {name: 'an unknown effect', statement: {...allow, Effect: 'allow'}, decision: undefined},
  {name: 'a statement that is text', statement: ['Allow'], decision: undefined},
  {name: 'no statement member', statement: undefined, decision: undefined},
] as const

for (const {name, statement, decision} of cases) {
  test(`decidePolicy: ${name} gives ${decision ?? 'no decision'}`, () => {
    assert.equal(decidePolicy({Version: '2012-10-17', Statement: statement}, arn), decision)
  })
}

test('decidePolicy: what is no document has no decision', () => {
  for (const document of [null, undefined, 'text', [], 1]) assert.equal(decidePolicy(document, arn), undefined)
})
