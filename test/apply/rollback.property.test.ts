import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import type {Clients} from '../../src/aws/clients.js'
import type {Api} from '../../src/model/api.js'
import type {LiveApi} from '../../src/model/live-api.js'
import type {Stage} from '../../src/model/stage.js'
import {contentHash} from '../../src/plan/content-hash.js'
import {httpApi} from '../support/arbitrary-http-api.js'
import {restApi} from '../support/arbitrary-rest-api.js'
import {webSocketApi} from '../support/arbitrary-web-socket-api.js'
import {applied, carriedOut, planFor, restoreFor} from '../support/apply-support.js'
import {mockMessage, mockMethod, proxyRoute} from '../support/many-routes.js'
import {propertyLimitMs, propertyRuns} from '../support/property-runs.js'
import {planeClients} from '../support/plane-clients.js'

const restStage: Stage = {kind: 'restStage', stageName: 'prod', variables: {alias: 'one'}}
const changedRestStage: Stage = {
  ...restStage,
  description: 'Changed',
  variables: {more: 'two'},
  tracingEnabled: true,
  accessLogSettings: {
    destinationArn: 'arn:aws:firehose:eu-west-1:123456789012:deliverystream/amazon-apigateway-x',
    format: '$context.requestId',
  },
  methodSettings: {'*/*': {throttlingRateLimit: 5, throttlingBurstLimit: 5}},
  tags: {added: 'yes'},
}

const v2Stage = {stageName: 'prod', stageVariables: {alias: 'one'}}
const changedV2Stage = {
  ...v2Stage,
  description: 'Changed',
  stageVariables: {more: 'two'},
  defaultRouteSettings: {throttlingRateLimit: 5, throttlingBurstLimit: 5},
  tags: {added: 'yes'},
}

const kinds: {kind: LiveApi['kind']; apis: fc.Arbitrary<Api>; stage: Stage; changed: Stage}[] = [
  {kind: 'rest', apis: restApi.map(deployable), stage: restStage, changed: changedRestStage},
  {
    kind: 'http',
    apis: httpApi.map(deployable),
    stage: {kind: 'httpStage', ...v2Stage},
    changed: {kind: 'httpStage', ...changedV2Stage},
  },
  {
    kind: 'websocket',
    apis: webSocketApi.map(deployable),
    stage: {kind: 'webSocketStage', ...v2Stage},
    changed: {kind: 'webSocketStage', ...changedV2Stage},
  },
]

/** The API without what keeps AWS from deploying it: routes without integrations, or no routes at all. */
function deployable(api: Api): Api {
  switch (api.kind) {
    case 'rest':
      return {...api, methods: {...whole(api.methods), 'GET /': mockMethod(200)}}
    case 'http':
      return {...api, routes: {...whole(api.routes), 'GET /whole': proxyRoute('/whole')}}
    case 'websocket':
      return {...api, routes: {...whole(api.routes), whole: mockMessage()}}
  }
}

function whole<Route extends {integration?: object}>(routes: Readonly<Record<string, Route>>): Record<string, Route> {
  return Object.fromEntries(Object.entries(routes).filter(([, {integration}]) => integration !== undefined))
}

/** Everything that a rollback has to bring back: the definition, the stages, what they point at, and what there is. */
function stateOf(live: LiveApi | undefined): object | undefined {
  if (live === undefined) return undefined
  return {
    apiId: live.apiId,
    content: contentHash(live.api, live.apiId),
    tags: live.api.tags,
    name: live.api.name,
    stages: live.stages.map(({stage, deploymentId}) => ({stage: withoutDefaults(stage), deploymentId})),
    deployments: (live.deployments ?? []).map(({deploymentId}) => deploymentId),
  }
}

/** AWS keeps members of DefaultRouteSettings for ever; at the quota of an account they do nothing. */
function withoutDefaults(stage: Stage): object {
  if (stage.kind === 'restStage') return stage
  const {throttlingRateLimit, throttlingBurstLimit, ...others} = stage.defaultRouteSettings ?? {}
  const isQuota = throttlingRateLimit === 10_000 && throttlingBurstLimit === 5000
  return {...stage, defaultRouteSettings: isQuota ? others : (stage.defaultRouteSettings ?? {})}
}

async function liveNow(clients: Clients, kind: LiveApi['kind']): Promise<LiveApi | undefined> {
  return (await restoreFor(clients, kind, {before: undefined, stageName: 'prod'})).live
}

for (const {kind, apis, stage, changed} of kinds) {
  test(
    `planRestore: after apply(A), apply(B) and a rollback the live ${kind} API is A, exactly, and so back to B`,
    async () => {
      await fc.assert(
        fc.asyncProperty(apis, apis, fc.constantFrom('granular', 'cheapest'), async (first, second, way) => {
          const clients = planeClients()
          await applied(clients, first, {stage, way})
          const before = await liveNow(clients, kind)
          const {plan: forward} = await planFor(clients, second, {stage: changed, way})
          await applied(clients, second, {stage: changed, way})
          const after = await liveNow(clients, kind)

          const back = {before, stageName: 'prod', madeFor: forward.contentHash, way}
          await carriedOut(clients, await restoreFor(clients, kind, back))
          assert.deepEqual(stateOf(await liveNow(clients, kind)), stateOf(before))
          assert.deepEqual((await restoreFor(clients, kind, back)).plan.changes, [])

          const again = {before: after, stageName: 'prod', way}
          await carriedOut(clients, await restoreFor(clients, kind, again))
          const {plan} = await planFor(clients, second, {stage: changed, way})
          assert.deepEqual(plan.changes, [])
        }),
        propertyRuns(6),
      )
    },
    propertyLimitMs(6),
  )

  test(`planRestore: an API that the run has made is deleted again (${kind})`, async () => {
    const [first] = fc.sample(apis, 1)
    assert.ok(first !== undefined)
    const clients = planeClients()
    await applied(clients, first, {stage})
    const {plan, live} = await restoreFor(clients, kind, {before: undefined, stageName: 'prod'})
    assert.deepEqual(
      plan.changes.map(({action}) => action),
      ['delete'],
    )
    await carriedOut(clients, {plan, live})
    assert.equal(await liveNow(clients, kind), undefined)
  })
}
