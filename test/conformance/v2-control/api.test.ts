import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const terraform = 'hashicorp/terraform-provider-aws internal/service/apigatewayv2/api_test.go'

/** Members that every answer of an HTTP API has. */
const http = {
  ApiEndpoint: 'https://{api.ApiId}.execute-api.eu-west-1.amazonaws.com',
  ApiId: madeUp.id,
  ApiKeySelectionExpression: '$request.header.x-api-key',
  CreatedDate: madeUp.date,
  DisableExecuteApiEndpoint: false,
  IpAddressType: 'ipv4',
  Name: 'pets',
  ProtocolType: 'HTTP',
  RouteSelectionExpression: '$request.method $request.path',
  Tags: {},
}
const webSocket = {
  ...http,
  ApiEndpoint: 'wss://{api.ApiId}.execute-api.eu-west-1.amazonaws.com',
  ProtocolType: 'WEBSOCKET',
  RouteSelectionExpression: '$request.body.action',
}
const cors = {AllowHeaders: ['Authorization'], AllowMethods: ['GET', 'put'], AllowOrigins: ['https://www.example.com']}

function create(members: object = {}): Step {
  return {call: 'CreateApi', with: {Name: 'pets', ProtocolType: 'HTTP', ...members}, as: 'api'}
}

function update(members: object): Step {
  return {call: 'UpdateApi', with: {ApiId: '{api.ApiId}', ...members}}
}

const get: Step = {call: 'GetApi', with: {ApiId: '{api.ApiId}'}}

const scenarios: readonly Scenario[] = [
  {
    name: 'an HTTP API with nothing but a name is made, listed, deleted',
    source: terraform,
    recorded: '2026-11-21',
    steps: [
      {...create(), answers: [201, http]},
      {...get, answers: [200, http]},
      {call: 'GetApis', answers: [200, {Items: [http]}]},
      {call: 'DeleteApi', with: {ApiId: '{api.ApiId}'}, answers: [204, {}]},
      {...get, refuses: ['NotFoundException', 'Invalid API identifier specified 000000000000:{api.ApiId}']},
    ],
  },
  {
    name: 'a WebSocket API with everything, then with what it can lose taken away',
    source: terraform,
    recorded: '2026-11-21',
    steps: [
      {
        ...create({
          ProtocolType: 'WEBSOCKET',
          RouteSelectionExpression: '$request.body.service',
          ApiKeySelectionExpression: '$context.authorizer.usageIdentifierKey',
          Description: 'test description',
          DisableExecuteApiEndpoint: true,
          Version: 'v1',
        }),
        answers: [
          201,
          {
            ...webSocket,
            RouteSelectionExpression: '$request.body.service',
            ApiKeySelectionExpression: '$context.authorizer.usageIdentifierKey',
            Description: 'test description',
            DisableExecuteApiEndpoint: true,
            Version: 'v1',
          },
        ],
      },
      {
        ...update({
          RouteSelectionExpression: '$request.body.action',
          ApiKeySelectionExpression: '$request.header.x-api-key',
          Description: '',
          DisableExecuteApiEndpoint: false,
          Version: '',
        }),
        answers: [201, webSocket],
      },
      {...get, answers: [200, webSocket]},
    ],
  },
  {
    name: 'CORS keeps the case of verbs, has no age of its own, and is taken away as a whole',
    source: terraform,
    recorded: '2026-11-21',
    steps: [
      {
        ...create({CorsConfiguration: cors}),
        answers: [201, {...http, CorsConfiguration: {...cors, AllowCredentials: false}}],
      },
      {
        ...update({CorsConfiguration: {AllowMethods: ['*'], MaxAge: 500}}),
        answers: [201, {...http, CorsConfiguration: {AllowCredentials: false, AllowMethods: ['*'], MaxAge: 500}}],
      },
      {call: 'DeleteCorsConfiguration', with: {ApiId: '{api.ApiId}'}, answers: [204, {}]},
      {...get, answers: [200, http]},
    ],
  },
  {
    name: 'credentials do not go with every origin',
    source: 'https://github.com/aws/aws-cdk/issues/9076',
    recorded: '2020-07-15',
    steps: [
      {
        ...create({CorsConfiguration: {AllowCredentials: true, AllowOrigins: ['*']}}),
        refuses: ['BadRequestException', "allow-credentials is not supported if 'allow-origin' is *"],
      },
    ],
  },
  {
    name: 'there are two protocols',
    source: 'getmoto/moto tests/test_apigatewayv2/test_apigatewayv2.py',
    recorded: '2023-10-12',
    steps: [
      {
        ...create({ProtocolType: '?'}),
        refuses: ['BadRequestException', 'Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]'],
      },
    ],
  },
  {
    name: 'a change answers 201 and keeps what it does not name',
    source: 'localstack/localstack localstack-core/localstack/aws/spec-patches.json',
    recorded: '2024-08-28',
    steps: [
      create({Description: 'first'}),
      {...update({Name: 'dogs'}), answers: [201, {...http, Name: 'dogs', Description: 'first'}]},
    ],
  },
  {
    name: 'quick create makes an integration, a route and a stage that API Gateway manages',
    source: 'https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html',
    recorded: '2026-11-21',
    steps: [
      {...create({Target: 'https://www.example.com'}), answers: [201, http]},
      {
        call: 'GetIntegrations',
        with: {ApiId: '{api.ApiId}'},
        as: 'integrations',
        answers: [
          200,
          {
            Items: [
              {
                ApiGatewayManaged: true,
                ConnectionType: 'INTERNET',
                IntegrationId: madeUp.id,
                IntegrationMethod: 'ANY',
                IntegrationType: 'HTTP_PROXY',
                IntegrationUri: 'https://www.example.com',
                PayloadFormatVersion: '1.0',
                TimeoutInMillis: 30_000,
              },
            ],
          },
        ],
      },
      {
        call: 'GetRoutes',
        with: {ApiId: '{api.ApiId}'},
        answers: [
          200,
          {
            Items: [
              {
                ApiGatewayManaged: true,
                ApiKeyRequired: false,
                AuthorizationType: 'NONE',
                RouteId: madeUp.id,
                RouteKey: '$default',
                Target: 'integrations/{integrations.Items.0.IntegrationId}',
              },
            ],
          },
        ],
      },
      {
        call: 'GetStage',
        with: {ApiId: '{api.ApiId}', StageName: '$default'},
        answers: [
          200,
          {
            ApiGatewayManaged: true,
            AutoDeploy: true,
            CreatedDate: madeUp.date,
            DefaultRouteSettings: {DetailedMetricsEnabled: false},
            DeploymentId: madeUp.id,
            LastDeploymentStatusMessage: madeUp.text,
            LastUpdatedDate: madeUp.date,
            RouteSettings: {},
            StageName: '$default',
            StageVariables: {},
            Tags: {},
          },
        ],
      },
    ],
  },
  {
    name: 'tags are given with the API, added, taken away',
    source: 'getmoto/moto tests/test_apigatewayv2/test_apigatewayv2_tags.py',
    recorded: '2023-10-12',
    steps: [
      create({Tags: {key1: 'value1'}}),
      {
        call: 'TagResource',
        with: {
          ResourceArn: 'arn:aws:apigateway:eu-west-1::/apis/{api.ApiId}',
          Tags: {key2: 'value2', key3: 'value3'},
        },
        answers: [201, {}],
      },
      {
        call: 'UntagResource',
        with: {ResourceArn: 'arn:aws:apigateway:eu-west-1::/apis/{api.ApiId}', TagKeys: ['key2']},
        answers: [204, {}],
      },
      {...get, answers: [200, {...http, Tags: {key1: 'value1', key3: 'value3'}}]},
      {
        call: 'GetTags',
        with: {ResourceArn: 'arn:aws:apigateway:eu-west-1::/apis/{api.ApiId}'},
        answers: [200, {Tags: {key1: 'value1', key3: 'value3'}}],
      },
    ],
  },
]

testScenarios('HTTP and WebSocket APIs', scenarios, 'apigatewayv2')
