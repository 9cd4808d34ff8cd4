import assert from 'node:assert/strict'
import {test} from 'vitest'
import {createRouter} from '../../../src/gateway/control/router.js'
import {operationsOf} from '../../../src/gateway/control/shape.js'

const operations = [...operationsOf('apigateway'), ...operationsOf('apigatewayv2')]
const route = createRouter(operations)

const cases = [
  {name: 'a literal path', method: 'GET', url: '/restapis', found: 'GetRestApis {}'},
  {name: 'a label', method: 'GET', url: '/restapis/a1', found: 'GetRestApi {"restApiId":"a1"}'},
  {name: 'a query selects the operation', method: 'POST', url: '/restapis?mode=import', found: 'ImportRestApi {}'},
  {
    name: 'another value of the selector does not',
    method: 'POST',
    url: '/restapis?mode=other',
    found: 'CreateRestApi {}',
  },
  {
    name: 'a literal before a label',
    method: 'GET',
    url: '/restapis/a1/models/default_template',
    found: 'GetModel {"restApiId":"a1","modelName":"default_template"}',
  },
  {
    name: 'a deeper literal falls back to the label',
    method: 'GET',
    url: '/restapis/a1/documentation/parts/p1',
    found: 'GetDocumentationPart {"restApiId":"a1","documentationPartId":"p1"}',
  },
  {
    name: 'an encoded slash stays in its label',
    method: 'GET',
    url: '/tags/arn%3Aaws%3Aapigateway%3A%3A%2Frestapis%2Fa1',
    found: 'GetTags {"resourceArn":"arn%3Aaws%3Aapigateway%3A%3A%2Frestapis%2Fa1"}',
  },
  {name: 'v2 beside v1', method: 'GET', url: '/v2/apis/a1/routes', found: 'GetRoutes {"apiId":"a1"}'},
  {name: 'an unknown path', method: 'GET', url: '/nothing', found: undefined},
  {name: 'a known path with another method', method: 'PUT', url: '/restapis', found: undefined},
  {name: 'an empty label', method: 'GET', url: '/restapis//resources', found: undefined},
  {name: 'a prototype name is no literal', method: 'GET', url: '/constructor', found: undefined},
]

for (const {name, method, url, found} of cases) {
  test(`router: ${name}`, () => {
    const {pathname, searchParams} = new URL(url, 'http://x')
    const matched = route(method, pathname, searchParams)
    const text = matched && `${matched.operation.name} ${JSON.stringify(Object.fromEntries(matched.labels))}`
    assert.equal(text, found)
  })
}

test('router: every operation is reached by its own URI', () => {
  const missed = operations.filter((operation) => {
    const [path = '', query = ''] = operation.uri.replace(/\{(\w+)\+?\}/g, 'x').split('?')
    return route(operation.method, path, new URLSearchParams(query))?.operation !== operation
  })
  assert.deepEqual(missed, [])
})
