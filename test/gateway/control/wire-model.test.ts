import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'vitest'
import {generateWireModel, wireModelFile} from '../../../scripts/gen-wire-model.js'
import {operationsOf} from '../../../src/gateway/control/shape.js'
import {wireModel} from '../../../src/gateway/control/wire-model.js'

test('wire-model.json is what the installed SDK clients describe (npm run gen:wire-model)', () => {
  assert.equal(readFileSync(wireModelFile, 'utf8'), generateWireModel())
})

test('the model holds every operation of API Gateway, and the parts of others that integrations use', () => {
  const counts = Object.entries(wireModel).map(([service, table]) => [service, Object.keys(table.operations).length])
  assert.deepEqual(counts, [
    ['apigateway', 124],
    ['apigatewayv2', 103],
    ['apigatewaymanagementapi', 3],
    ['cloudwatch', 20],
    ['logs', 14],
    ['lambda', 18],
    ['sts', 1],
  ])
})

test('members have lower camel names, and their own names on the wire', () => {
  const [put] = operationsOf('apigateway').filter(({name}) => name === 'PutIntegration')
  const members = put?.input?.members()
  assert.deepEqual(
    [members?.get('httpMethod'), members?.get('integrationHttpMethod')],
    [
      {name: 'httpMethod', wireName: 'httpMethod', place: 'label', shape: {kind: 'string'}},
      {name: 'integrationHttpMethod', wireName: 'httpMethod', place: 'body', shape: {kind: 'string'}},
    ],
  )
})
