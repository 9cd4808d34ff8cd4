import assert from 'node:assert/strict'
import {
  CreateDeploymentCommand,
  CreateStageCommand,
  DeleteAccessLogSettingsCommand,
  DeleteDeploymentCommand,
  DeleteRouteSettingsCommand,
  DeleteStageCommand,
  GetDeploymentsCommand,
  GetStageCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2'
import type {CreateStageCommandInput} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {refusal, testNowMs} from '../../../support/control-plane.js'
import {addRoute, testHttpApi} from '../../../support/http-api.js'

const logs = {DestinationArn: 'arn:aws:logs:eu-west-1:000000000000:log-group:pets', Format: '$context.requestId'}

test('a stage answers AWS defaults, merges what an update names, and is deleted', async () => {
  const api = await testHttpApi()
  const {client, ApiId, clock} = api
  await addRoute(api, 'GET /pets')
  const stage = {ApiId, StageName: 'prod'}
  const created = await client.send(new CreateStageCommand({...stage, StageVariables: {a: '1', b: '2'}}))
  assert.deepEqual(
    {...created, $metadata: undefined},
    {
      $metadata: undefined,
      AutoDeploy: false,
      CreatedDate: new Date(testNowMs),
      DefaultRouteSettings: {DetailedMetricsEnabled: false},
      LastUpdatedDate: new Date(testNowMs),
      RouteSettings: {},
      StageName: 'prod',
      StageVariables: {a: '1', b: '2'},
      Tags: {},
    },
  )
  clock.advance(5000)
  const updated = await client.send(
    new UpdateStageCommand({
      ...stage,
      StageVariables: {a: '', c: '3'},
      RouteSettings: {'GET /pets': {ThrottlingRateLimit: 0.5, ThrottlingBurstLimit: 1}},
      AccessLogSettings: logs,
    }),
  )
  assert.deepEqual(
    [updated.StageVariables, updated.RouteSettings, updated.AccessLogSettings, updated.LastUpdatedDate],
    [
      {b: '2', c: '3'},
      {'GET /pets': {ThrottlingRateLimit: 0.5, ThrottlingBurstLimit: 1}},
      logs,
      new Date(testNowMs + 5000),
    ],
  )
  await client.send(new DeleteRouteSettingsCommand({...stage, RouteKey: 'GET /pets'}))
  await client.send(new DeleteAccessLogSettingsCommand(stage))
  const {RouteSettings, AccessLogSettings} = await client.send(new GetStageCommand(stage))
  assert.deepEqual({RouteSettings, AccessLogSettings}, {RouteSettings: {}, AccessLogSettings: undefined})
  await client.send(new DeleteStageCommand(stage))
  const gone = 'NotFoundException 404 Invalid stage identifier specified'
  assert.equal(await refusal(client.send(new GetStageCommand(stage))), gone)
})

test('a deployment freezes the routes, moves the stage, and is kept while a stage serves it', async () => {
  const api = await testHttpApi()
  const {client, ApiId, store} = api
  await client.send(new CreateStageCommand({ApiId, StageName: 'prod'}))
  await addRoute(api, 'GET /pets')
  const first = await client.send(new CreateDeploymentCommand({ApiId, StageName: 'prod', Description: 'one'}))
  await addRoute(api, 'GET /dogs')
  const routeKeys = (): string[] => {
    const {deploymentId = ''} = store.get('v2Stage', [ApiId, 'prod']) ?? {}
    return (store.get('httpSnapshot', [ApiId, deploymentId])?.routes ?? []).map(({routeKey}) => routeKey)
  }
  assert.deepEqual(routeKeys(), ['GET /pets'])
  const {DeploymentId} = await client.send(new CreateDeploymentCommand({ApiId}))
  await client.send(new UpdateStageCommand({ApiId, StageName: 'prod', DeploymentId}))
  assert.deepEqual(routeKeys(), ['GET /pets', 'GET /dogs'])
  assert.equal(
    await refusal(client.send(new DeleteDeploymentCommand({ApiId, DeploymentId}))),
    'BadRequestException 400 Active stages pointing to this deployment must be moved or deleted',
  )
  await client.send(new DeleteDeploymentCommand({ApiId, DeploymentId: first.DeploymentId}))
  const {Items = []} = await client.send(new GetDeploymentsCommand({ApiId}))
  assert.deepEqual(Items, [
    {AutoDeployed: false, CreatedDate: new Date(testNowMs), DeploymentId, DeploymentStatus: 'DEPLOYED'},
  ])
})

test('a stage with automatic deployment serves each change, and keeps the last good one', async () => {
  const api = await testHttpApi()
  const {client, ApiId, store} = api
  const stage = await client.send(new CreateStageCommand({ApiId, StageName: '$default', AutoDeploy: true}))
  assert.deepEqual(
    [stage.DeploymentId, stage.LastDeploymentStatusMessage],
    [undefined, 'Deployment attempt failed: Unable to deploy API because no routes exist in this API'],
  )
  for (let added = 0; added < 30; added += 1) await addRoute(api, `GET /pets/${added}`)
  const {deploymentId = '', lastDeploymentStatusMessage} = store.get('v2Stage', [ApiId, '$default']) ?? {}
  assert.equal(lastDeploymentStatusMessage, `Successfully deployed stage with deployment ID '${deploymentId}'`)
  assert.equal(store.get('httpSnapshot', [ApiId, deploymentId])?.routes.length, 30)
  assert.equal(store.list('v2Deployment', [ApiId]).length, 21)
  assert.equal(store.list('httpSnapshot', [ApiId]).length, 21)
})

type Refused = {name: string; input: Partial<CreateStageCommandInput>; answer: string}

const format = 'BadRequestException 400 The following errors are found in Access Log Format: '

const refused: Refused[] = [
  {
    name: 'a bad name',
    input: {StageName: 'a b'},
    answer: 'BadRequestException 400 Stage name only allows a-zA-Z0-9_- and must have between 1 and 128 characters',
  },
  {name: 'a name that exists', input: {StageName: 'taken'}, answer: 'ConflictException 409 Stage already exists'},
  {
    name: 'an unknown deployment',
    input: {DeploymentId: 'x'},
    answer: 'NotFoundException 404 Invalid Deployment identifier specified',
  },
  {
    name: 'a deployment and automatic deployment',
    input: {DeploymentId: 'x', AutoDeploy: true},
    answer: 'BadRequestException 400 DeploymentId cannot be set on an automatically deployed stage',
  },
  {
    name: 'settings of an unknown route',
    input: {RouteSettings: {'GET /x': {}}},
    answer: 'NotFoundException 404 Unable to find Route by key GET /x within the provided RouteSettings',
  },
  {
    name: 'execution logs',
    input: {DefaultRouteSettings: {LoggingLevel: 'INFO'}},
    answer: 'BadRequestException 400 Execution logs are not supported on protocolType HTTP',
  },
  {
    name: 'a log format without destination',
    input: {AccessLogSettings: {Format: 'x'}},
    answer: 'BadRequestException 400 Access Log value missing. Expected destinationArn and format.',
  },
  {
    name: 'a log destination that is no ARN',
    input: {AccessLogSettings: {...logs, DestinationArn: 'pets'}},
    answer: "BadRequestException 400 Invalid ARN specified in the request. ARNs must start with 'arn:': pets",
  },
  {
    name: 'a log format without an id',
    input: {AccessLogSettings: {...logs, Format: '$context.status'}},
    answer: `${format}Access Log format must include either $context.requestId or $context.extendedRequestId : '$context.status'`,
  },
  {
    name: 'a log format of two lines',
    input: {AccessLogSettings: {...logs, Format: '$context.requestId\n'}},
    answer: `${format}Access Log format must be single line: '$context.requestId\n'`,
  },
  {
    name: 'a bad variable name',
    input: {StageVariables: {'a-b': '1'}},
    answer: 'BadRequestException 400 Invalid stage variable name: a-b',
  },
]

for (const {name, input, answer} of refused) {
  test(`CreateStage with ${name} is refused`, async () => {
    const {client, ApiId} = await testHttpApi()
    await client.send(new CreateStageCommand({ApiId, StageName: 'taken'}))
    assert.equal(await refusal(client.send(new CreateStageCommand({ApiId, StageName: 'prod', ...input}))), answer)
  })
}

test('CreateDeployment is refused without routes, without integrations, and for stages that are not there', async () => {
  const api = await testHttpApi()
  const {client, ApiId} = api
  const deploy = (StageName?: string): Promise<string> =>
    refusal(client.send(new CreateDeploymentCommand({ApiId, StageName})))
  assert.equal(await deploy(), 'BadRequestException 400 At least one route is required before deploying the Api.')
  assert.equal(await deploy('prod'), 'NotFoundException 404 Invalid stage identifier specified')
})
