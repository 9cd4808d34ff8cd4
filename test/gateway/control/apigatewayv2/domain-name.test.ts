import assert from 'node:assert/strict'
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  GetBasePathMappingsCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway'
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateApiMappingCommand,
  CreateDomainNameCommand,
  CreateRoutingRuleCommand,
  CreateStageCommand,
  DeleteApiCommand,
  DeleteApiMappingCommand,
  DeleteDomainNameCommand,
  DeleteRoutingRuleCommand,
  DeleteStageCommand,
  GetApiMappingCommand,
  GetApiMappingsCommand,
  GetDomainNameCommand,
  GetDomainNamesCommand,
  ListRoutingRulesCommand,
  PutRoutingRuleCommand,
  UpdateApiMappingCommand,
  UpdateDomainNameCommand,
} from '@aws-sdk/client-apigatewayv2'
import type {CreateRoutingRuleCommandInput} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {serviceOperations} from '../../../../src/gateway/control/operations.js'
import {refusal, testControlPlane} from '../../../support/control-plane.js'
import {clientOptions} from '../../../support/in-process-aws.js'

const DomainName = 'api.example.com'
const CertificateArn = 'arn:aws:acm:eu-west-1:000000000000:certificate/1'

type Domain = {v1: APIGatewayClient; client: ApiGatewayV2Client; ApiId: string; restApiId: string}

/** A domain name, an HTTP API with stage `$default` and a REST API with stage `prod`. */
async function testDomain(): Promise<Domain> {
  const {controlPlane} = testControlPlane(serviceOperations)
  const client = new ApiGatewayV2Client(clientOptions(controlPlane))
  const v1 = new APIGatewayClient(clientOptions(controlPlane))
  const DomainNameConfigurations = [{CertificateArn}]
  await client.send(
    new CreateDomainNameCommand({DomainName, DomainNameConfigurations, RoutingMode: 'ROUTING_RULE_THEN_API_MAPPING'}),
  )
  const Target = 'https://backend.example'
  const {ApiId = ''} = await client.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP', Target}))
  const {id: restApiId = '', rootResourceId: resourceId} = await v1.send(new CreateRestApiCommand({name: 'dogs'}))
  const method = {restApiId, resourceId, httpMethod: 'GET'}
  await v1.send(new PutMethodCommand({...method, authorizationType: 'NONE'}))
  await v1.send(new PutIntegrationCommand({...method, type: 'MOCK'}))
  await v1.send(new CreateDeploymentCommand({restApiId, stageName: 'prod'}))
  return {v1, client, ApiId, restApiId}
}

test('a domain name is regional, and read, listed, changed and deleted', async () => {
  const {client} = await testDomain()
  const {DomainNameConfigurations: [configuration] = [], ...domain} = await client.send(
    new GetDomainNameCommand({DomainName}),
  )
  assert.deepEqual(
    {...domain, $metadata: undefined},
    {
      $metadata: undefined,
      ApiMappingSelectionExpression: '$request.basepath',
      DomainName,
      DomainNameArn: 'arn:aws:apigateway:eu-west-1::/domainnames/api.example.com',
      RoutingMode: 'ROUTING_RULE_THEN_API_MAPPING',
      Tags: {},
    },
  )
  assert.match(configuration?.ApiGatewayDomainName ?? '', /^d-[0-9a-f]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/)
  assert.deepEqual(
    [configuration?.EndpointType, configuration?.SecurityPolicy, configuration?.DomainNameStatus],
    ['REGIONAL', 'TLS_1_2', 'AVAILABLE'],
  )
  const TruststoreUri = 's3://bucket/key.pem'
  await client.send(
    new UpdateDomainNameCommand({
      DomainName,
      RoutingMode: 'API_MAPPING_ONLY',
      MutualTlsAuthentication: {TruststoreUri},
    }),
  )
  const {Items = []} = await client.send(new GetDomainNamesCommand({}))
  assert.deepEqual(
    Items.map((item) => [
      item.RoutingMode,
      item.MutualTlsAuthentication?.TruststoreUri,
      item.MutualTlsAuthentication?.TruststoreWarnings?.length,
      item.DomainNameConfigurations?.[0]?.CertificateArn,
    ]),
    // The warning: no file on this machine stands for the truststore.
    [['API_MAPPING_ONLY', TruststoreUri, 1, CertificateArn]],
  )
  await client.send(new DeleteDomainNameCommand({DomainName}))
  assert.equal(
    await refusal(client.send(new GetDomainNameCommand({DomainName}))),
    'NotFoundException 404 The domain name resource specified in the request was not found.',
  )
})

const refusedDomains = [
  {name: 'a name that exists', input: {}, answer: 'ConflictException 409 The domain name resource already exists.'},
  {
    name: 'no certificate',
    input: {DomainNameConfigurations: []},
    answer: 'BadRequestException 400 The provided certificate does not exist.',
  },
  {
    name: 'an edge endpoint',
    input: {DomainNameConfigurations: [{CertificateArn, EndpointType: 'EDGE' as const}]},
    answer: 'BadRequestException 400 Only REGIONAL endpoint type is supported for V2 domain names',
  },
  {
    name: 'a name that is no host name',
    input: {DomainName: 'api example'},
    answer: 'BadRequestException 400 Invalid domain name specified',
  },
]

for (const {name, input, answer} of refusedDomains) {
  test(`CreateDomainName with ${name} is refused`, async () => {
    const {client} = await testDomain()
    const command = new CreateDomainNameCommand({DomainName, DomainNameConfigurations: [{CertificateArn}], ...input})
    assert.equal(await refusal(client.send(command)), answer)
  })
}

test('mappings of both kinds of API are shared with version 1, changed and deleted', async () => {
  const {v1, client, ApiId, restApiId} = await testDomain()
  const http = await client.send(
    new CreateApiMappingCommand({DomainName, ApiId, Stage: '$default', ApiMappingKey: 'v1/pets'}),
  )
  const rest = await client.send(new CreateApiMappingCommand({DomainName, ApiId: restApiId, Stage: 'prod'}))
  const {items = []} = await v1.send(new GetBasePathMappingsCommand({domainName: DomainName}))
  assert.deepEqual(items, [{basePath: '(none)', restApiId, stage: 'prod'}])
  const labels = {DomainName, ApiMappingId: rest.ApiMappingId}
  await client.send(new UpdateApiMappingCommand({...labels, ApiId: restApiId, ApiMappingKey: 'dogs'}))
  const mapping = await client.send(new GetApiMappingCommand(labels))
  assert.deepEqual([mapping.ApiId, mapping.ApiMappingKey, mapping.Stage], [restApiId, 'dogs', 'prod'])
  const blocked = (what: string, name: string): string =>
    `BadRequestException 400 Deleting ${what} ${name} failed. Please remove all API mappings for the ${what} from your custom domain names.`
  assert.equal(await refusal(client.send(new DeleteApiCommand({ApiId}))), blocked('API', ApiId))
  assert.equal(
    await refusal(client.send(new DeleteStageCommand({ApiId, StageName: '$default'}))),
    blocked('stage', '$default'),
  )
  await client.send(new DeleteApiMappingCommand({DomainName, ApiMappingId: http.ApiMappingId}))
  const {Items = []} = await client.send(new GetApiMappingsCommand({DomainName}))
  assert.deepEqual(
    Items.map(({ApiMappingKey}) => ApiMappingKey),
    ['dogs'],
  )
})

const slashes = "BadRequestException 400 API mapping key should not start with a '/' or have consecutive '/'s."
const refusedMappings = [
  {key: 'pets/', answer: "BadRequestException 400 API mapping key should not end with a '/'."},
  {key: '/pets', answer: slashes},
  {key: 'a//b', answer: slashes},
  {key: 'a b', answer: "BadRequestException 400 API mapping key only allows a-zA-Z0-9$-_.+!*'()/"},
  {key: 'taken', answer: 'ConflictException 409 ApiMapping key already exists for this domain name'},
  {key: 'x', stage: 'none', answer: 'NotFoundException 404 Invalid stage identifier specified'},
  {key: 'x', api: 'none', answer: 'NotFoundException 404 Invalid API identifier specified 000000000000:none'},
]

for (const {key, stage = '$default', api, answer} of refusedMappings) {
  test(`CreateApiMapping of "${key}" to ${api ?? 'the API'} stage ${stage} is refused`, async () => {
    const {client, ApiId} = await testDomain()
    await client.send(new CreateApiMappingCommand({DomainName, ApiId, Stage: '$default', ApiMappingKey: 'taken'}))
    const command = new CreateApiMappingCommand({DomainName, ApiId: api ?? ApiId, Stage: stage, ApiMappingKey: key})
    assert.equal(await refusal(client.send(command)), answer)
  })
}

test('a domain name maps WebSocket APIs or others, never both', async () => {
  const {client, ApiId} = await testDomain()
  await client.send(new CreateApiMappingCommand({DomainName, ApiId, Stage: '$default'}))
  const socket = await client.send(
    new CreateApiCommand({Name: 'chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action'}),
  )
  await client.send(new CreateStageCommand({ApiId: socket.ApiId, StageName: 'prod'}))
  const mapping = {DomainName, ApiId: socket.ApiId, ApiMappingKey: 'chat', Stage: 'prod'}
  assert.equal(
    await refusal(client.send(new CreateApiMappingCommand(mapping))),
    'BadRequestException 400 A domain name cannot be mapped to WEBSOCKET Apis and to other Apis at the same time',
  )
})

function ruleInput(restApiId: string, Priority: number): CreateRoutingRuleCommandInput {
  return {
    DomainName,
    Priority,
    Conditions: [{MatchBasePaths: {AnyOf: ['v1']}}],
    Actions: [{InvokeApi: {ApiId: restApiId, Stage: 'prod'}}],
  }
}

test('routing rules are created, replaced, listed and deleted', async () => {
  const {client, restApiId} = await testDomain()
  const {RoutingRuleId, RoutingRuleArn} = await client.send(new CreateRoutingRuleCommand(ruleInput(restApiId, 10)))
  assert.equal(
    RoutingRuleArn,
    `arn:aws:apigateway:eu-west-1:000000000000:/domainnames/${DomainName}/routingrules/${RoutingRuleId ?? ''}`,
  )
  await client.send(new PutRoutingRuleCommand({...ruleInput(restApiId, 20), RoutingRuleId}))
  await client.send(new CreateRoutingRuleCommand(ruleInput(restApiId, 30)))
  const first = await client.send(new ListRoutingRulesCommand({DomainName, MaxResults: 1}))
  const second = await client.send(new ListRoutingRulesCommand({DomainName, NextToken: first.NextToken}))
  assert.deepEqual(
    [first, second].map(({RoutingRules}) => RoutingRules?.map(({Priority}) => Priority)),
    [[20], [30]],
  )
  await client.send(new DeleteRoutingRuleCommand({DomainName, RoutingRuleId}))
  assert.match(
    await refusal(client.send(new DeleteRoutingRuleCommand({DomainName, RoutingRuleId}))),
    /^NotFoundException 404/,
  )
})

const refusedRules: {name: string; input: Partial<CreateRoutingRuleCommandInput>; answer: RegExp}[] = [
  {name: 'a taken priority', input: {Priority: 10}, answer: /^ConflictException 409/},
  {name: 'priority 0', input: {Priority: 0}, answer: /Priority must be between 1 and 1000000/},
  {
    name: 'an unknown API',
    input: {Actions: [{InvokeApi: {ApiId: 'x', Stage: 'prod'}}]},
    answer: /Invalid REST API identifier/,
  },
  {name: 'no action', input: {Actions: []}, answer: /exactly one action/},
  {
    name: 'a forbidden header',
    input: {Conditions: [{MatchHeaders: {AnyOf: [{Header: 'X-Amzn-Trace', ValueGlob: '*'}]}}]},
    answer: /Header X-Amzn-Trace is not supported/,
  },
  {
    name: 'a star inside',
    input: {Conditions: [{MatchHeaders: {AnyOf: [{Header: 'X-Beta', ValueGlob: 'a*b'}]}}]},
    answer: /Invalid header value glob/,
  },
  {
    name: 'a base path with a slash in front',
    input: {Conditions: [{MatchBasePaths: {AnyOf: ['/v1']}}]},
    answer: /Invalid base path/,
  },
]

for (const {name, input, answer} of refusedRules) {
  test(`CreateRoutingRule with ${name} is refused`, async () => {
    const {client, restApiId} = await testDomain()
    await client.send(new CreateRoutingRuleCommand(ruleInput(restApiId, 10)))
    assert.match(
      await refusal(client.send(new CreateRoutingRuleCommand({...ruleInput(restApiId, 20), ...input}))),
      answer,
    )
  })
}

test('a domain name that is in API mapping mode takes no rules', async () => {
  const {client, restApiId} = await testDomain()
  await client.send(new UpdateDomainNameCommand({DomainName, RoutingMode: 'API_MAPPING_ONLY'}))
  assert.match(
    await refusal(client.send(new CreateRoutingRuleCommand(ruleInput(restApiId, 10)))),
    /^BadRequestException 400 Routing rules cannot/,
  )
})
