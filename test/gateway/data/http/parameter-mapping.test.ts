import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseBodyPath, readBodyPath} from '../../../../src/gateway/data/http/body-path.js'
import {parseRequestMapping, parseResponseMapping} from '../../../../src/gateway/data/http/parameter-mapping.js'
import {parseValueExpression} from '../../../../src/gateway/data/http/value-expression.js'
import {newDeployment, newPorts, send} from './http-fixture.js'

const body = JSON.stringify({name: 'rex', tags: ['a', {b: 1}], 'odd name': true})

const requestCases = [
  {name: 'a static header', mapping: {'append:header.x-new': 'text'}, headers: {'x-new': 'text'}},
  {name: 'another value for a header', mapping: {'append:header.x-old': 'more'}, headers: {'x-old': '1,2,more'}},
  {
    name: 'a new value for a header',
    mapping: {'overwrite:header.X-Old': '$request.querystring.q'},
    headers: {'x-old': 'a,b'},
  },
  {name: 'no header', mapping: {'remove:header.x-old': "''"}, headers: {'x-old': undefined}},
  {
    name: 'text with values in places',
    mapping: {
      'overwrite:header.x-new':
        '${request.path.id}/${request.header.X-OLD}/${stageVariables.v}/${context.apiId}/${request.path}',
    },
    headers: {'x-new': '7/1,2/one/api1//pets/7'},
  },
  {name: 'the whole body', mapping: {'append:header.x-new': '$request.body'}, headers: {'x-new': body}},
  {name: 'a member of the body', mapping: {'append:header.x-new': '$request.body.name'}, headers: {'x-new': 'rex'}},
  {
    name: 'an object of the body',
    mapping: {'append:header.x-new': '$request.body.tags[1]'},
    headers: {'x-new': '{"b":1}'},
  },
  {name: 'a quoted member', mapping: {'append:header.x-new': "$request.body['odd name']"}, headers: {'x-new': 'true'}},
  {
    name: 'a value that is missing',
    mapping: {'overwrite:header.x-old': '$request.body.none'},
    headers: {'x-old': '1,2'},
  },
  {
    name: 'context values',
    mapping: {'append:header.x-new': '$context.identity.sourceIp'},
    headers: {'x-new': '192.0.2.7'},
  },
  {name: 'a line break', mapping: {'append:header.x-new': '$request.querystring.evil'}, headers: {'x-new': 'a  b: c'}},
  {
    name: 'a query parameter',
    mapping: {'append:querystring.q': '$context.routeKey'},
    query: 'q=a&q=b&evil=a%0D%0Ab%3A+c&q=PUT+%2Fpets%2F%7Bid%7D',
  },
  {
    name: 'a new value for a query parameter',
    mapping: {'overwrite:querystring.q': 'x&y'},
    query: 'evil=a%0D%0Ab%3A+c&q=x%26y',
  },
  {name: 'no query parameter', mapping: {'remove:querystring.evil': ''}, query: 'q=a&q=b'},
]

for (const {name, mapping, headers = {}, query} of requestCases) {
  test(`request mapping: ${name}`, async () => {
    const ports = newPorts({invokeFunction: () => ({outcome: 'success', payload: '{"statusCode":200}'})})
    const deployment = newDeployment({
      routes: [{routeKey: 'PUT /pets/{id}', integration: {requestParameters: mapping}}],
      stage: {stageVariables: {v: 'one'}},
    })
    const answer = await send(deployment, ports, 'PUT /pets/7?q=a&q=b&evil=a%0D%0Ab%3A+c', {
      headers: ['X-Old', '1', 'x-old', '2', 'Content-Type', 'application/json'],
      body,
    })
    assert.equal(answer.status, 200)
    const event = JSON.parse(ports.invoked[0]?.payload ?? '') as {
      headers: Record<string, string>
      rawQueryString: string
    }
    for (const [header, value] of Object.entries(headers)) assert.equal(event.headers[header], value)
    if (query !== undefined) assert.equal(event.rawQueryString, query)
  })
}

const responseCases = [
  {mapping: {'append:header.x-new': '$response.body.name'}, status: 200, headers: {'x-new': ['rex']}},
  {mapping: {'append:header.x-old': '$context.requestId'}, status: 200, headers: {'x-old': ['1', 'D2ofXiw9S1qOfwA=']}},
  {mapping: {'overwrite:header.x-old': '${response.header.x-old}2'}, status: 200, headers: {'x-old': ['12']}},
  {mapping: {'remove:header.x-old': ''}, status: 200, headers: {'x-old': undefined}},
  {mapping: {'overwrite:statuscode': '403'}, status: 403, headers: {}},
  {mapping: {'overwrite:statuscode': '$response.body.code'}, status: 418, headers: {}},
  {mapping: {'overwrite:statuscode': 'teapot'}, status: 500, headers: {}},
]

for (const {mapping, status, headers} of responseCases) {
  test(`response mapping: ${JSON.stringify(mapping)}`, async () => {
    const answer = {statusCode: 200, headers: {'X-Old': '1'}, body: '{"name":"rex","code":418}'}
    const ports = newPorts({invokeFunction: () => ({outcome: 'success', payload: JSON.stringify(answer)})})
    const responseParameters = {200: mapping, 404: {'overwrite:statuscode': '400'}}
    const deployment = newDeployment({routes: [{routeKey: 'GET /x', integration: {responseParameters}}]})
    const got = await send(deployment, ports, 'GET /x')
    assert.equal(got.status, status)
    for (const [header, values] of Object.entries(headers)) assert.deepEqual(got.headers[header], values)
  })
}

const refused = [
  {key: 'append:header.Via', value: 'x'},
  {key: 'overwrite:header.x-amz-date', value: 'x'},
  {key: 'remove:header.access-control-allow-origin', value: ''},
  {key: 'replace:header.x', value: 'x'},
  {key: 'append:path', value: 'x'},
  {key: 'append:header.x', value: '$request.cookie.a'},
  {key: 'append:header.x', value: '$response.header.a'},
  {key: 'append:header.x', value: '$request.body..name'},
  {key: 'append:header.x', value: '$request.body.list[*]'},
  {key: 'append:header.x', value: '$request.body.list[?(@.a)]'},
  {key: 'append:header.x', value: 'a ${nothing.b}'},
  {key: 'append:header.x', value: '$context'},
]

for (const {key, value} of refused) {
  test(`request mapping: ${key} = ${value} is refused`, () => {
    assert.equal(typeof parseRequestMapping({[key]: value}), 'string')
  })
}

test('response mapping: parameters that only requests have are refused', () => {
  for (const entries of [
    {'append:querystring.a': 'b'},
    {'overwrite:path': 'b'},
    {'append:header.a': '$request.header.b'},
  ]) {
    assert.equal(typeof parseResponseMapping(entries), 'string')
  }
})

test('expressions: dollars that are no references are text', () => {
  assert.deepEqual(parseValueExpression('costs $5 or $requests', 'request'), ['costs $5 or $requests'])
  assert.deepEqual(parseValueExpression('', 'request'), [])
})

test('body paths: own members only', () => {
  assert.equal(readBodyPath({a: 1}, parseBodyPath('constructor') ?? []), undefined)
  assert.equal(readBodyPath('text', parseBodyPath('length') ?? []), undefined)
  assert.deepEqual(parseBodyPath(`a.b[0]["c d"]['e']`), ['a', 'b', 0, 'c d', 'e'])
})
