import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const terraform = 'hashicorp/terraform-provider-aws internal/service/apigatewayv2/route_test.go'

const http: Step = {call: 'CreateApi', with: {Name: 'pets', ProtocolType: 'HTTP'}, as: 'api'}
const webSocket: Step = {
  call: 'CreateApi',
  with: {Name: 'chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action'},
  as: 'api',
}
const uri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:f/invocations'

function create(members: object): Step {
  return {call: 'CreateRoute', with: {ApiId: '{api.ApiId}', ...members}, as: 'route'}
}

function update(members: object): Step {
  return {call: 'UpdateRoute', with: {ApiId: '{api.ApiId}', RouteId: '{route.RouteId}', ...members}}
}

function createAuthorizer(members: object): Step {
  return {call: 'CreateAuthorizer', with: {ApiId: '{api.ApiId}', Name: 'tokens', ...members}, as: 'authorizer'}
}

const jwt = {
  AuthorizerType: 'JWT',
  IdentitySource: ['$request.header.Authorization'],
  JwtConfiguration: {Audience: ['test'], Issuer: 'https://issuer.example'},
}
const open = {ApiKeyRequired: false, AuthorizationType: 'NONE', RouteId: madeUp.id, RouteKey: '$default'}

const scenarios: readonly Scenario[] = [
  {
    name: 'a route of a WebSocket API with nothing but a key',
    source: 'aws/aws-cli awscli/examples/apigatewayv2/create-route.rst',
    recorded: '2026-11-21',
    steps: [webSocket, {...create({RouteKey: '$default'}), answers: [201, open]}],
  },
  {
    name: 'an authorizer comes to a route and goes with its type; a change answers 201',
    source: `${terraform}, localstack/localstack localstack-core/localstack/aws/spec-patches.json`,
    recorded: '2024-09-12',
    steps: [
      webSocket,
      {
        ...createAuthorizer({AuthorizerType: 'REQUEST', AuthorizerUri: uri, IdentitySource: []}),
        answers: [
          201,
          {
            AuthorizerId: madeUp.id,
            AuthorizerType: 'REQUEST',
            AuthorizerUri: uri,
            IdentitySource: [],
            Name: 'tokens',
          },
        ],
      },
      {
        ...create({RouteKey: '$connect', AuthorizationType: 'CUSTOM', AuthorizerId: '{authorizer.AuthorizerId}'}),
        answers: [
          201,
          {
            ...open,
            RouteKey: '$connect',
            AuthorizationType: 'CUSTOM',
            AuthorizerId: '{authorizer.AuthorizerId}',
          },
        ],
      },
      {
        ...update({AuthorizationType: 'AWS_IAM'}),
        answers: [201, {...open, RouteKey: '$connect', AuthorizationType: 'AWS_IAM'}],
      },
    ],
  },
  {
    name: 'request parameters are added by a change and taken away one by one',
    source: terraform,
    recorded: '2026-11-21',
    steps: [
      webSocket,
      {
        ...create({
          RouteKey: '$connect',
          RequestParameters: {'route.request.header.authorization': {Required: true}},
        }),
        answers: [
          201,
          {
            ...open,
            RouteKey: '$connect',
            RequestParameters: {'route.request.header.authorization': {Required: true}},
          },
        ],
      },
      {
        ...update({
          RequestParameters: {
            'route.request.header.authorization': {Required: false},
            'route.request.querystring.authToken': {Required: true},
          },
        }),
        answers: [
          201,
          {
            ...open,
            RouteKey: '$connect',
            RequestParameters: {
              'route.request.header.authorization': {Required: false},
              'route.request.querystring.authToken': {Required: true},
            },
          },
        ],
      },
      {
        call: 'DeleteRouteRequestParameter',
        with: {
          ApiId: '{api.ApiId}',
          RouteId: '{route.RouteId}',
          RequestParameterKey: 'route.request.header.authorization',
        },
        answers: [204, {}],
      },
      {
        call: 'GetRoute',
        with: {ApiId: '{api.ApiId}', RouteId: '{route.RouteId}'},
        answers: [
          200,
          {
            ...open,
            RouteKey: '$connect',
            RequestParameters: {'route.request.querystring.authToken': {Required: true}},
          },
        ],
      },
    ],
  },
  {
    name: 'scopes of a JWT authorizer',
    source: terraform,
    recorded: '2026-11-21',
    steps: [
      http,
      {...createAuthorizer(jwt), answers: [201, {...jwt, AuthorizerId: madeUp.id, Name: 'tokens'}]},
      {
        ...create({
          RouteKey: 'GET /test',
          AuthorizationType: 'JWT',
          AuthorizerId: '{authorizer.AuthorizerId}',
          AuthorizationScopes: ['user.id', 'user.email'],
        }),
        answers: [
          201,
          {
            ...open,
            RouteKey: 'GET /test',
            AuthorizationType: 'JWT',
            AuthorizerId: '{authorizer.AuthorizerId}',
            AuthorizationScopes: ['user.id', 'user.email'],
          },
        ],
      },
    ],
  },
  {
    name: 'CUSTOM needs an authorizer that fits',
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/17497',
    recorded: '2021-02-06',
    steps: [
      http,
      createAuthorizer(jwt),
      {
        ...create({
          RouteKey: 'GET /test',
          AuthorizationType: 'CUSTOM',
          AuthorizerId: '{authorizer.AuthorizerId}',
        }),
        refuses: [
          'BadRequestException',
          'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
        ],
      },
    ],
  },
  {
    name: 'JWT needs a JWT authorizer',
    source: 'https://github.com/anomalyco/sst/issues/4097',
    recorded: '2024-09-19',
    steps: [
      http,
      {
        ...create({RouteKey: 'GET /test', AuthorizationType: 'JWT'}),
        refuses: [
          'BadRequestException',
          'Invalid authorizer ID specified. Setting the authorization type to JWT requires a valid JWT authorizer.',
        ],
      },
    ],
  },
  {
    name: 'an authorizer that a route uses stays',
    source: 'https://github.com/anomalyco/sst/issues/5586',
    recorded: '2025-03-21',
    steps: [
      http,
      createAuthorizer(jwt),
      create({
        RouteKey: 'POST /pdf/generate',
        AuthorizationType: 'JWT',
        AuthorizerId: '{authorizer.AuthorizerId}',
      }),
      {
        call: 'DeleteAuthorizer',
        with: {ApiId: '{api.ApiId}', AuthorizerId: '{authorizer.AuthorizerId}'},
        refuses: ['ConflictException', "Cannot delete authorizer 'tokens', is referenced in route: POST /pdf/generate"],
      },
    ],
  },
  {
    name: 'a key is there once',
    source: 'https://github.com/serverless/serverless/issues/7260',
    recorded: '2020-01-28',
    steps: [
      webSocket,
      create({RouteKey: '$connect'}),
      {
        ...create({RouteKey: '$connect'}),
        refuses: ['ConflictException', 'Route with key $connect already exists for this API'],
      },
    ],
  },
  {
    name: 'an unknown route',
    source: 'getmoto/moto tests/test_apigatewayv2/test_apigatewayv2_routes.py',
    recorded: '2023-10-12',
    steps: [
      http,
      {
        call: 'GetRoute',
        with: {ApiId: '{api.ApiId}', RouteId: 'unknown'},
        refuses: ['NotFoundException', 'Invalid Route identifier specified unknown'],
      },
      {call: 'GetRoutes', with: {ApiId: '{api.ApiId}'}, answers: [200, {Items: []}]},
    ],
  },
]

testScenarios('routes', scenarios, 'apigatewayv2')
