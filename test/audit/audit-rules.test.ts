import assert from 'node:assert/strict'
import {test} from 'vitest'
import {audit, isAsBad} from '../../src/audit/audit.js'
import {auditRules} from '../../src/audit/audit-rules.js'
import type {AuditCode} from '../../src/audit/audit-rules.js'
import type {AuditedApi} from '../../src/audit/audited-api.js'
import type {LiveApi} from '../../src/model/live-api.js'
import type {Method, RestApi} from '../../src/model/rest-api.js'
import type {Stage} from '../../src/model/stage.js'
import {httpApiOf, mockMethod, proxyRoute, restApiOf, webSocketApiOf} from '../support/many-routes.js'

const ids = {routes: {}, resources: {}, authorizers: {}, requestValidators: {}, documentationParts: {}, models: {}}

function audited(api: LiveApi['api'], more: {stages?: readonly Stage[]} & Partial<AuditedApi> = {}): AuditedApi {
  const {stages = [], ...rest} = more
  // The kinds of `api` and of the whole are the same; a spread of a union loses that.
  const live = {kind: api.kind, apiId: 'abc', api, stages: stages.map((stage) => ({stage})), ids} as LiveApi
  return {live, webAcls: {}, domains: [], idleKeys: [], ...rest}
}

function rest(methods: Readonly<Record<string, Partial<Method>>>, more: Partial<RestApi> = {}): RestApi {
  const entries = Object.entries(methods).map(([route, method]) => [route, {...mockMethod(200), ...method}])
  return {...restApiOf(0), methods: Object.fromEntries(entries) as RestApi['methods'], ...more}
}

function http(members: object) {
  return {...httpApiOf(0), ...members}
}

const stageWith = (members: object): Stage => ({kind: 'restStage', stageName: 'prod', ...members})
const origin = {'method.response.header.Access-Control-Allow-Origin': "'*'"}
const wideMethod = mockMethod(200)

/** What each rule finds, and what it lets pass. */
const cases: {rule: AuditCode; name: string; given: AuditedApi; on: readonly string[]}[] = [
  {
    rule: 'open-write-route',
    name: 'a POST for everybody, beside guarded ones',
    given: audited(
      rest({'POST /a': {}, 'POST /b': {authorizationType: 'AWS_IAM'}, 'PUT /c': {apiKeyRequired: true}, 'GET /d': {}}),
    ),
    on: ['POST /a'],
  },
  {
    rule: 'open-write-route',
    name: 'ANY and $default',
    given: audited(http({routes: {'ANY /a': proxyRoute('/'), $default: proxyRoute('/'), 'GET /b': proxyRoute('/')}})),
    on: ['ANY /a', '$default'],
  },
  {
    rule: 'open-write-route',
    name: 'a private API',
    given: audited(
      rest(
        {'POST /a': {}},
        {endpointConfiguration: {types: ['PRIVATE'], vpcEndpointIds: [], ipAddressType: 'dualstack'}},
      ),
    ),
    on: [],
  },
  {rule: 'open-write-route', name: 'a resource policy', given: audited(rest({'POST /a': {}}, {policy: {}})), on: []},
  {
    rule: 'open-write-route',
    name: 'connections that anybody opens',
    given: audited(webSocketApiOf(1)),
    on: ['$connect'],
  },
  {
    rule: 'open-read-route',
    name: 'a GET for everybody, and a preflight',
    given: audited(rest({'GET /a': {}, 'OPTIONS /a': {}})),
    on: ['GET /a'],
  },
  {
    rule: 'key-is-no-authorization',
    name: 'a key alone, and a key with IAM',
    given: audited(
      rest({'GET /a': {apiKeyRequired: true}, 'GET /b': {apiKeyRequired: true, authorizationType: 'AWS_IAM'}}),
    ),
    on: ['GET /a'],
  },
  {
    rule: 'wide-cors',
    name: 'every origin of an HTTP API',
    given: audited(http({corsConfiguration: {allowOrigins: ['*']}})),
    on: ['CORS configuration'],
  },
  {
    rule: 'wide-cors',
    name: 'one origin of an HTTP API',
    given: audited(http({corsConfiguration: {allowOrigins: ['https://a.example']}})),
    on: [],
  },
  {
    rule: 'wide-cors',
    name: 'every origin of a method',
    given: audited(
      rest({
        'GET /a': {
          integration: {
            type: 'MOCK',
            requestParameters: {},
            requestTemplates: {},
            passthroughBehavior: 'WHEN_NO_MATCH',
            cacheKeyParameters: [],
            timeoutInMillis: 29_000,
            responses: {'200': {responseParameters: origin, responseTemplates: {}}},
          },
        },
        'GET /b': wideMethod,
      }),
    ),
    on: ['GET /a'],
  },
  {
    rule: 'old-tls',
    name: 'domains of two ages',
    given: audited(rest({}), {
      domains: [
        {domainName: 'old.example', securityPolicy: 'TLS_1_0'},
        {domainName: 'new.example', securityPolicy: 'TLS_1_2'},
      ],
    }),
    on: ['domain old.example'],
  },
  {rule: 'no-throttle', name: 'nothing said', given: audited(rest({}), {stages: [stageWith({})]}), on: ['stage prod']},
  {
    rule: 'no-throttle',
    name: "the account's own rate",
    given: audited(rest({}), {stages: [stageWith({methodSettings: {'*/*': {throttlingRateLimit: 10_000}}})]}),
    on: ['stage prod'],
  },
  {
    rule: 'no-throttle',
    name: 'a rate',
    given: audited(rest({}), {stages: [stageWith({methodSettings: {'*/*': {throttlingRateLimit: 0}}})]}),
    on: [],
  },
  {
    rule: 'no-throttle',
    name: 'a rate of an HTTP API',
    given: audited(http({}), {
      stages: [{kind: 'httpStage', stageName: 'prod', defaultRouteSettings: {throttlingRateLimit: 5}}],
    }),
    on: [],
  },
  {rule: 'access-log-off', name: 'no log', given: audited(rest({}), {stages: [stageWith({})]}), on: ['stage prod']},
  {
    rule: 'access-log-off',
    name: 'a log',
    given: audited(rest({}), {stages: [stageWith({accessLogSettings: {destinationArn: 'a', format: 'b'}})]}),
    on: [],
  },
  {
    rule: 'data-trace-on',
    name: 'full requests of one method',
    given: audited(rest({}), {stages: [stageWith({methodSettings: {'GET /a': {dataTraceEnabled: true}}})]}),
    on: ['stage prod'],
  },
  {
    rule: 'data-trace-on',
    name: 'lines only',
    given: audited(rest({}), {
      stages: [stageWith({methodSettings: {'*/*': {loggingLevel: 'INFO', dataTraceEnabled: false}}})],
    }),
    on: [],
  },
  {rule: 'no-waf', name: 'no web ACL', given: audited(rest({}), {stages: [stageWith({})]}), on: ['stage prod']},
  {
    rule: 'no-waf',
    name: 'a web ACL',
    given: audited(rest({}), {stages: [stageWith({})], webAcls: {prod: 'arn'}}),
    on: [],
  },
  {
    rule: 'no-waf',
    name: 'an HTTP API, which can have none',
    given: audited(http({}), {stages: [{kind: 'httpStage', stageName: 'prod'}]}),
    on: [],
  },
  {
    rule: 'cache-not-encrypted',
    name: 'a plain cache',
    given: audited(rest({}), {
      stages: [stageWith({cacheClusterEnabled: true, methodSettings: {'*/*': {cachingEnabled: true}}})],
    }),
    on: ['stage prod'],
  },
  {
    rule: 'cache-not-encrypted',
    name: 'an encrypted cache',
    given: audited(rest({}), {
      stages: [
        stageWith({
          cacheClusterEnabled: true,
          methodSettings: {'*/*': {cachingEnabled: true, cacheDataEncrypted: true}},
        }),
      ],
    }),
    on: [],
  },
  {
    rule: 'idle-key',
    name: 'a key of nobody',
    given: audited(rest({}), {idleKeys: [{name: 'acme', usagePlan: 'basic'}]}),
    on: ['key acme'],
  },
]

for (const {rule, name, given, on} of cases) {
  test(`${rule}: ${name}`, () => {
    assert.deepEqual(
      auditRules[rule].find(given).map((found) => found.on),
      on,
    )
  })
}

test('every rule has a case that it finds', () => {
  const found = new Set(cases.filter(({on}) => on.length > 0).map(({rule}) => rule))
  assert.deepEqual(
    Object.keys(auditRules).filter((rule) => !found.has(rule as AuditCode)),
    [],
  )
})

test('findings come worst first, and a limit takes its own and what is worse', () => {
  const findings = audit(
    audited(rest({'GET /a': {}, 'POST /b': {}, 'POST /a': {}}), {stages: [stageWith({})], webAcls: {prod: 'arn'}}),
  )
  assert.deepEqual(
    findings.map(({rule, on}) => `${rule} ${on}`),
    [
      'open-write-route POST /a',
      'open-write-route POST /b',
      'access-log-off stage prod',
      'no-throttle stage prod',
      'open-read-route GET /a',
    ],
  )
  assert.deepEqual(
    [isAsBad(findings, 'high'), isAsBad(findings.slice(2), 'high'), isAsBad(findings.slice(2), 'low')],
    [true, false, true],
  )
})
