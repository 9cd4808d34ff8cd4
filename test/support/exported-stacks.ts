import {thisApi} from '../../src/model/alarm.js'
import type {Companions} from '../../src/model/companion.js'
import {fromHttpApi} from '../../src/spec/from-http-api.js'
import {fromRestApi} from '../../src/spec/from-rest-api.js'
import {environmentMark, someAccount} from '../../src/sdk-export/stack/stack.js'
import type {Stack} from '../../src/sdk-export/stack/stack.js'
import {httpApiOf, mockMethod, restApiOf, webSocketApiOf} from './many-routes.js'

const functionArn = `arn:aws:lambda:eu-west-1:${someAccount}:function:list-pets`
const certificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/8ecb5cb4-a9c6-4b8e-9b8a-1c3f6a7d2e10'

/** Everything that may stand beside an API. */
const companions: Companions = {
  usagePlans: {
    wanted: {
      basic: {
        throttle: {rateLimit: 10, burstLimit: 20},
        quota: {limit: 1000, period: 'MONTH'},
        stages: {prod: {methods: {'GET /area0/thing0': {rateLimit: 1, burstLimit: 2}}}},
      },
    },
    names: ['basic'],
  },
  apiKeys: {wanted: {'ACME Ltd': {description: 'of ACME', tags: {team: 'store'}}}, names: ['ACME Ltd']},
  usagePlanKeys: {basic: ['ACME Ltd']},
  domains: {
    wanted: {'api.example.com': {certificateArn}, 'edge.example.com': {certificateArn, endpointType: 'EDGE'}},
    names: ['api.example.com', 'edge.example.com'],
  },
  mappings: {'api.example.com': ['', 'v1'], 'edge.example.com': ['pets']},
  permissions: {[functionArn]: [{functionArn, source: 'prod/GET/pets/*'}]},
  alarms: {
    prefix: 'pets-prod-',
    wanted: {
      'pets-prod-errors': {
        metricName: '5XXError',
        dimensions: {ApiName: 'pets', Stage: 'prod'},
        statistic: 'Average',
        comparisonOperator: 'GreaterThanThreshold',
        ...{threshold: 0.01, period: 60, evaluationPeriods: 5, treatMissingData: 'notBreaching'},
        alarmActions: ['arn:aws:sns:eu-west-1:123456789012:alarms'],
      },
      'pets-prod-slow': {
        metricName: 'Latency',
        dimensions: {ApiId: thisApi},
        statistic: 'p99',
        comparisonOperator: 'GreaterThanThreshold',
        ...{threshold: 1000, period: 60, evaluationPeriods: 5, treatMissingData: 'notBreaching'},
      },
    },
  },
  logGroups: {'arn:aws:logs:eu-west-1:123456789012:log-group:pets': {retentionDays: 30}},
}

const accessLogSettings = {
  destinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:pets',
  format: '{"id": "$context.requestId"}',
}

const rest = {
  ...restApiOf(2),
  methods: {
    ...restApiOf(2).methods,
    'GET /area0/thing1': {
      ...mockMethod(200),
      authorizationType: 'CUSTOM' as const,
      authorizer: 'guard',
      requestValidator: 'all',
      requestModels: {'application/json': 'Pet'},
      requestParameters: {'method.request.querystring.page': true},
    },
  },
  authorizers: {
    guard: {
      type: 'TOKEN' as const,
      authorizerUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
      identitySource: 'method.request.header.Authorization',
      providerARNs: [],
    },
  },
  requestValidators: {all: {validateRequestBody: true, validateRequestParameters: true}},
  models: {Pet: {contentType: 'application/json', schema: {type: 'object', properties: {name: {type: 'string'}}}}},
  gatewayResponses: {
    UNAUTHORIZED: {
      statusCode: '401',
      responseParameters: {},
      responseTemplates: {'application/json': '{"message": $context.error.messageString}'},
    },
  },
  policy: {
    Version: '2012-10-17',
    Statement: [{Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*'}],
  },
  tags: {team: 'store'},
}

/** One of each kind, with a stage that has settings of every sort. */
export const exportedStacks: Readonly<Record<'rest' | 'http' | 'websocket', Stack>> = {
  rest: {
    api: rest,
    stage: {
      kind: 'restStage',
      stageName: 'prod',
      description: 'the real one',
      variables: {alias: 'live', secret: environmentMark('SECRET')},
      tracingEnabled: true,
      cacheClusterEnabled: true,
      cacheClusterSize: '0.5',
      accessLogSettings,
      methodSettings: {
        '*/*': {throttlingRateLimit: 5, throttlingBurstLimit: 9, metricsEnabled: true, loggingLevel: 'ERROR'},
        'GET /area0/thing0': {cachingEnabled: true, cacheTtlInSeconds: 60},
      },
      tags: {team: 'store'},
    },
    companions,
    document: fromRestApi(rest),
  },
  http: {
    api: httpApiOf(2),
    stage: {
      kind: 'httpStage',
      stageName: 'prod',
      autoDeploy: true,
      stageVariables: {alias: 'live'},
      accessLogSettings,
      defaultRouteSettings: {throttlingRateLimit: 5, throttlingBurstLimit: 9},
    },
    companions: {domains: companions.domains ?? {wanted: {}, names: []}, mappings: {'api.example.com': ['v1']}},
    document: fromHttpApi(httpApiOf(2)),
  },
  websocket: {
    api: webSocketApiOf(2),
    stage: {
      kind: 'webSocketStage',
      stageName: 'prod',
      defaultRouteSettings: {loggingLevel: 'INFO', throttlingRateLimit: 5, throttlingBurstLimit: 9},
    },
    companions: {},
    document: {},
  },
}

/** Tries to leave a text, a line, a block or a file. */
export const hostileText =
  'a"}\n\\"${file("/etc/passwd")}%{ if true }x%{ endif }\'\u2028\n}\nresource "null_resource" "evil" {\n#*/ - !Sub ../../x: {y'
