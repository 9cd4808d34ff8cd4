import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const terraform = 'hashicorp/terraform-provider-aws internal/service/apigatewayv2/stage_test.go'

const http: Step = {call: 'CreateApi', with: {Name: 'pets', ProtocolType: 'HTTP'}, as: 'api'}
const webSocket: Step = {
  call: 'CreateApi',
  with: {Name: 'chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action'},
  as: 'api',
}
const integration: Step = {
  call: 'CreateIntegration',
  with: {
    ApiId: '{api.ApiId}',
    IntegrationMethod: 'GET',
    IntegrationType: 'HTTP_PROXY',
    IntegrationUri: 'https://example.com',
    PayloadFormatVersion: '1.0',
  },
  as: 'integration',
}
const route: Step = {
  call: 'CreateRoute',
  with: {ApiId: '{api.ApiId}', RouteKey: 'GET /pets', Target: 'integrations/{integration.IntegrationId}'},
}
const deploy: Step = {call: 'CreateDeployment', with: {ApiId: '{api.ApiId}'}, as: 'deployment'}

function create(members: object = {}): Step {
  return {call: 'CreateStage', with: {ApiId: '{api.ApiId}', StageName: 'dev', ...members}}
}

function update(members: object): Step {
  return {call: 'UpdateStage', with: {ApiId: '{api.ApiId}', StageName: 'dev', ...members}}
}

const stage = {
  AutoDeploy: false,
  CreatedDate: madeUp.date,
  DefaultRouteSettings: {DetailedMetricsEnabled: false},
  LastUpdatedDate: madeUp.date,
  RouteSettings: {},
  StageName: 'dev',
  StageVariables: {},
  Tags: {},
}
const settings = {'GET /pets': {ThrottlingBurstLimit: 100, ThrottlingRateLimit: 2000}}

const scenarios: readonly Scenario[] = [
  {
    name: 'defaults of a stage of an HTTP API',
    source: `${terraform}, getmoto/moto tests/test_apigatewayv2/test_apigatewayv2_stages.py`,
    recorded: '2023-10-12',
    steps: [
      http,
      {call: 'GetStages', with: {ApiId: '{api.ApiId}'}, answers: [200, {Items: []}]},
      {...create(), answers: [201, stage]},
      {call: 'GetStages', with: {ApiId: '{api.ApiId}'}, answers: [200, {Items: [stage]}]},
      {call: 'DeleteStage', with: {ApiId: '{api.ApiId}', StageName: 'dev'}, answers: [204, {}]},
      {
        call: 'GetStage',
        with: {ApiId: '{api.ApiId}', StageName: 'dev'},
        refuses: ['NotFoundException', 'Invalid stage identifier specified'],
      },
    ],
  },
  {
    name: 'defaults of a stage of a WebSocket API: nothing is logged, no limits are read back',
    source: `${terraform}, getmoto/moto tests/test_apigatewayv2/test_apigatewayv2_stages.py`,
    recorded: '2023-10-12',
    steps: [
      webSocket,
      {
        ...create(),
        answers: [
          201,
          {
            ...stage,
            DefaultRouteSettings: {DataTraceEnabled: false, DetailedMetricsEnabled: false, LoggingLevel: 'OFF'},
          },
        ],
      },
    ],
  },
  {
    name: 'throttling of one route',
    source: 'aws/aws-cli awscli/examples/apigatewayv2/update-stage.rst',
    recorded: '2026-11-21',
    steps: [
      http,
      integration,
      route,
      deploy,
      create({DeploymentId: '{deployment.DeploymentId}'}),
      {
        ...update({RouteSettings: settings}),
        answers: [200, {...stage, DeploymentId: '{deployment.DeploymentId}', RouteSettings: settings}],
      },
    ],
  },
  {
    name: 'settings of a route that is not there',
    source: 'https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/pull/80',
    recorded: '2022-09-09',
    steps: [
      http,
      {
        ...create({RouteSettings: {'GET /some-route': {ThrottlingBurstLimit: 1}}}),
        refuses: ['NotFoundException', 'Unable to find Route by key GET /some-route within the provided RouteSettings'],
      },
    ],
  },
  {
    name: 'HTTP APIs have no execution logs',
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/14010',
    recorded: '2020-07-01',
    steps: [
      http,
      create(),
      {
        ...update({DefaultRouteSettings: {LoggingLevel: 'INFO'}}),
        refuses: ['BadRequestException', 'Execution logs are not supported on protocolType HTTP'],
      },
    ],
  },
  {
    name: 'a name is there once',
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/1153',
    recorded: '2019-06-25',
    steps: [http, create(), {...create(), refuses: ['ConflictException', 'Stage already exists']}],
  },
  {
    name: 'a deployment needs a route',
    source: 'https://github.com/aws/serverless-application-model/issues/2512',
    recorded: '2022-09-22',
    steps: [
      webSocket,
      {...deploy, refuses: ['BadRequestException', 'At least one route is required before deploying the Api.']},
    ],
  },
  {
    name: 'a deployment is described, changed with 201, kept while a stage points to it',
    source: `${terraform.replace('stage', 'deployment')}, localstack/localstack localstack-core/localstack/aws/spec-patches.json`,
    recorded: '2024-08-21',
    steps: [
      http,
      integration,
      route,
      {
        ...deploy,
        with: {ApiId: '{api.ApiId}', Description: 'Test description'},
        answers: [
          201,
          {
            AutoDeployed: false,
            CreatedDate: madeUp.date,
            DeploymentId: madeUp.id,
            DeploymentStatus: 'DEPLOYED',
            Description: 'Test description',
          },
        ],
      },
      {
        call: 'UpdateDeployment',
        with: {
          ApiId: '{api.ApiId}',
          DeploymentId: '{deployment.DeploymentId}',
          Description: 'Test description updated',
        },
        answers: [
          201,
          {
            AutoDeployed: false,
            CreatedDate: madeUp.date,
            DeploymentId: '{deployment.DeploymentId}',
            DeploymentStatus: 'DEPLOYED',
            Description: 'Test description updated',
          },
        ],
      },
      create({DeploymentId: '{deployment.DeploymentId}'}),
      {
        call: 'DeleteDeployment',
        with: {ApiId: '{api.ApiId}', DeploymentId: '{deployment.DeploymentId}'},
        refuses: ['BadRequestException', 'Active stages pointing to this deployment must be moved or deleted'],
      },
    ],
  },
]

testScenarios('stages and deployments of HTTP and WebSocket APIs', scenarios, 'apigatewayv2')
