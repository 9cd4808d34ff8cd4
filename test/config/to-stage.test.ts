import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseSettings} from '../../src/config/parse-settings.js'
import type {StageSettings} from '../../src/config/settings.js'
import {toHttpStage, toRestStage, toWebSocketStage} from '../../src/config/to-stage.js'

function stage(type: 'rest' | 'http' | 'websocket', text: string): StageSettings {
  const routes = type === 'websocket' ? 'routes: {send: {integration: {type: MOCK}}}\n' : ''
  const {settings, problems} = parseSettings(
    `name: pets\ntype: ${type}\n${routes}stages:\n  prod: ${text}\n`,
    'apigw.yaml',
  )
  const found = settings?.stages['prod']
  if (found === undefined) throw new Error(JSON.stringify(problems))
  return found
}

const group = 'arn:aws:logs:eu-west-1:123456789012:log-group:pets'

test('toRestStage: everything that a stage can say', () => {
  const settings = stage(
    'rest',
    `
    description: Live
    variables: {b: 2, a: x}
    throttle: {rateLimit: 200, burstLimit: 400}
    cache: {sizeGb: 0.5, ttlSeconds: 300, encrypted: true, requireAuthorization: true, unauthorized: fail}
    accessLog: {destination: '${group}:*', format: clf}
    executionLog: error
    dataTrace: false
    metrics: true
    tracing: true
    clientCertificateId: abc
    tags: {team: store}
    methods:
      GET /pets: {cache: {ttlSeconds: 60}, throttle: {rateLimit: 50, burstLimit: 50}, executionLog: 'off'}
      POST /pets: {cache: {enabled: false}}`,
  )
  assert.deepEqual(toRestStage('prod', settings), {
    kind: 'restStage',
    stageName: 'prod',
    description: 'Live',
    variables: {a: 'x', b: '2'},
    tracingEnabled: true,
    cacheClusterEnabled: true,
    cacheClusterSize: '0.5',
    clientCertificateId: 'abc',
    accessLogSettings: {
      destinationArn: group,
      format:
        '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime]"$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId',
    },
    methodSettings: {
      '*/*': {
        metricsEnabled: true,
        loggingLevel: 'ERROR',
        dataTraceEnabled: false,
        throttlingBurstLimit: 400,
        throttlingRateLimit: 200,
        cachingEnabled: true,
        cacheTtlInSeconds: 300,
        cacheDataEncrypted: true,
        requireAuthorizationForCacheControl: true,
        unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403',
      },
      'GET /pets': {
        loggingLevel: 'OFF',
        throttlingBurstLimit: 50,
        throttlingRateLimit: 50,
        cachingEnabled: true,
        cacheTtlInSeconds: 60,
      },
      'POST /pets': {cachingEnabled: false},
    },
    tags: {team: 'store'},
  })
})

test('toHttpStage: everything that a stage can say', () => {
  const settings = stage(
    'http',
    `
    description: Live
    autoDeploy: true
    variables: {a: x}
    throttle: {rateLimit: 0.5, burstLimit: 1}
    metrics: true
    accessLog: {destination: '${group}', format: $context.requestId}
    tags: {team: store}
    routes: {GET /pets: {metrics: false}}`,
  )
  assert.deepEqual(toHttpStage('prod', settings), {
    kind: 'httpStage',
    stageName: 'prod',
    description: 'Live',
    autoDeploy: true,
    stageVariables: {a: 'x'},
    accessLogSettings: {destinationArn: group, format: '$context.requestId'},
    defaultRouteSettings: {detailedMetricsEnabled: true, throttlingBurstLimit: 1, throttlingRateLimit: 0.5},
    routeSettings: {'GET /pets': {detailedMetricsEnabled: false}},
    tags: {team: 'store'},
  })
})

test('toRestStage and toHttpStage: what is not mentioned is not declared', () => {
  assert.deepEqual(toRestStage('prod', stage('rest', '{}')), {kind: 'restStage', stageName: 'prod'})
  assert.deepEqual(toHttpStage('prod', stage('http', '{}')), {kind: 'httpStage', stageName: 'prod'})
})

test('toWebSocketStage: everything that a stage can say', () => {
  const settings = stage(
    'websocket',
    `
    description: Live
    variables: {a: x}
    throttle: {rateLimit: 10, burstLimit: 20}
    executionLog: error
    dataTrace: false
    metrics: true
    clientCertificateId: abc
    accessLog: {destination: '${group}', format: clf}
    tags: {team: store}
    routes: {send: {throttle: {rateLimit: 1, burstLimit: 2}, executionLog: info, dataTrace: true}}`,
  )
  assert.deepEqual(toWebSocketStage('prod', settings), {
    kind: 'webSocketStage',
    clientCertificateId: 'abc',
    stageName: 'prod',
    description: 'Live',
    stageVariables: {a: 'x'},
    accessLogSettings: {
      destinationArn: group,
      format:
        '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.eventType $context.routeKey $context.connectionId" $context.status $context.requestId',
    },
    defaultRouteSettings: {
      detailedMetricsEnabled: true,
      loggingLevel: 'ERROR',
      dataTraceEnabled: false,
      throttlingBurstLimit: 20,
      throttlingRateLimit: 10,
    },
    routeSettings: {
      send: {loggingLevel: 'INFO', dataTraceEnabled: true, throttlingBurstLimit: 2, throttlingRateLimit: 1},
    },
    tags: {team: 'store'},
  })
})
