import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import type {DeployedStage} from '../../src/model/deployed-stage.js'
import type {LiveApi} from '../../src/model/live-api.js'
import type {Stage} from '../../src/model/stage.js'
import {stage, variablesOf} from '../../src/resource/stage.js'
import {httpLive, restLive, webSocketLive} from '../support/live-apis.js'

type Values = Parameters<typeof stage.put>[2]

const deployments = [{deploymentId: 'new', contentHash: 'abc', createdAtMs: 2}, {deploymentId: 'old'}]

function rest(settings: Partial<Extract<Stage, {kind: 'restStage'}>> = {}): LiveApi {
  const prod: DeployedStage = {stage: {kind: 'restStage', stageName: 'prod', ...settings}, deploymentId: 'old'}
  return restLive({}, {stages: [prod], deployments})
}

function edited(live: LiveApi, values: Values, name = 'prod'): DeployedStage | undefined {
  return stage.put(live, name, values).stages.find((each) => each.stage.stageName === name)
}

const limits = {throttlingRateLimit: 10, throttlingBurstLimit: 5}

const cases: {name: string; live: LiveApi; stageName?: string; values: Values; expected: DeployedStage}[] = [
  {
    name: 'a new stage serves the newest deployment',
    live: rest(),
    stageName: 'beta',
    values: {description: 'b', variable: {a: '1'}},
    expected: {
      stage: {kind: 'restStage', stageName: 'beta', description: 'b', variables: {a: '1'}},
      ...{deploymentId: 'new', contentHash: 'abc', deployedAtMs: 2},
    },
  },
  {
    name: 'a new stage serves what another one does',
    live: rest(),
    stageName: 'beta',
    values: {deployment: 'prod'},
    expected: {stage: {kind: 'restStage', stageName: 'beta'}, deploymentId: 'old'},
  },
  {
    name: 'limits of all methods',
    live: rest({methodSettings: {'*/*': {metricsEnabled: true}}}),
    values: {rateLimit: 10, burstLimit: 5},
    expected: {
      stage: {kind: 'restStage', stageName: 'prod', methodSettings: {'*/*': {metricsEnabled: true, ...limits}}},
      deploymentId: 'old',
    },
  },
  {
    name: 'settings of a method that has none left go whole',
    live: rest({methodSettings: {'GET /a': limits}}),
    values: {route: 'GET /a', unlimited: true},
    expected: {stage: {kind: 'restStage', stageName: 'prod', methodSettings: {}}, deploymentId: 'old'},
  },
  {
    name: 'the execution log and tracing',
    live: rest(),
    values: {executionLog: 'error', metrics: true, tracing: true},
    expected: {
      stage: {
        ...{kind: 'restStage', stageName: 'prod', tracingEnabled: true},
        methodSettings: {'*/*': {loggingLevel: 'ERROR', metricsEnabled: true}},
      },
      deploymentId: 'old',
    },
  },
  {
    name: 'a stage of an HTTP API that deploys by itself needs no deployment',
    live: httpLive(),
    stageName: '$default',
    values: {autoDeploy: true, rateLimit: 10, burstLimit: 5, metrics: false},
    expected: {
      stage: {
        ...{kind: 'httpStage', stageName: '$default', autoDeploy: true},
        defaultRouteSettings: {...limits, detailedMetricsEnabled: false},
      },
    },
  },
  {
    name: 'limits of one route of a WebSocket API',
    live: webSocketLive({}, {deployments, stages: [{stage: {kind: 'webSocketStage', stageName: 'prod'}}]}),
    values: {route: 'ping', rateLimit: 10, burstLimit: 5},
    expected: {stage: {kind: 'webSocketStage', stageName: 'prod', routeSettings: {ping: limits}}},
  },
  {
    name: 'an access log that ends',
    live: rest({accessLogSettings: {destinationArn: 'arn:x', format: 'f'}}),
    values: {accessLog: ''},
    expected: {stage: {kind: 'restStage', stageName: 'prod'}, deploymentId: 'old'},
  },
]

for (const {name, live, stageName, values, expected} of cases) {
  test(`stage: ${name}`, () => assert.deepEqual(edited(live, values, stageName), expected))
}

test('stage: a format of an access log needs a place that the log goes to', () => {
  assert.throws(() => stage.put(rest({}), 'prod', {accessLogFormat: '$context.requestId'}), {code: 'VALUE_MISSING'})
})

test('stage: variables are set one by one, and the last one that goes leaves none', () => {
  const live = stage.put(rest({variables: {a: '1', b: '2'}}), 'prod', {variable: {b: '', c: '3'}})
  assert.deepEqual(variablesOf(live, 'prod'), {a: '1', c: '3'})
  assert.deepEqual(variablesOf(stage.put(live, 'prod', {variable: {a: '', c: ''}}), 'prod'), {})
})

const refusals = [
  {name: 'a deployment that is not there', edit: () => edited(rest(), {deployment: 'prd'}), code: 'DEPLOYMENT_NOT_FOUND'}, // prettier-ignore
  {name: 'a new stage before anything was deployed', edit: () => edited(restLive(), {}), code: 'DEPLOYMENT_NOT_FOUND'},
  {name: 'a name that AWS does not take', edit: () => stage.toName?.('a b', restLive()), code: 'NAME_INVALID'},
  {name: '$default of a REST API', edit: () => stage.toName?.('$default', restLive()), code: 'NAME_INVALID'},
]

for (const {name, edit, code} of refusals) {
  test(`stage: ${name} is refused`, () => {
    assert.throws(edit, (error) => error instanceof ApigwError && error.code === code)
  })
}
