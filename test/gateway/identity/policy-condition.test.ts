import assert from 'node:assert/strict'
import {test} from 'vitest'
import {conditionHolds} from '../../../src/gateway/identity/policy-condition.js'

const values = new Map([
  ['aws:sourceip', ['192.0.2.17']],
  ['aws:six', ['2001:db8::17']],
  ['aws:epochtime', ['1583349317']],
  ['aws:name', ['Red']],
  ['aws:tags', ['a', 'b']],
])

// Source: IAM user guide, "IAM JSON policy elements: Condition operators" (read 2026).
const cases: {block: unknown; holds: boolean | undefined}[] = [
  {block: {}, holds: true},
  {block: {StringEquals: {'aws:name': 'Red'}}, holds: true},
  {block: {StringEquals: {'AWS:Name': ['Blue', 'Red']}}, holds: true},
  {block: {StringEquals: {'aws:name': 'red'}}, holds: false},
  {block: {StringEqualsIgnoreCase: {'aws:name': 'red'}}, holds: true},
  {block: {StringNotEquals: {'aws:name': ['Red', 'Blue']}}, holds: false},
  {block: {StringNotEqualsIgnoreCase: {'aws:name': 'blue'}}, holds: true},
  {block: {StringNotLike: {'aws:name': 'R*'}}, holds: false},
  {block: {StringLike: {'aws:name': 'R?d'}}, holds: true},
  {block: {StringEquals: {'aws:missing': 'x'}}, holds: false},
  {block: {StringNotEquals: {'aws:missing': 'x'}}, holds: true},
  {block: {StringEqualsIfExists: {'aws:missing': 'x'}}, holds: true},
  {block: {StringEqualsIfExists: {'aws:name': 'x'}}, holds: false},
  {block: {Null: {'aws:missing': 'true'}}, holds: true},
  {block: {Null: {'aws:name': true}}, holds: false},
  {block: {Null: {'aws:name': 'false'}}, holds: true},
  {block: {IpAddress: {'aws:sourceip': '192.0.2.0/24'}}, holds: true},
  {block: {IpAddress: {'aws:sourceip': '192.0.2.17'}}, holds: true},
  {block: {IpAddress: {'aws:sourceip': '192.0.2.0/28'}}, holds: false},
  {block: {IpAddress: {'aws:sourceip': '0.0.0.0/0'}}, holds: true},
  {block: {IpAddress: {'aws:sourceip': '2001:db8::/32'}}, holds: false},
  {block: {IpAddress: {'aws:six': '2001:db8::/32'}}, holds: true},
  {block: {IpAddress: {'aws:sourceip': '192.0.2.0/99'}}, holds: false},
  {block: {IpAddress: {'aws:sourceip': 'nonsense'}}, holds: false},
  {block: {NotIpAddress: {'aws:sourceip': '10.0.0.0/8'}}, holds: true},
  {block: {NumericLessThan: {'aws:epochtime': 1583349318}}, holds: true},
  {block: {NumericGreaterThanEquals: {'aws:epochtime': '1583349318'}}, holds: false},
  {block: {NumericNotEquals: {'aws:epochtime': '1'}}, holds: true},
  {block: {DateLessThan: {'aws:epochtime': '2020-03-05T00:00:00Z'}}, holds: true},
  {block: {DateGreaterThan: {'aws:epochtime': 'nonsense'}}, holds: false},
  {block: {'ForAllValues:StringEquals': {'aws:tags': ['a', 'b', 'c']}}, holds: true},
  {block: {'ForAllValues:StringEquals': {'aws:tags': ['a']}}, holds: false},
  {block: {'ForAllValues:StringEquals': {'aws:missing': ['a']}}, holds: true},
  {block: {'ForAnyValue:StringEquals': {'aws:tags': ['a']}}, holds: true},
  {block: {'ForAnyValue:StringEquals': {'aws:tags': ['c']}}, holds: false},
  {block: {StringEquals: {'aws:name': 'Red'}, IpAddress: {'aws:sourceip': '10.0.0.0/8'}}, holds: false},
  {block: {StringEquals: {'aws:name': 'Red', 'aws:tags': 'z'}}, holds: false},
  {block: {StringMaybe: {'aws:name': 'Red'}}, holds: undefined},
  {block: {StringEquals: {'aws:name': {}}}, holds: undefined},
  {block: {StringEquals: 'Red'}, holds: undefined},
  {block: [], holds: undefined},
  {block: null, holds: undefined},
  {block: {'__proto__x:StringEquals': {'aws:name': 'Red'}}, holds: undefined},
]

for (const {block, holds} of cases) {
  test(`the condition ${JSON.stringify(block)} ${holds === undefined ? 'is not understood' : holds ? 'holds' : 'does not hold'}`, () => {
    assert.equal(conditionHolds(block, values), holds)
  })
}
