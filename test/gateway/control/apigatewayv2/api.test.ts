import assert from 'node:assert/strict'
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  DeleteApiCommand,
  DeleteCorsConfigurationCommand,
  GetApiCommand,
  GetApisCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStagesCommand,
  UpdateApiCommand,
} from '@aws-sdk/client-apigatewayv2'
import type {CreateApiCommandInput, UpdateApiCommandInput} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {clientOptions} from '../../../support/in-process-aws.js'
import {refusal, testNowMs, testV2Client} from '../../../support/control-plane.js'

const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:pets'

function members(answer: object): object {
  return {...answer, $metadata: undefined}
}

test('CreateApi answers the defaults of an HTTP API, and GetApi the same', async () => {
  const {client} = testV2Client()
  const created = await client.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP'}))
  assert.equal(created.$metadata.httpStatusCode, 201)
  assert.deepEqual(members(created), {
    $metadata: undefined,
    ApiEndpoint: 'https://a000000001.execute-api.eu-west-1.amazonaws.com',
    ApiId: 'a000000001',
    ApiKeySelectionExpression: '$request.header.x-api-key',
    CreatedDate: new Date(testNowMs),
    DisableExecuteApiEndpoint: false,
    IpAddressType: 'ipv4',
    Name: 'pets',
    ProtocolType: 'HTTP',
    RouteSelectionExpression: '$request.method $request.path',
    Tags: {},
  })
  assert.deepEqual(members(await client.send(new GetApiCommand({ApiId: 'a000000001'}))), members(created))
})

test('CreateApi with a target makes the integration, the $default route and the $default stage', async () => {
  const {client} = testV2Client()
  const {ApiId} = await client.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP', Target: functionArn}))
  const integrations = await client.send(new GetIntegrationsCommand({ApiId}))
  const routes = await client.send(new GetRoutesCommand({ApiId}))
  const stages = await client.send(new GetStagesCommand({ApiId}))
  assert.deepEqual(
    {integrations: integrations.Items, routes: routes.Items, stages: stages.Items},
    {
      integrations: [
        {
          ApiGatewayManaged: true,
          ConnectionType: 'INTERNET',
          IntegrationId: 'a000002',
          IntegrationMethod: 'POST',
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: functionArn,
          PayloadFormatVersion: '2.0',
          TimeoutInMillis: 30_000,
        },
      ],
      routes: [
        {
          ApiGatewayManaged: true,
          ApiKeyRequired: false,
          AuthorizationType: 'NONE',
          RouteId: 'a000003',
          RouteKey: '$default',
          Target: 'integrations/a000002',
        },
      ],
      stages: [
        {
          ApiGatewayManaged: true,
          AutoDeploy: true,
          CreatedDate: new Date(testNowMs),
          DefaultRouteSettings: {DetailedMetricsEnabled: false},
          DeploymentId: 'a00004',
          LastDeploymentStatusMessage: "Successfully deployed stage with deployment ID 'a00004'",
          LastUpdatedDate: new Date(testNowMs),
          RouteSettings: {},
          StageName: '$default',
          StageVariables: {},
          Tags: {},
        },
      ],
    },
  )
})

test('UpdateApi changes what it names; an empty description is taken away', async () => {
  const {client} = testV2Client()
  const cors = {AllowOrigins: ['*'], MaxAge: 10}
  await client.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP', Description: 'all', Version: '1'}))
  const updated = await client.send(
    new UpdateApiCommand({ApiId: 'a000000001', Name: 'dogs', Description: '', CorsConfiguration: cors}),
  )
  assert.deepEqual(
    [updated.Name, updated.Description, updated.Version, updated.CorsConfiguration],
    ['dogs', undefined, '1', {...cors, AllowCredentials: false}],
  )
  await client.send(new DeleteCorsConfigurationCommand({ApiId: 'a000000001'}))
  assert.equal((await client.send(new GetApiCommand({ApiId: 'a000000001'}))).CorsConfiguration, undefined)
})

test('GetApis pages, and shows only the APIs of the caller', async () => {
  const {client, controlPlane} = testV2Client()
  for (const Name of ['a', 'b', 'c']) await client.send(new CreateApiCommand({Name, ProtocolType: 'HTTP'}))
  const first = await client.send(new GetApisCommand({MaxResults: '2'}))
  const second = await client.send(new GetApisCommand({MaxResults: '2', NextToken: first.NextToken}))
  assert.deepEqual([first.Items?.map(({Name}) => Name), second.Items?.map(({Name}) => Name)], [['a', 'b'], ['c']])
  assert.equal(second.NextToken, undefined)
  const elsewhere = new ApiGatewayV2Client({...clientOptions(controlPlane), region: 'us-east-1'})
  const credentials = {accessKeyId: '111111111111', secretAccessKey: 'x'}
  const stranger = new ApiGatewayV2Client({...clientOptions(controlPlane), credentials})
  for (const other of [elsewhere, stranger]) {
    assert.deepEqual((await other.send(new GetApisCommand({}))).Items, [])
    assert.match(await refusal(other.send(new GetApiCommand({ApiId: 'a000000001'}))), /^NotFoundException 404/)
  }
})

test('DeleteApi removes the API with everything below it', async () => {
  const {client, store} = testV2Client()
  const {ApiId = ''} = await client.send(
    new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP', Target: functionArn}),
  )
  await client.send(new DeleteApiCommand({ApiId}))
  const kinds = ['route', 'integration', 'v2Stage', 'v2Deployment', 'httpSnapshot'] as const
  assert.deepEqual(
    kinds.flatMap((kind) => store.list(kind, [ApiId])),
    [],
  )
  const gone = `NotFoundException 404 Invalid API identifier specified 000000000000:${ApiId}`
  assert.equal(await refusal(client.send(new DeleteApiCommand({ApiId}))), gone)
})

type Refused = {name: string; call: (client: ApiGatewayV2Client) => Promise<unknown>; message: string}

function create(input: Partial<CreateApiCommandInput>): Refused['call'] {
  return (client) => client.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP', ...input}))
}

function update(input: Partial<UpdateApiCommandInput>): Refused['call'] {
  return async (client) => {
    await client.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP'}))
    await client.send(new UpdateApiCommand({ApiId: 'a000000001', ...input}))
  }
}

const refused: Refused[] = [
  {
    name: 'CreateApi without a name',
    call: create({Name: undefined}),
    message: "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
  },
  {
    name: 'CreateApi with an unknown protocol',
    call: create({ProtocolType: 'REST' as 'HTTP'}),
    message: 'Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]',
  },
  {
    name: 'CreateApi with an unknown address type',
    call: create({IpAddressType: 'ipv6' as 'ipv4'}),
    message:
      "1 validation error detected: Value 'ipv6' at 'ipAddressType' failed to satisfy constraint: Member must satisfy enum value set: [ipv4, dualstack]",
  },
  {
    name: 'CreateApi with credentials for any origin',
    call: create({CorsConfiguration: {AllowCredentials: true, AllowOrigins: ['*']}}),
    message: "allow-credentials is not supported if 'allow-origin' is *",
  },
  {
    name: 'CreateApi with a target that is no URL',
    call: create({Target: 'pets'}),
    message: 'Invalid HTTP endpoint specified for URI',
  },
  {
    name: 'UpdateApi with a target on an API that was not made by quick create',
    call: update({Target: functionArn}),
    message: 'Target, RouteKey and CredentialsArn can be updated only on an Api that was made by quick create.',
  },
]

for (const {name, call, message} of refused) {
  test(`${name} is refused`, async () => {
    assert.equal(await refusal(call(testV2Client().client)), `BadRequestException 400 ${message}`)
  })
}

test('a refused quick create leaves nothing behind', async () => {
  const {client, store} = testV2Client()
  await refusal(client.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP', Target: 'pets'})))
  assert.deepEqual(store.list('v2Api', []), [])
})
