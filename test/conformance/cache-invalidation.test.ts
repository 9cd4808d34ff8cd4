import assert from 'node:assert/strict'
import {apiId, deploy, methodOf, portsOf, stageOf} from '../gateway/data/rest/rest-fixture.js'
import {Store} from '../../src/gateway/store/store.js'
import {signHeaders} from '../support/sdk-signer.js'
import {conformance, type ConformanceCase} from './conformance-case.js'

const nowMs = Date.UTC(2026, 2, 4, 19, 15, 17)
const host = `${apiId}.execute-api.localhost:4600`
const credentials = {accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret'}
const method = `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/prod/GET/pets`
const invoke = {Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*'}
const invalidate = {Effect: 'Allow', Action: 'execute-api:InvalidateCache', Resource: method}

/** Who asks for a fresh answer, and what comes after one that was kept. */
type Case = ConformanceCase & {
  statements: readonly object[]
  strategy?: string
  accountId?: string
  /** Status, body (the number of the backend's call) and whether there is a warning. */
  seen: readonly [status: number, body: string, warning: boolean]
}

const guide = {
  area: 'caching',
  source: 'developer guide, Cache settings for REST APIs in API Gateway',
  recorded: '2026-04',
}
const refused = [403, '', false] as const

conformance<Case>(
  [
    {
      ...{...guide, name: 'a signer with execute-api:InvalidateCache gets a fresh answer'},
      ...{statements: [invoke, invalidate], seen: [200, '2', false]},
    },
    {
      ...{...guide, name: 'execute-api:* is a permission, too'},
      ...{statements: [{...invoke, Action: 'execute-api:*'}], seen: [200, '2', false]},
    },
    {
      ...{...guide, name: 'execute-api:Invoke alone is no permission to invalidate: 403'},
      ...{statements: [invoke], strategy: 'FAIL_WITH_403', seen: refused},
    },
    {
      ...{...guide, name: 'execute-api:Invoke alone is no permission to invalidate: kept answer with a warning'},
      ...{statements: [invoke], strategy: 'SUCCEED_WITH_RESPONSE_HEADER', seen: [200, '1', true]},
    },
    {
      ...{...guide, name: 'execute-api:Invoke alone is no permission to invalidate: kept answer without a word'},
      ...{statements: [invoke], strategy: 'SUCCEED_WITHOUT_RESPONSE_HEADER', seen: [200, '1', false]},
    },
    {
      ...{...guide, name: 'the permission holds for the method that it names'},
      statements: [invoke, {...invalidate, Resource: method.replace('pets', 'birds')}],
      ...{strategy: 'FAIL_WITH_403', seen: refused},
    },
    {
      ...{...guide, name: 'a deny of execute-api:InvalidateCache wins'},
      statements: [invoke, invalidate, {...invalidate, Effect: 'Deny'}],
      ...{strategy: 'FAIL_WITH_403', seen: refused},
    },
    {
      ...{...guide, name: 'callers of another account cannot have the permission'},
      statements: [invoke, invalidate],
      ...{accountId: '999999999999', strategy: 'FAIL_WITH_403', seen: refused},
    },
  ],
  async ({statements, strategy = 'FAIL_WITH_403', accountId = '123456789012', seen}) => {
    let calls = 0
    const principalArn = `arn:aws:iam::${accountId}:user/ann`
    const key = {...credentials, accountId, principalArn, createdAtMs: 0}
    const policy = JSON.stringify({Statement: statements})
    const ports = portsOf({backend: () => ({body: Buffer.from(String((calls += 1)))}), nowMs: () => nowMs})
    const store = Store.open()
    const integration = {
      type: 'HTTP_PROXY' as const,
      httpMethod: 'GET',
      uri: 'http://backend.example',
      cacheNamespace: 'pets',
    }
    const everyone = JSON.stringify({Statement: [{...invoke, Principal: '*'}]})
    const routes = {'GET /pets': methodOf(integration, [], {authorizationType: 'AWS_IAM'})}
    const {call} = deploy(
      {routes, restApi: {policy: everyone}},
      {...ports, findAccessKey: () => ({...key, policy})},
      stageOf({
        cacheClusterEnabled: true,
        methodSettings: {'*/*': {...cached, unauthorizedCacheControlHeaderStrategy: strategy}},
      }),
      store,
    )
    const headers = await signHeaders(credentials, {host, target: '/prod/pets', nowMs})
    assert.equal((await call('/pets', {headers})).body, '1')
    const {status, body, headers: answered} = await call('/pets', {headers: [...headers, 'Cache-Control', 'max-age=0']})
    store.close()
    assert.deepEqual([status, status === 200 ? body : '', 'warning' in answered], seen)
  },
)

const cached = {
  ...{metricsEnabled: false, dataTraceEnabled: false, throttlingBurstLimit: 5000, throttlingRateLimit: 10_000},
  ...{cachingEnabled: true, cacheTtlInSeconds: 300, cacheDataEncrypted: false},
  requireAuthorizationForCacheControl: true,
}
