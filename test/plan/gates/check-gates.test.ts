import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Api} from '../../../src/model/api.js'
import type {CorsConfiguration, HttpApi} from '../../../src/model/http-api.js'
import type {Method, RestApi} from '../../../src/model/rest-api.js'
import type {Stage} from '../../../src/model/stage.js'
import {planApi} from '../../../src/plan/plan-api.js'
import type {Served} from '../../../src/plan/plan-api.js'
import {allow, refused} from '../../../src/plan/gates/finding.js'
import type {Finding} from '../../../src/plan/gates/finding.js'
import {ruleCodes} from '../../../src/plan/gates/rules.js'
import {httpApiOf, restApiOf} from '../../support/many-routes.js'

const route = 'GET /area0/thing0'
const base = restApiOf(6)
const [method] = Object.values(base.methods)
assert.ok(method)
const stage: Stage = {kind: 'restStage', stageName: 'prod'}

/** The base with one method changed. */
function withMethod(change: Partial<Method>, api: RestApi = base): RestApi {
  return {...api, methods: {...api.methods, [route]: {...method, ...change} as Method}}
}

function withModels(schema: RestApi['models'][string]['schema'], uses: Partial<Method>): RestApi {
  return {...withMethod(uses), models: {Pet: {contentType: 'application/json', schema}}}
}

const integration = method.integration
assert.ok(integration)
const guarded = withMethod({authorizationType: 'AWS_IAM'})
const pet = {type: 'object', properties: {name: {type: 'string'}}}
const stricter = {...pet, required: ['name']}
const poorer = {type: 'object', properties: {}}
const asRequest = {requestModels: {'application/json': 'Pet'}}
const asResponse = {responses: {'200': {responseParameters: {}, responseModels: {'application/json': 'Pet'}}}}
const cors = (change: Partial<CorsConfiguration>): HttpApi => ({
  ...httpApiOf(1),
  corsConfiguration: {
    ...{allowCredentials: false, allowHeaders: [], allowMethods: ['GET'], exposeHeaders: []},
    allowOrigins: ['https://a.example', 'https://b.example'],
    ...change,
  },
})
const header = 'method.response.header.Access-Control-Allow'
const wildCors = {
  '200': {
    responseParameters: {[`${header}-Origin`]: "'*'", [`${header}-Credentials`]: "'true'"},
    responseTemplates: {},
  },
}
const passesLimit = {
  ...integration,
  requestParameters: {'integration.request.querystring.limit': 'method.request.querystring.limit'},
}
const cached: Stage = {...stage, cacheClusterEnabled: true, methodSettings: {'*/*': {cachingEnabled: true}}}

type Case = {
  name: string
  served: Api
  desired: Api
  /** Default: what is served. */
  live?: Api
  stage?: Stage
  /** The stage as it is; default: as declared. */
  current?: Stage
  serve?: Served
  found: string[]
}

const cases: Case[] = [
  {name: 'a route more', served: restApiOf(5), desired: base, found: []},
  {name: 'a route goes', served: base, desired: restApiOf(5), found: ['route-removed GET /area0/thing5']},
  {
    name: 'a path parameter gets another name',
    served: {...base, methods: {...base.methods, 'GET /things/{id}': method}},
    desired: {
      ...base,
      methods: {
        ...base.methods,
        'GET /things/{thingId}': {...method, requestParameters: {'method.request.path.thingId': true}},
      },
    },
    found: [],
  },
  {
    name: 'a path parameter in place of all that follows',
    served: {...base, methods: {...base.methods, 'GET /things/{rest+}': method}},
    desired: {...base, methods: {...base.methods, 'GET /things/{rest}': method}},
    found: ['route-removed GET /things/{rest+}'],
  },
  {
    name: 'most routes go',
    served: base,
    desired: restApiOf(1),
    found: ['mass-deletion pets', ...[1, 2, 3, 4, 5].map((index) => `route-removed GET /area0/thing${index}`)],
  },
  {
    name: 'a parameter becomes required',
    served: withMethod({requestParameters: {'method.request.querystring.limit': false}}),
    desired: withMethod({requestParameters: {'method.request.querystring.limit': true}}),
    found: [`parameter-required ${route}`],
  },
  {
    name: 'a request body takes less',
    served: withModels(pet, asRequest),
    desired: withModels(stricter, asRequest),
    found: [`request-narrowed ${route}`],
  },
  {
    name: 'a request body takes more',
    served: withModels(stricter, asRequest),
    desired: withModels(pet, asRequest),
    found: [],
  },
  {
    name: 'a media type of requests goes',
    served: withModels(pet, asRequest),
    desired: withModels(pet, {requestModels: {'text/plain': 'Pet'}}),
    found: [`request-media-type-removed ${route}`],
  },
  {
    name: 'a response promises less',
    served: withModels(pet, asResponse),
    desired: withModels(poorer, asResponse),
    found: [`response-narrowed ${route}`],
  },
  {
    name: 'a status code goes',
    served: withMethod({responses: {...method.responses, '404': {responseParameters: {}, responseModels: {}}}}),
    desired: base,
    found: [`response-removed ${route}`],
  },
  {name: 'a route gets an authorization', served: base, desired: guarded, found: [`authorization-required ${route}`]},
  {name: 'a route loses its authorization', served: guarded, desired: base, found: [`route-opened ${route}`]},
  {
    name: 'another authorization',
    served: guarded,
    desired: withMethod({authorizationType: 'CUSTOM', authorizer: 'token'}),
    found: [`authorization-changed ${route}`],
  },
  {
    name: 'a scope more is enough too',
    served: withMethod({authorizationType: 'COGNITO_USER_POOLS', authorizer: 'pool', authorizationScopes: ['a']}),
    desired: withMethod({authorizationType: 'COGNITO_USER_POOLS', authorizer: 'pool', authorizationScopes: ['a', 'b']}),
    found: [],
  },
  {
    name: 'an API key is needed',
    served: base,
    desired: withMethod({apiKeyRequired: true}),
    found: [`api-key-required ${route}`],
  },
  {
    name: 'an API key is no longer needed',
    served: withMethod({apiKeyRequired: true}),
    desired: base,
    found: [`api-key-dropped ${route}`],
  },
  {
    name: 'the usual address is switched off',
    served: base,
    desired: {...base, disableExecuteApiEndpoint: true},
    found: ['endpoint-closed pets'],
  },
  {name: 'the policy goes', served: {...base, policy: {Statement: []}}, desired: base, found: ['policy-removed pets']},
  {
    name: 'CORS loses an origin',
    served: cors({}),
    desired: cors({allowOrigins: ['https://a.example']}),
    found: ['cors-narrowed pets'],
  },
  {
    name: 'CORS of an HTTP API is opened to all, with credentials',
    served: cors({}),
    desired: cors({allowOrigins: ['*'], allowCredentials: true}),
    found: ['cors-wildcard-credentials pets'],
  },
  {
    name: 'so is a response of a REST API',
    served: base,
    desired: withMethod({integration: {...integration, responses: wildCors}}),
    found: [`cors-wildcard-credentials ${route}`],
  },
  {
    name: 'what was so already is not found again',
    served: withMethod({integration: {...integration, responses: wildCors}}),
    desired: withMethod({operationName: 'list', integration: {...integration, responses: wildCors}}),
    found: [],
  },
  {
    name: 'a cached route varies by a parameter',
    served: base,
    desired: withMethod({integration: passesLimit}),
    stage: cached,
    found: [`cache-unkeyed-parameter ${route}`],
  },
  {
    name: 'a parameter in the key is fine',
    served: base,
    desired: withMethod({integration: {...passesLimit, cacheKeyParameters: ['method.request.querystring.limit']}}),
    stage: cached,
    found: [],
  },
  {
    name: 'a large cache costs',
    served: base,
    desired: base,
    stage: {...stage, cacheClusterEnabled: true, cacheClusterSize: '6.1'},
    found: ['cost-increase stage prod'],
  },
  {
    name: 'the stage moves while its canary is on trial',
    served: restApiOf(5),
    desired: base,
    current: {kind: 'restStage', stageName: 'prod', canarySettings: {deploymentId: 'd2', percentTraffic: 10}},
    found: ['canary-running stage prod'],
  },
  {
    name: 'a change on AWS is taken back',
    served: base,
    live: withMethod({operationName: 'made by hand'}),
    desired: base,
    found: [`console-edit-lost ${route}`],
  },
  {
    name: 'a change on AWS that the files know',
    served: base,
    live: withMethod({operationName: 'list'}),
    desired: withMethod({operationName: 'list'}),
    found: [],
  },
  {
    name: 'a validator begins to check bodies',
    served: withModels({}, asRequest),
    desired: {
      ...withModels({}, {...asRequest, requestValidator: 'body'}),
      requestValidators: {body: {validateRequestBody: true, validateRequestParameters: false}},
    },
    found: [`request-narrowed ${route}`],
  },
  {
    name: 'a validator that looks at parameters only checks no body',
    served: withModels({}, asRequest),
    desired: {
      ...withModels({}, {...asRequest, requestValidator: 'all'}),
      requestValidators: {all: {validateRequestBody: false, validateRequestParameters: true}},
    },
    found: [],
  },
  {
    name: 'a deployment that is promoted breaks what its definition breaks, whatever is live',
    served: base,
    desired: base,
    serve: {deploymentId: 'd2', definition: restApiOf(5)},
    found: ['route-removed GET /area0/thing5'],
  },
  {
    name: 'a deployment of which nobody knows the definition',
    served: base,
    desired: base,
    serve: {deploymentId: 'd2'},
    found: ['definition-unknown stage prod'],
  },
]

function findingsOf({
  served,
  live = served,
  desired,
  stage: wanted = stage,
  current = stage,
  serve,
}: Omit<Case, 'name' | 'found'>) {
  const shared = {apiId: 'a1', stages: [{stage: current, deploymentId: 'd1'}]}
  const rest = {resources: {}, authorizers: {}, requestValidators: {}, documentationParts: {}}
  assert.ok(live.kind !== 'websocket')
  return planApi({
    target: {name: 'prod', region: 'eu-west-1'},
    project: 'pets',
    live:
      live.kind === 'rest'
        ? {...shared, kind: 'rest', api: live, ids: rest}
        : {...shared, kind: 'http', api: live, ids: {routes: {}, authorizers: {}}},
    served,
    desired,
    ...(desired.kind === 'rest' && {stage: wanted}),
    ...(serve !== undefined && {serve}),
    renderImport: () => '{}',
  }).findings
}

for (const {name, found, ...input} of cases) {
  test(`gates: ${name}`, () => {
    assert.deepEqual(
      findingsOf(input)
        .map(({rule, on}) => `${rule} ${on}`)
        .sort(),
      [...found].sort(),
    )
  })
}

test('gates: each rule has a case', () => {
  const found = new Set(cases.flatMap((each) => each.found.map((line) => line.split(' ')[0])))
  assert.deepEqual(
    ruleCodes.filter((code) => !found.has(code)),
    [],
  )
})

test('an exception holds for its rule, its thing and its time', () => {
  const finding: Finding = {rule: 'route-removed', on: route, what: 'The route goes.'}
  const isAllowed = (allowance: {rule: string; on?: string; until?: string}): boolean =>
    refused(allow([finding], [{...allowance, reason: 'nobody calls it'}], '2026-06-15')).length === 0
  assert.equal(isAllowed({rule: 'route-removed'}), true)
  assert.equal(isAllowed({rule: 'route-opened'}), false)
  assert.equal(isAllowed({rule: 'route-removed', on: route}), true)
  assert.equal(isAllowed({rule: 'route-removed', on: 'GET /other'}), false)
  assert.equal(isAllowed({rule: 'route-removed', until: '2026-06-15'}), true)
  assert.equal(isAllowed({rule: 'route-removed', until: '2026-06-14'}), false)
})
