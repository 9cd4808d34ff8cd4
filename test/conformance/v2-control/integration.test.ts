import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const terraform = 'hashicorp/terraform-provider-aws internal/service/apigatewayv2/integration_test.go'

const http: Step = {call: 'CreateApi', with: {Name: 'pets', ProtocolType: 'HTTP'}, as: 'api'}
const webSocket: Step = {
  call: 'CreateApi',
  with: {Name: 'chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action'},
  as: 'api',
}
const functionUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:f/invocations'

function create(members: object): Step {
  return {call: 'CreateIntegration', with: {ApiId: '{api.ApiId}', ...members}, as: 'integration'}
}

function update(members: object): Step {
  const labels = {ApiId: '{api.ApiId}', IntegrationId: '{integration.IntegrationId}'}
  return {call: 'UpdateIntegration', with: {...labels, ...members}}
}

const proxy = {
  ConnectionType: 'INTERNET',
  IntegrationId: madeUp.id,
  IntegrationMethod: 'ANY',
  IntegrationType: 'HTTP_PROXY',
  IntegrationUri: 'http://www.example.com',
  PayloadFormatVersion: '1.0',
  TimeoutInMillis: 30_000,
}
const requestParameters = {'append:header.header1': '$context.requestId', 'remove:querystring.qs1': "''"}
const failed = {'append:header.header1': '$context.requestId', 'overwrite:statuscode': '403'}

const scenarios: readonly Scenario[] = [
  {
    name: 'defaults of an HTTP proxy',
    source: terraform,
    recorded: '2026-11-21',
    steps: [
      http,
      {
        ...create({IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'GET', IntegrationUri: 'https://example.com'}),
        answers: [201, {...proxy, IntegrationMethod: 'GET', IntegrationUri: 'https://example.com'}],
      },
    ],
  },
  {
    name: 'a function is called with POST, and keeps the payload format it is given',
    source: terraform,
    recorded: '2026-11-21',
    steps: [
      http,
      {
        ...create({
          Description: 'Test Lambda',
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: functionUri,
          PayloadFormatVersion: '2.0',
        }),
        answers: [
          201,
          {
            ...proxy,
            Description: 'Test Lambda',
            IntegrationMethod: 'POST',
            IntegrationType: 'AWS_PROXY',
            IntegrationUri: functionUri,
            PayloadFormatVersion: '2.0',
          },
        ],
      },
    ],
  },
  {
    name: 'a service action has no verb and no URI',
    source: terraform,
    recorded: '2026-11-21',
    steps: [
      http,
      {
        ...create({
          CredentialsArn: 'arn:aws:iam::000000000000:role/r',
          IntegrationSubtype: 'SQS-SendMessage',
          IntegrationType: 'AWS_PROXY',
          PayloadFormatVersion: '1.0',
          RequestParameters: {QueueUrl: 'https://sqs.example/q', MessageBody: '$request.body'},
        }),
        answers: [
          201,
          {
            ConnectionType: 'INTERNET',
            CredentialsArn: 'arn:aws:iam::000000000000:role/r',
            IntegrationId: madeUp.id,
            IntegrationSubtype: 'SQS-SendMessage',
            IntegrationType: 'AWS_PROXY',
            PayloadFormatVersion: '1.0',
            RequestParameters: {QueueUrl: 'https://sqs.example/q', MessageBody: '$request.body'},
            TimeoutInMillis: 30_000,
          },
        ],
      },
    ],
  },
  {
    name: 'a change merges parameter mappings; an empty value or map takes one away',
    source: terraform,
    recorded: '2026-11-21',
    steps: [
      http,
      {
        ...create({
          IntegrationMethod: 'ANY',
          IntegrationType: 'HTTP_PROXY',
          IntegrationUri: 'http://www.example.com',
          PayloadFormatVersion: '1.0',
          RequestParameters: requestParameters,
          ResponseParameters: {404: {'append:header.error': '$stageVariables.environmentId'}, 500: failed},
        }),
        answers: [
          201,
          {
            ...proxy,
            RequestParameters: requestParameters,
            ResponseParameters: {404: {'append:header.error': '$stageVariables.environmentId'}, 500: failed},
          },
        ],
      },
      {
        ...update({
          RequestParameters: {
            'append:header.header1': '$context.accountId',
            'overwrite:header.header2': '$stageVariables.environmentId',
            'remove:querystring.qs1': '',
          },
          ResponseParameters: {404: {}, 500: failed},
        }),
        answers: [
          200,
          {
            ...proxy,
            RequestParameters: {
              'append:header.header1': '$context.accountId',
              'overwrite:header.header2': '$stageVariables.environmentId',
            },
            ResponseParameters: {500: failed},
          },
        ],
      },
    ],
  },
  {
    name: 'defaults of WebSocket APIs: MOCK, HTTP and a function behind templates',
    source: terraform,
    recorded: '2026-11-21',
    steps: [
      webSocket,
      {
        ...create({IntegrationType: 'MOCK', ConnectionType: 'INTERNET'}),
        answers: [
          201,
          {
            ConnectionType: 'INTERNET',
            IntegrationId: madeUp.id,
            IntegrationResponseSelectionExpression: '${integration.response.statuscode}',
            IntegrationType: 'MOCK',
            PassthroughBehavior: 'WHEN_NO_MATCH',
            PayloadFormatVersion: '1.0',
            TimeoutInMillis: 29_000,
          },
        ],
      },
      {
        ...create({
          ContentHandlingStrategy: 'CONVERT_TO_TEXT',
          IntegrationMethod: 'GET',
          IntegrationType: 'HTTP',
          IntegrationUri: 'http://www.example.com',
          RequestTemplates: {'application/json': ''},
          TemplateSelectionExpression: '$request.body.name',
          TimeoutInMillis: 28_999,
        }),
        answers: [
          201,
          {
            ConnectionType: 'INTERNET',
            ContentHandlingStrategy: 'CONVERT_TO_TEXT',
            IntegrationId: madeUp.id,
            IntegrationMethod: 'GET',
            IntegrationResponseSelectionExpression: '${integration.response.statuscode}',
            IntegrationType: 'HTTP',
            IntegrationUri: 'http://www.example.com',
            PassthroughBehavior: 'WHEN_NO_MATCH',
            PayloadFormatVersion: '1.0',
            RequestTemplates: {'application/json': ''},
            TemplateSelectionExpression: '$request.body.name',
            TimeoutInMillis: 28_999,
          },
        ],
      },
      {
        ...create({IntegrationMethod: 'POST', IntegrationType: 'AWS', IntegrationUri: functionUri}),
        answers: [
          201,
          {
            ConnectionType: 'INTERNET',
            IntegrationId: madeUp.id,
            IntegrationMethod: 'POST',
            IntegrationResponseSelectionExpression: '${integration.response.body.errorMessage}',
            IntegrationType: 'AWS',
            IntegrationUri: functionUri,
            PassthroughBehavior: 'WHEN_NO_MATCH',
            PayloadFormatVersion: '1.0',
            TimeoutInMillis: 29_000,
          },
        ],
      },
    ],
  },
  {
    name: 'HTTP APIs have proxies only',
    source: 'https://github.com/aws/aws-cli/issues/6363',
    recorded: '2021-08-27',
    steps: [
      http,
      {
        ...create({IntegrationType: 'AWS', IntegrationUri: functionUri}),
        refuses: [
          'BadRequestException',
          'Currently, an API with a protocol type of HTTP may only be associated with proxy integrations (AWS_PROXY, HTTP_PROXY)',
        ],
      },
    ],
  },
  {
    name: 'an integration that a route uses stays',
    source: 'https://github.com/milliHQ/terraform-aws-next-js/issues/247',
    recorded: '2021-11-30',
    steps: [
      http,
      create({IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'GET', IntegrationUri: 'https://example.com'}),
      {
        call: 'CreateRoute',
        with: {
          ApiId: '{api.ApiId}',
          RouteKey: 'GET /pets',
          Target: 'integrations/{integration.IntegrationId}',
        },
        as: 'route',
      },
      {
        call: 'DeleteIntegration',
        with: {ApiId: '{api.ApiId}', IntegrationId: '{integration.IntegrationId}'},
        refuses: [
          'ConflictException',
          'Cannot delete Integration because it is referenced by the following Routes with Ids: [{route.RouteId}]',
        ],
      },
      {call: 'DeleteRoute', with: {ApiId: '{api.ApiId}', RouteId: '{route.RouteId}'}, answers: [204, {}]},
      {
        call: 'DeleteIntegration',
        with: {ApiId: '{api.ApiId}', IntegrationId: '{integration.IntegrationId}'},
        answers: [204, {}],
      },
      {
        call: 'GetIntegration',
        with: {ApiId: '{api.ApiId}', IntegrationId: '{integration.IntegrationId}'},
        refuses: ['NotFoundException', 'Invalid Integration identifier specified {integration.IntegrationId}'],
      },
    ],
  },
]

testScenarios('integrations of HTTP and WebSocket APIs', scenarios, 'apigatewayv2')
