import assert from 'node:assert/strict'
import {test} from 'vitest'
import {operationSummary} from '../../src/render/coverage-table.js'

test('operationSummary counts what each service does', () => {
  const operations = [
    {service: 'apigateway', operation: 'GetRestApi', state: 'implemented' as const},
    {service: 'apigateway', operation: 'GetSdk', state: 'notImplemented' as const},
    {service: 'apigatewayv2', operation: 'TagResource', state: 'stored' as const},
  ]
  assert.equal(operationSummary(operations), 'apigateway: 1 of 2 operations\napigatewayv2: 1 of 1 operations')
})
