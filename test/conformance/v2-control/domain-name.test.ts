import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const terraform = 'hashicorp/terraform-provider-aws internal/service/apigatewayv2/domain_name_test.go'
const moto = 'getmoto/moto tests/test_apigatewayv2/test_apigatewayv2_mappings.py'

const DomainName = 'api.example.com'
const CertificateArn = 'arn:aws:acm:eu-west-1:000000000000:certificate/11111111-2222-3333-4444-555555555555'
const createDomain: Step = {
  call: 'CreateDomainName',
  with: {
    DomainName,
    DomainNameConfigurations: [{CertificateArn, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2'}],
  },
}
const domain = {
  ApiMappingSelectionExpression: '$request.basepath',
  DomainName,
  DomainNameArn: 'arn:aws:apigateway:eu-west-1::/domainnames/api.example.com',
  DomainNameConfigurations: [
    {
      ApiGatewayDomainName: madeUp.text,
      CertificateArn,
      DomainNameStatus: 'AVAILABLE',
      EndpointType: 'REGIONAL',
      HostedZoneId: madeUp.text,
      IpAddressType: 'ipv4',
      SecurityPolicy: 'TLS_1_2',
    },
  ],
  RoutingMode: 'API_MAPPING_ONLY',
  Tags: {},
}
const api: Step = {
  call: 'CreateApi',
  with: {Name: 'pets', ProtocolType: 'HTTP', Target: 'https://example.com'},
  as: 'api',
}

function map(members: object = {}): Step {
  const target = {DomainName, ApiId: '{api.ApiId}', Stage: '$default'}
  return {call: 'CreateApiMapping', with: {...target, ApiMappingKey: 'v1/api', ...members}, as: 'mapping'}
}

const mapping = {ApiId: '{api.ApiId}', ApiMappingId: madeUp.id, ApiMappingKey: 'v1/api', Stage: '$default'}
const restApi: readonly Step[] = [
  {of: 'apigateway', call: 'CreateRestApi', with: {name: 'pets'}, as: 'rest'},
  {
    of: 'apigateway',
    call: 'PutMethod',
    with: {
      restApiId: '{rest.id}',
      resourceId: '{rest.rootResourceId}',
      httpMethod: 'GET',
      authorizationType: 'NONE',
    },
  },
  {
    of: 'apigateway',
    call: 'PutIntegration',
    with: {restApiId: '{rest.id}', resourceId: '{rest.rootResourceId}', httpMethod: 'GET', type: 'MOCK'},
  },
  {of: 'apigateway', call: 'CreateDeployment', with: {restApiId: '{rest.id}', stageName: 'prod'}},
]
const rule = {
  Actions: [{InvokeApi: {ApiId: '{rest.id}', Stage: 'prod'}}],
  Conditions: [{MatchBasePaths: {AnyOf: ['PetStoreShopper']}}],
  Priority: 50,
}

const scenarios: readonly Scenario[] = [
  {
    name: 'a regional domain name is made, read, deleted',
    source: `${terraform}, https://github.com/aws/aws-cli/issues/5059`,
    recorded: '2026-11-21',
    steps: [
      {...createDomain, answers: [201, domain]},
      {call: 'GetDomainName', with: {DomainName}, answers: [200, domain]},
      {call: 'DeleteDomainName', with: {DomainName}, answers: [204, {}]},
      {
        call: 'DeleteDomainName',
        with: {DomainName},
        refuses: ['NotFoundException', 'The domain name resource specified in the request was not found.'],
      },
    ],
  },
  {
    name: 'a mapping of several levels is made with 200, and its key is there once',
    source: `${moto}, localstack/localstack localstack-core/localstack/aws/spec-patches.json, https://github.com/aws/aws-cdk/issues/22660`,
    recorded: '2024-09-23',
    steps: [
      createDomain,
      api,
      {...map(), answers: [200, mapping]},
      {
        call: 'GetApiMapping',
        with: {DomainName, ApiMappingId: '{mapping.ApiMappingId}'},
        answers: [200, mapping],
      },
      {call: 'GetApiMappings', with: {DomainName}, answers: [200, {Items: [mapping]}]},
      {...map(), as: 'other', refuses: ['ConflictException', 'ApiMapping key already exists for this domain name']},
    ],
  },
  {
    name: 'keys that are refused, and what is not there',
    source: moto,
    recorded: '2023-10-12',
    steps: [
      createDomain,
      api,
      ...['/api', 'v1//api'].map((ApiMappingKey): Step => ({
        ...map({ApiMappingKey}),
        refuses: ['BadRequestException', "API mapping key should not start with a '/' or have consecutive '/'s."],
      })),
      {
        ...map({ApiMappingKey: 'api/'}),
        refuses: ['BadRequestException', "API mapping key should not end with a '/'."],
      },
      {
        ...map({DomainName: 'domain.dne'}),
        refuses: ['NotFoundException', 'The domain name resource specified in the request was not found.'],
      },
      {
        call: 'DeleteApiMapping',
        with: {DomainName, ApiMappingId: '123dne'},
        refuses: ['NotFoundException', 'The api mapping resource specified in the request was not found.'],
      },
    ],
  },
  {
    name: 'an API that is mapped stays',
    source: 'https://github.com/gruntwork-io/cloud-nuke/issues/370',
    recorded: '2022-10-27',
    steps: [
      createDomain,
      api,
      map(),
      {
        call: 'DeleteApi',
        with: {ApiId: '{api.ApiId}'},
        refuses: [
          'BadRequestException',
          'Deleting API {api.ApiId} failed. Please remove all API mappings for the API from your custom domain names.',
        ],
      },
    ],
  },
  {
    name: 'a REST API that is mapped stays, by version 1',
    source: 'https://github.com/glomex/gcdt/issues/373',
    recorded: '2017-08-31',
    steps: [
      createDomain,
      ...restApi,
      map({ApiId: '{rest.id}', Stage: 'prod', ApiMappingKey: 'v1'}),
      {
        of: 'apigateway',
        call: 'DeleteRestApi',
        with: {restApiId: '{rest.id}'},
        refuses: [
          'BadRequestException',
          'Deleting RestApi {rest.id} failed. Please remove all base path mappings related to the RestApi in your domains: api.example.com',
        ],
      },
    ],
  },
  {
    name: 'a routing rule strips nothing unless told to, and is replaced by Put',
    source: 'aws/aws-cli awscli/examples/apigatewayv2/create-routing-rule.rst and put-routing-rule.rst',
    recorded: '2026-11-21',
    steps: [
      {...createDomain, with: {...createDomain.with, RoutingMode: 'ROUTING_RULE_THEN_API_MAPPING'}},
      ...restApi,
      {
        call: 'CreateRoutingRule',
        with: {DomainName, ...rule},
        as: 'rule',
        answers: [
          201,
          {
            ...rule,
            Actions: [{InvokeApi: {ApiId: '{rest.id}', Stage: 'prod', StripBasePath: false}}],
            RoutingRuleArn:
              'arn:aws:apigateway:eu-west-1:000000000000:/domainnames/api.example.com/routingrules/{rule.RoutingRuleId}',
            RoutingRuleId: madeUp.id,
          },
        ],
      },
      {
        call: 'PutRoutingRule',
        with: {DomainName, RoutingRuleId: '{rule.RoutingRuleId}', ...rule, Priority: 150},
        answers: [
          200,
          {
            ...rule,
            Actions: [{InvokeApi: {ApiId: '{rest.id}', Stage: 'prod', StripBasePath: false}}],
            Priority: 150,
            RoutingRuleArn:
              'arn:aws:apigateway:eu-west-1:000000000000:/domainnames/api.example.com/routingrules/{rule.RoutingRuleId}',
            RoutingRuleId: '{rule.RoutingRuleId}',
          },
        ],
      },
    ],
  },
]

testScenarios('domain names, mappings and routing rules', scenarios, 'apigatewayv2')
