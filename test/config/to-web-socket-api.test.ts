import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseSettings} from '../../src/config/parse-settings.js'
import {toWebSocketApi} from '../../src/config/to-web-socket-api.js'
import type {WebSocketApi} from '../../src/model/web-socket-api.js'

const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:send'
const invocation = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`
const variables = {'functions.send.arn': functionArn, 'AWS::Region': 'eu-west-1'}

function apiOf(text: string): WebSocketApi {
  const head = 'name: chat\ntype: websocket\nfunctions: {send: {handler: a.b}}\n'
  const {settings, problems} = parseSettings(head + text, 'apigw.yaml')
  assert.ok(settings, JSON.stringify(problems))
  return toWebSocketApi(settings, {name: 'chat', tags: {team: 'store'}, variables})
}

const proxy = {
  integrationType: 'AWS_PROXY',
  integrationMethod: 'POST',
  integrationUri: invocation,
  connectionType: 'INTERNET',
  passthroughBehavior: 'WHEN_NO_MATCH',
  timeoutInMillis: 29_000,
  requestParameters: {},
  requestTemplates: {},
  responses: {},
}

const plain = {authorizationType: 'NONE', apiKeyRequired: false, requestParameters: {}, requestModels: {}}

test('toWebSocketApi: a route key and a function, with the defaults of AWS', () => {
  assert.deepEqual(apiOf('routes: {$default: send}'), {
    kind: 'websocket',
    name: 'chat',
    routeSelectionExpression: '$request.body.action',
    apiKeySelectionExpression: '$request.header.x-api-key',
    disableSchemaValidation: false,
    disableExecuteApiEndpoint: false,
    ipAddressType: 'ipv4',
    routes: {$default: {...plain, integration: proxy}},
    authorizers: {},
    models: {},
    tags: {team: 'store'},
  })
})

const cases = [
  {
    name: 'a guarded $connect',
    text: '$connect: {function: send, authorizer: session, apiKeyRequired: true, operationName: Connect, requestParameters: {route.request.header.A: true}}\nauthorizers: {session: {function: send, identitySource: route.request.querystring.token}}',
    route: {
      ...plain,
      authorizationType: 'CUSTOM',
      authorizer: 'session',
      apiKeyRequired: true,
      operationName: 'Connect',
      requestParameters: {'route.request.header.A': true},
      integration: proxy,
    },
  },
  {
    name: 'a signed $connect',
    text: '$connect: {function: send, authorizer: AWS_IAM}',
    route: {...plain, authorizationType: 'AWS_IAM', integration: proxy},
  },
  {
    name: 'a two-way route whose messages are checked by one model',
    text: 'a: {function: send, response: true, requestModels: Message}\nmodels: {Message: {type: object}}',
    route: {
      ...plain,
      requestModels: {$default: 'Message'},
      modelSelectionExpression: '\\$default',
      routeResponseSelectionExpression: '$default',
      response: {responseParameters: {}, responseModels: {}},
      integration: proxy,
    },
  },
  {
    name: 'one template for every message, and one for every answer',
    text: 'a: {integration: {type: MOCK, requestTemplates: "{}", responses: {$default: {responseTemplates: "[]"}}}}',
    route: {
      ...plain,
      integration: {
        integrationType: 'MOCK',
        passthroughBehavior: 'WHEN_NO_MATCH',
        timeoutInMillis: 29_000,
        requestParameters: {},
        requestTemplates: {$default: '{}'},
        templateSelectionExpression: '\\$default',
        responses: {
          $default: {
            responseParameters: {},
            responseTemplates: {$default: '[]'},
            templateSelectionExpression: '\\$default',
          },
        },
      },
    },
  },
  {
    name: 'everything that an integration can say',
    text: `a:
    response: {responseParameters: {route.response.header.X: true}, modelSelectionExpression: $default}
    integration:
      type: HTTP
      uri: https://a.example
      method: PUT
      credentials: arn:aws:iam::123456789012:role/x
      description: Words
      connectionType: VPC_LINK
      connectionId: vl1
      timeoutInMillis: 50
      passthroughBehavior: NEVER
      contentHandling: CONVERT_TO_TEXT
      requestParameters: {integration.request.header.A: context.connectionId}
      requestTemplates: {b: "{}", a: "[]"}
      templateSelectionExpression: $request.body.kind
      responses: {/5.*/: {contentHandling: CONVERT_TO_BINARY, responseParameters: {route.response.header.X: "'1'"}}}`,
    route: {
      ...plain,
      routeResponseSelectionExpression: '$default',
      response: {
        responseParameters: {'route.response.header.X': true},
        responseModels: {},
        modelSelectionExpression: '$default',
      },
      integration: {
        integrationType: 'HTTP',
        integrationMethod: 'PUT',
        integrationUri: 'https://a.example',
        credentialsArn: 'arn:aws:iam::123456789012:role/x',
        description: 'Words',
        connectionType: 'VPC_LINK',
        connectionId: 'vl1',
        passthroughBehavior: 'NEVER',
        contentHandlingStrategy: 'CONVERT_TO_TEXT',
        timeoutInMillis: 50,
        requestParameters: {'integration.request.header.A': 'context.connectionId'},
        requestTemplates: {a: '[]', b: '{}'},
        templateSelectionExpression: '$request.body.kind',
        responses: {
          '/5.*/': {
            contentHandlingStrategy: 'CONVERT_TO_BINARY',
            responseParameters: {'route.response.header.X': "'1'"},
            responseTemplates: {},
          },
        },
      },
    },
  },
]

for (const {name, text, route} of cases) {
  test(`toWebSocketApi: ${name}`, () => {
    assert.deepEqual(Object.values(apiOf(`routes:\n  ${text}`).routes), [route])
  })
}

test('toWebSocketApi: authorizers by function or by ARN', () => {
  const {authorizers} = apiOf(`routes: {a: send}
authorizers:
  one: {function: send, identitySource: route.request.querystring.token}
  two: {uri: ${functionArn}, credentials: "arn:aws:iam::123456789012:role/x", identitySource: [context.stage]}
  three: {uri: ${invocation}}`)
  assert.deepEqual(authorizers, {
    one: {authorizerType: 'REQUEST', authorizerUri: invocation, identitySource: ['route.request.querystring.token']},
    three: {authorizerType: 'REQUEST', authorizerUri: invocation, identitySource: []},
    two: {
      authorizerType: 'REQUEST',
      authorizerUri: invocation,
      authorizerCredentialsArn: 'arn:aws:iam::123456789012:role/x',
      identitySource: ['context.stage'],
    },
  })
})
