import assert from 'node:assert/strict'
import {test} from 'vitest'
import {
  evaluateSelection,
  memberAt,
  parseSelectionExpression,
} from '../../../../src/gateway/data/websocket/selection-expression.js'

const body: unknown = JSON.parse(
  '{"action":"send","deep":{"a":{"b":7}},"list":["x",{"y":1},null],"flag":true,"none":null,"":"blank"}',
)

function select(expression: string): string {
  return evaluateSelection(parseSelectionExpression(expression), (steps) =>
    steps[0] === 'request' ? memberAt(body, steps, 2) : undefined,
  )
}

const cases = [
  {expression: '$request.body.action', value: 'send'},
  {expression: '${request.body.action}', value: 'send'},
  {expression: '${request.body.deep.a.b}', value: '7'},
  {expression: '$request.body.list[0]', value: 'x'},
  {expression: '${request.body.list[1].y}', value: '1'},
  {expression: 'user-${request.body.deep.a.b}/${request.body.action}', value: 'user-7/send'},
  {expression: '$request.body.list', value: '[x, {"y":1}, ]'},
  {expression: '$request.body.deep', value: '{"a":{"b":7}}'},
  {expression: '$request.body.flag', value: 'true'},
  {expression: '$request.body.none', value: ''},
  {expression: '$request.body.missing', value: ''},
  {expression: '$request.body.action.length', value: ''},
  {expression: '$request.body.constructor', value: ''},
  {expression: '$request.body.__proto__', value: ''},
  {expression: '\\$default', value: '$default'},
  {expression: '$default', value: '$default'},
  {expression: 'constant', value: 'constant'},
  {expression: '', value: ''},
  {expression: '$', value: '$'},
  {expression: '${request.body.action', value: '${request.body.action'},
  {expression: '$integration.response.statuscode', value: ''},
]

for (const {expression, value} of cases) {
  test(`selects ${JSON.stringify(value)} by ${expression}`, () => assert.equal(select(expression), value))
}

test('a value that looks like an expression is not evaluated again', () => {
  const expression = parseSelectionExpression('$request.body.x')
  assert.equal(
    evaluateSelection(expression, () => '$request.body.action'),
    '$request.body.action',
  )
})
