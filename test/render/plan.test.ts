import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Api} from '../../src/model/api.js'
import type {HttpApi} from '../../src/model/http-api.js'
import type {LiveApi} from '../../src/model/live-api.js'
import type {Method, RestApi} from '../../src/model/rest-api.js'
import type {Stage} from '../../src/model/stage.js'
import type {Plan} from '../../src/plan/plan.js'
import {planApi} from '../../src/plan/plan-api.js'
import {renderPlan, summaryLine} from '../../src/render/plan.js'
import {liveHttp, liveRest} from '../support/calls.js'
import {assertGolden} from '../support/golden.js'
import {mockMethod, proxyRoute} from '../support/many-routes.js'

const plain = {colour: false, width: 110}

function plan(desired: Api, live?: LiveApi, stage?: Stage): Plan {
  const target = {name: 'prod', region: 'eu-west-1'}
  return planApi({target, project: 'pets', live, desired, renderImport: () => '{}', ...(stage && {stage})})
}

function liveApi(api: RestApi): LiveApi {
  return {...liveRest, kind: 'rest', api: {...api, tags: {...api.tags, 'apigw:project': 'pets'}}} as LiveApi
}

const template = [
  '#set($root = $input.path("$"))',
  '{',
  '  "id": "$root.id",',
  '  "name": "$root.name",',
  '  "tag": "$root.tag"',
  '}',
].join('\n')

const mock = mockMethod(200)
const {integration = assert.fail()} = mock

const before: RestApi = {
  kind: 'rest',
  name: 'pets',
  description: 'Pets of the store.',
  version: '1.0.0',
  apiKeySource: 'HEADER',
  binaryMediaTypes: [],
  disableExecuteApiEndpoint: false,
  endpointConfiguration: {types: ['REGIONAL'], vpcEndpointIds: [], ipAddressType: 'ipv4'},
  resources: ['/', '/old', '/pets', '/pets/{id}'],
  methods: {
    'DELETE /old': mock,
    'GET /pets': {...mock, authorizationType: 'CUSTOM', authorizer: 'token'},
    'GET /pets/{id}': {...mock, integration: {...integration, requestTemplates: {'application/json': template}}},
  },
  models: {
    Pet: {contentType: 'application/json', schema: {type: 'object', properties: {id: {type: 'integer'}}}},
    Unused: {contentType: 'application/json', schema: {type: 'object'}},
  },
  requestValidators: {},
  authorizers: {token: {type: 'TOKEN', authorizerUri: 'arn:one', providerARNs: []}},
  gatewayResponses: {},
  documentationParts: [],
  tags: {team: 'store'},
}

const lambda: Method = {
  ...mock,
  apiKeyRequired: true,
  authorizationType: 'AWS_IAM',
  integration: {
    ...integration,
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:a/invocations',
  },
}

const after: RestApi = {
  ...before,
  version: '1.1.0',
  minimumCompressionSize: 1024,
  resources: ['/', '/empty', '/pets', '/pets/{id}'],
  methods: {
    'GET /pets': mock,
    'POST /pets': lambda,
    'GET /pets/{id}': {
      ...mock,
      requestParameters: {'method.request.path.id': true},
      integration: {
        ...integration,
        timeoutInMillis: 5_000,
        requestTemplates: {'application/json': template.replace('$root.name', '$root.fullName')},
      },
    },
  },
  models: {
    Pet: {
      contentType: 'application/json',
      schema: {type: 'object', properties: {id: {type: 'string'}, born: {type: 'string'}}, required: ['id']},
    },
    Owner: {contentType: 'application/json', schema: {type: 'object'}},
  },
  gatewayResponses: {UNAUTHORIZED: {statusCode: '403', responseParameters: {}, responseTemplates: {}}},
  tags: {team: 'shop'},
}

const stage: Stage = {
  kind: 'restStage',
  stageName: 'prod',
  variables: {alias: 'live'},
  methodSettings: {'*/*': {throttlingRateLimit: 50, throttlingBurstLimit: 100}},
}

test('renderPlan: changes of every kind', () => {
  assertGolden('plan-changes.txt', `${renderPlan(plan(after, liveApi(before), stage), plain)}\n`)
})

test('renderPlan: the same in colour', () => {
  assertGolden(
    'plan-changes-colour.txt',
    `${renderPlan(plan(after, liveApi(before), stage), {colour: true, width: 110})}\n`,
  )
})

test('renderPlan: a new API', () => {
  assertGolden('plan-create.txt', `${renderPlan(plan(before, undefined, stage), plain)}\n`)
})

test('renderPlan: an HTTP API', () => {
  const http: HttpApi = {
    kind: 'http',
    name: 'pets',
    disableExecuteApiEndpoint: false,
    ipAddressType: 'ipv4',
    corsConfiguration: {
      allowCredentials: false,
      allowHeaders: [],
      allowMethods: ['GET'],
      allowOrigins: ['https://example.com'],
      exposeHeaders: [],
    },
    routes: {
      $default: {...proxyRoute('/'), authorizationType: 'JWT', authorizer: 'jwt'},
      'GET /pets': proxyRoute('/pets'),
    },
    authorizers: {},
    tags: {},
  }
  assertGolden(
    'plan-http.txt',
    `${renderPlan(plan(http, liveHttp({}), {kind: 'httpStage', stageName: 'prod'}), plain)}\n`,
  )
})

test('renderPlan: no changes are one line', () => {
  assert.equal(renderPlan(plan(before, liveApi(before)), plain), 'REST API pets on prod (eu-west-1): no changes.')
})

test('renderPlan: what data holds never reaches the terminal as a command', () => {
  const hostile: RestApi = {
    ...before,
    description: '\u001b]0;owned\u0007\u001b[2J',
    tags: {team: 'a\u009bb\r\nPlan: 0'},
  }
  const text = renderPlan(plan(hostile, liveApi(before)), plain)
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  assert.match(text, /\\x1b/)
})

test('renderPlan: lines fit the screen, long values are cut and counted', () => {
  const long: RestApi = {
    ...before,
    models: {
      ...before.models,
      Pet: {contentType: 'application/json', schema: {enum: Array.from({length: 500}, String)}},
    },
  }
  const lines = renderPlan(plan(long, liveApi(before)), {colour: false, width: 60}).split('\n')
  assert.ok(lines.slice(1, -1).every((line) => Array.from(line).length <= 60))
  assert.ok(lines.some((line) => /… \d+ more lines/.test(line)))
  assert.ok(lines.length < 40)
})

test('summaryLine: a way that cannot be gone says why', () => {
  const made = plan(before)
  assert.equal(
    summaryLine({...made, budget: {...made.budget, import: {impossible: 'it is too large'}}}),
    'Plan: 7 to create, 0 to change, 0 to delete; 19 calls, about 2 s (granular); no import (it is too large).',
  )
})
