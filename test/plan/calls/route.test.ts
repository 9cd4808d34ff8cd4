import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {HttpIntegration, Route} from '../../../src/model/http-api.js'
import {unusedIntegrationCalls} from '../../../src/plan/calls/integration-use.js'
import {routeCalls} from '../../../src/plan/calls/route.js'
import type {Change} from '../../../src/plan/change.js'
import {factsOf, liveHttp, shown} from '../../support/calls.js'
import {proxyRoute} from '../../support/many-routes.js'

const route = proxyRoute('/a')
const {integration} = route
assert.ok(integration)

function changed(name: string, before: Route | undefined, after: Route | undefined): Change {
  const thing = {kind: 'route', name, address: `httpApi/pets/route/${name}`} as const
  if (before === undefined) return {...thing, action: 'create', after: after ?? route}
  if (after === undefined) return {...thing, action: 'delete', before}
  return {...thing, action: 'update', before, after, fields: []}
}

/** Operations with the ids they use, in order. */
function operations(changes: readonly Change[], integrations: Readonly<Record<string, string>>): string[] {
  const facts = factsOf(changes, {live: liveHttp(integrations)})
  const calls = [...changes.flatMap((change) => routeCalls(change, facts)), ...unusedIntegrationCalls(facts)]
  return calls.map(({operation, ids}) =>
    [operation, ...ids.filter(({kind}) => kind !== 'api').map(({kind, name}) => `${kind}:${name}`)].join(' '),
  )
}

function withIntegration(members: Partial<HttpIntegration>): Route {
  return {...route, integration: {...integration, ...members} as HttpIntegration}
}

const bare: Route = {authorizationType: 'NONE', authorizationScopes: []}
const guarded: Route = {...route, authorizationType: 'JWT', authorizer: 'jwt', authorizationScopes: ['read']}
const mapped = withIntegration({requestParameters: {'append:header.a': 'x'}})

const cases: {name: string; changes: Change[]; integrations: Record<string, string>; operations: string[]}[] = [
  {
    name: 'a new route after its integration',
    changes: [changed('GET /a', undefined, guarded)],
    integrations: {},
    operations: ['CreateIntegration', 'CreateRoute authorizer:jwt integration:new GET /a'],
  },
  {
    name: 'a route without an integration',
    changes: [changed('GET /a', undefined, bare)],
    integrations: {},
    operations: ['CreateRoute'],
  },
  {
    name: 'a changed integration of its own, in place',
    changes: [changed('GET /a', route, withIntegration({timeoutInMillis: 50}))],
    integrations: {'GET /a': 'int1'},
    operations: ['UpdateIntegration integration:GET /a'],
  },
  {
    name: 'a changed integration that others use, by a new one',
    changes: [changed('GET /a', route, withIntegration({timeoutInMillis: 50}))],
    integrations: {'GET /a': 'int1', 'GET /b': 'int1'},
    operations: ['CreateIntegration', 'UpdateRoute route:GET /a integration:new GET /a'],
  },
  {
    name: 'an integration that all its routes leave is deleted once',
    changes: [changed('GET /a', route, withIntegration({timeoutInMillis: 50})), changed('GET /b', route, undefined)],
    integrations: {'GET /a': 'int1', 'GET /b': 'int1'},
    operations: [
      'CreateIntegration',
      'UpdateRoute route:GET /a integration:new GET /a',
      'DeleteRoute route:GET /b',
      'DeleteIntegration integration:GET /a',
    ],
  },
  {
    name: 'an integration that loses a mapping, by a new one: AWS merges',
    changes: [changed('GET /a', mapped, route)],
    integrations: {'GET /a': 'int1'},
    operations: [
      'CreateIntegration',
      'UpdateRoute route:GET /a integration:new GET /a',
      'DeleteIntegration integration:GET /a',
    ],
  },
  {
    name: 'a route that gets its first integration',
    changes: [changed('GET /a', bare, route)],
    integrations: {},
    operations: ['CreateIntegration', 'UpdateRoute route:GET /a integration:new GET /a'],
  },
  {
    name: 'a route that loses its integration',
    changes: [changed('GET /a', route, bare)],
    integrations: {'GET /a': 'int1'},
    operations: ['UpdateRoute route:GET /a', 'DeleteIntegration integration:GET /a'],
  },
  {
    name: 'members of the route alone',
    changes: [changed('GET /a', route, guarded)],
    integrations: {'GET /a': 'int1'},
    operations: ['UpdateRoute route:GET /a authorizer:jwt'],
  },
]

for (const {name, changes, integrations, operations: expected} of cases) {
  test(`routeCalls: ${name}`, () => {
    assert.deepEqual(operations(changes, integrations), expected)
  })
}

test('routeCalls: the target names the integration, an authorizer that goes is cleared', () => {
  const change = changed('GET /a', guarded, route)
  const created = changed('GET /b', undefined, route)
  const facts = factsOf([change, created], {live: liveHttp({'GET /a': 'int1'})})
  assert.deepEqual(shown(routeCalls(change, facts)), [
    {
      operation: 'UpdateRoute',
      AuthorizationType: 'NONE',
      AuthorizationScopes: [],
      OperationName: '',
      AuthorizerId: '',
      ids: {RouteId: 'route GET /a'},
    },
  ])
  assert.deepEqual(shown(routeCalls(created, facts)).at(-1), {
    operation: 'CreateRoute',
    RouteKey: 'GET /b',
    AuthorizationType: 'NONE',
    AuthorizationScopes: [],
    OperationName: '',
    ids: {Target: 'integration new GET /b integrations/<<apigw id>>'},
  })
})
