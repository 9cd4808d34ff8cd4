import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {HttpSettings} from '../../../src/plan/calls/http-api.js'
import {httpApiCalls} from '../../../src/plan/calls/http-api.js'
import type {Change} from '../../../src/plan/change.js'
import {factsOf, liveHttp, shown} from '../../support/calls.js'

const place = {kind: 'httpApi', address: 'httpApi/pets', name: 'pets'} as const

const settings: HttpSettings = {
  kind: 'http',
  name: 'pets',
  disableExecuteApiEndpoint: false,
  ipAddressType: 'ipv4',
  tags: {team: 'store'},
}

const cors = {
  allowCredentials: true,
  allowHeaders: ['a'],
  allowMethods: ['GET'],
  allowOrigins: ['b'],
  exposeHeaders: [],
}
const corsInput = {
  AllowCredentials: true,
  AllowHeaders: ['a'],
  AllowMethods: ['GET'],
  AllowOrigins: ['b'],
  ExposeHeaders: [],
}

test('httpApiCalls: a new API has its tags and CORS from the first moment', () => {
  const change: Change = {...place, action: 'create', after: {...settings, corsConfiguration: cors}}
  assert.deepEqual(shown(httpApiCalls(change, factsOf([change]))), [
    {
      operation: 'CreateApi',
      Name: 'pets',
      DisableExecuteApiEndpoint: false,
      IpAddressType: 'ipv4',
      ProtocolType: 'HTTP',
      CorsConfiguration: corsInput,
      Tags: {team: 'store'},
      gives: {ApiId: 'api '},
    },
  ])
})

const updates: {name: string; before: HttpSettings; after: HttpSettings; calls: object[]}[] = [
  {
    name: 'only what differs is sent; a text that is gone is cleared',
    before: {...settings, description: 'x', version: '1'},
    after: {...settings, version: '2', disableExecuteApiEndpoint: true},
    calls: [{operation: 'UpdateApi', Description: '', Version: '2', DisableExecuteApiEndpoint: true}],
  },
  {
    name: 'CORS is sent as a whole',
    before: {...settings, corsConfiguration: {...cors, allowOrigins: ['x']}},
    after: {...settings, corsConfiguration: cors},
    calls: [{operation: 'UpdateApi', CorsConfiguration: corsInput}],
  },
  {
    name: 'CORS is taken away',
    before: {...settings, corsConfiguration: cors},
    after: settings,
    calls: [{operation: 'DeleteCorsConfiguration'}],
  },
  {
    name: 'CORS that loses its age is written anew',
    before: {...settings, corsConfiguration: {...cors, maxAge: 10}},
    after: {...settings, corsConfiguration: cors},
    calls: [{operation: 'DeleteCorsConfiguration'}, {operation: 'UpdateApi', CorsConfiguration: corsInput}],
  },
  {
    name: 'tags are a call of their own',
    before: {...settings, tags: {}},
    after: settings,
    calls: [
      {operation: 'TagResource', ResourceArn: 'arn:aws:apigateway:eu-west-1::/apis/abc123', Tags: {team: 'store'}},
    ],
  },
]

for (const {name, before, after, calls} of updates) {
  test(`httpApiCalls: ${name}`, () => {
    const change: Change = {...place, action: 'update', before, after, fields: []}
    assert.deepEqual(shown(httpApiCalls(change, factsOf([change], {live: liveHttp({})}))), calls)
  })
}
