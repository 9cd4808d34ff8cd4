import assert from 'node:assert/strict'
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  PutRestApiCommand,
} from '@aws-sdk/client-api-gateway'
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  RemovePermissionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda'
import {zipSync} from 'fflate'
import {afterEach, test} from 'vitest'
import {startGateway} from '../../../../src/gateway/server.js'
import type {Gateway} from '../../../../src/gateway/server.js'
import {refusal} from '../../../support/control-plane.js'
import {httpCall} from '../../../support/http-client.js'

const running: Gateway[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()))
})

const FunctionName = 'colour'
const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:colour'

function codeOf(colour: string): Uint8Array {
  const body = `{statusCode: 200, body: '${colour} ' + context.functionVersion}`
  return zipSync({'index.mjs': Buffer.from(`export const handler = async (event, context) => (${body})`)})
}

/** A gateway with a function that has two versions, red (1) and green (2), and blue as $LATEST. */
async function start() {
  const onDefect = (error: unknown): never => assert.fail(error as Error)
  const gateway = await startGateway({port: 0, version: 'test', onDefect})
  running.push(gateway)
  const credentials = {accessKeyId: '123456789012', secretAccessKey: 'x'}
  const options = {region: 'eu-west-1', endpoint: gateway.url, credentials, maxAttempts: 1}
  const client = new LambdaClient(options)
  const settings = {FunctionName, Runtime: 'nodejs20.x' as const, Handler: 'index.handler'}
  const Role = 'arn:aws:iam::123456789012:role/lambda'
  await client.send(new CreateFunctionCommand({...settings, Role, Code: {ZipFile: codeOf('red')}, Publish: true}))
  const green = new UpdateFunctionCodeCommand({FunctionName, ZipFile: codeOf('green'), Publish: true})
  const {Version, FunctionArn} = await client.send(green)
  assert.deepEqual([Version, FunctionArn], ['2', `${arn}:2`])
  await client.send(new UpdateFunctionCodeCommand({FunctionName, ZipFile: codeOf('blue')}))
  const invoke = async (Qualifier?: string) => {
    const {Payload, ExecutedVersion} = await client.send(new InvokeCommand({FunctionName, Qualifier}))
    const {body} = JSON.parse(Payload?.transformToString() ?? '') as {body: string}
    return `${body} ${ExecutedVersion ?? ''}`
  }
  return {client, invoke, gateway, options}
}

test('versions keep their code; one without a change is not published again', async () => {
  const {client, invoke} = await start()
  assert.deepEqual(
    [await invoke(), await invoke('$LATEST'), await invoke('1'), await invoke('2')],
    ['blue $LATEST $LATEST', 'blue $LATEST $LATEST', 'red 1 1', 'green 2 2'],
  )
  const published = await client.send(new PublishVersionCommand({FunctionName, Description: 'third'}))
  const again = await client.send(new PublishVersionCommand({FunctionName, Description: 'ignored'}))
  assert.deepEqual([published.Version, again.Version, again.Description], ['3', '3', 'third'])
  const {Versions = []} = await client.send(new ListVersionsByFunctionCommand({FunctionName}))
  assert.deepEqual(
    Versions.map((version) => version.FunctionArn),
    [`${arn}:$LATEST`, `${arn}:1`, `${arn}:2`, `${arn}:3`],
  )
  const {Functions = []} = await client.send(new ListFunctionsCommand({FunctionVersion: 'ALL'}))
  assert.equal(Functions.length, 4)
  await client.send(new DeleteFunctionCommand({FunctionName, Qualifier: '3'}))
  await client.send(new UpdateFunctionCodeCommand({FunctionName, ZipFile: codeOf('grey')}))
  assert.equal((await client.send(new PublishVersionCommand({FunctionName}))).Version, '4')
})

test('an alias is made, moved, read and deleted', async () => {
  const {client, invoke} = await start()
  const alias = {FunctionName, Name: 'live'}
  const created = await client.send(new CreateAliasCommand({...alias, FunctionVersion: '1', Description: 'first'}))
  const {$metadata, RevisionId, ...shown} = created
  assert.deepEqual([$metadata.httpStatusCode, typeof RevisionId], [201, 'string'])
  assert.deepEqual(shown, {AliasArn: `${arn}:live`, Name: 'live', FunctionVersion: '1', Description: 'first'})
  assert.equal(await invoke('live'), 'red 1 1')
  await client.send(new UpdateAliasCommand({...alias, FunctionVersion: '2', RevisionId}))
  assert.equal(await invoke('live'), 'green 2 2')
  const read = await client.send(new GetAliasCommand(alias))
  assert.deepEqual([read.FunctionVersion, read.Description], ['2', 'first'])
  const configuration = await client.send(new GetFunctionConfigurationCommand({FunctionName, Qualifier: 'live'}))
  assert.deepEqual([configuration.FunctionArn, configuration.Version], [`${arn}:live`, '2'])
  const listed = async (FunctionVersion: string) =>
    (await client.send(new ListAliasesCommand({FunctionName, FunctionVersion}))).Aliases?.map(({Name}) => Name)
  assert.deepEqual([await listed('1'), await listed('2')], [[], ['live']])
  assert.equal(
    await refusal(client.send(new DeleteFunctionCommand({FunctionName, Qualifier: '2'}))),
    'ResourceConflictException 409 Unable to delete version because the following aliases reference it: [live]',
  )
  await client.send(new DeleteAliasCommand(alias))
  await client.send(new DeleteAliasCommand(alias))
  assert.match(
    await refusal(client.send(new GetAliasCommand(alias))),
    /^ResourceNotFoundException 404 Cannot find alias/,
  )
})

test('an alias shares its invocations between two versions', async () => {
  const {client, invoke} = await start()
  const RoutingConfig = {AdditionalVersionWeights: {'2': 1}}
  const created = await client.send(
    new CreateAliasCommand({FunctionName, Name: 'live', FunctionVersion: '1', RoutingConfig}),
  )
  assert.deepEqual(created.RoutingConfig, RoutingConfig)
  assert.equal(await invoke('live'), 'green 2 2')
  await client.send(new UpdateAliasCommand({FunctionName, Name: 'live', RoutingConfig: {}}))
  assert.equal(await invoke('live'), 'red 1 1')
})

test('every alias has its own policy, with its own ARN', async () => {
  const {client} = await start()
  await client.send(new CreateAliasCommand({FunctionName, Name: 'live', FunctionVersion: '1'}))
  const permission = {FunctionName, Qualifier: 'live', StatementId: 'api', Action: 'lambda:InvokeFunction'}
  const Principal = 'apigateway.amazonaws.com'
  const {Statement = ''} = await client.send(
    new AddPermissionCommand({...permission, Principal, SourceAccount: '123456789012', PrincipalOrgID: 'o-1234567890'}),
  )
  const statement = {
    ...{Sid: 'api', Effect: 'Allow', Principal: {Service: Principal}, Action: 'lambda:InvokeFunction'},
    Resource: `${arn}:live`,
    Condition: {StringEquals: {'AWS:SourceAccount': '123456789012', 'aws:PrincipalOrgID': 'o-1234567890'}},
  }
  assert.deepEqual(JSON.parse(Statement), statement)
  const {Policy = '', RevisionId} = await client.send(new GetPolicyCommand({FunctionName: `${arn}:live`}))
  assert.deepEqual(JSON.parse(Policy), {Version: '2012-10-17', Id: 'default', Statement: [statement]})
  assert.match(
    await refusal(client.send(new GetPolicyCommand({FunctionName}))),
    /^ResourceNotFoundException 404 The resource you requested does not exist\.$/,
  )
  const remove = {FunctionName, Qualifier: 'live', StatementId: 'api'}
  assert.match(
    await refusal(client.send(new RemovePermissionCommand({...remove, RevisionId: 'other'}))),
    /^PreconditionFailedException 412 The Revision Id provided does not match/,
  )
  await client.send(new RemovePermissionCommand({...remove, RevisionId}))
})

const refusals: {name: string; call: (client: LambdaClient) => Promise<unknown>; answer: string}[] = [
  {
    name: 'an alias that is a number',
    call: (client) => client.send(new CreateAliasCommand({FunctionName, Name: '7', FunctionVersion: '1'})),
    answer:
      "ValidationException 400 1 validation error detected: Value '7' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
  },
  {
    name: 'an alias of no version',
    call: (client) => client.send(new CreateAliasCommand({FunctionName, Name: 'live', FunctionVersion: '9'})),
    answer: `ResourceNotFoundException 404 Function not found: ${arn}:9`,
  },
  {
    name: 'a share for the same version',
    call: (client) =>
      client.send(
        new CreateAliasCommand({
          ...{FunctionName, Name: 'live', FunctionVersion: '1'},
          RoutingConfig: {AdditionalVersionWeights: {'1': 0.5}},
        }),
      ),
    answer:
      'InvalidParameterValueException 400 Invalid function version 1. Function version 1 is already included in routing configuration.',
  },
  {
    name: 'three versions',
    call: (client) =>
      client.send(
        new CreateAliasCommand({
          ...{FunctionName, Name: 'live', FunctionVersion: '1'},
          RoutingConfig: {AdditionalVersionWeights: {'2': 0.1, '3': 0.1}},
        }),
      ),
    answer: 'InvalidParameterValueException 400 Number of items in AdditionalVersionWeights cannot be greater than 1',
  },
  {
    name: 'an unknown alias to invoke',
    call: (client) => client.send(new InvokeCommand({FunctionName, Qualifier: 'live'})),
    answer: `ResourceNotFoundException 404 Function not found: ${arn}:live`,
  },
  {
    name: 'two different qualifiers',
    call: (client) => client.send(new InvokeCommand({FunctionName: `${arn}:1`, Qualifier: '2'})),
    answer:
      'InvalidParameterValueException 400 The derived qualifier from the function name does not match the specified qualifier.',
  },
  {
    name: 'a policy for $LATEST',
    call: (client) =>
      client.send(
        new AddPermissionCommand({
          ...{FunctionName, Qualifier: '$LATEST', StatementId: 'a'},
          ...{Action: 'lambda:InvokeFunction', Principal: '*'},
        }),
      ),
    answer: 'InvalidParameterValueException 400 We currently do not support adding policies for $LATEST.',
  },
  {
    name: 'the deletion of $LATEST',
    call: (client) => client.send(new DeleteFunctionCommand({FunctionName, Qualifier: '$LATEST'})),
    answer: 'InvalidParameterValueException 400 $LATEST version cannot be deleted without deleting the function.',
  },
]

test('what Lambda refuses about versions and aliases', async () => {
  const {client} = await start()
  for (const {name, call, answer} of refusals) assert.equal(await refusal(call(client)), answer, name)
})

test('an integration with an alias of a stage variable runs the version of the alias, with its permission', async () => {
  const {client, gateway, options} = await start()
  const rest = new APIGatewayClient(options)
  const {id: restApiId = ''} = await rest.send(new CreateRestApiCommand({name: 'colours'}))
  const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}:\${stageVariables.alias}/invocations`
  const integration = {type: 'aws_proxy', httpMethod: 'POST', uri}
  const method = {responses: {}, 'x-amazon-apigateway-integration': integration}
  const definition = {openapi: '3.0.1', info: {title: 'c', version: '1'}, paths: {'/': {get: method}}}
  await rest.send(new PutRestApiCommand({restApiId, mode: 'overwrite', body: Buffer.from(JSON.stringify(definition))}))
  await rest.send(new CreateDeploymentCommand({restApiId, stageName: 'dev', variables: {alias: 'live'}}))
  const call = async () => {
    const {status, body} = await httpCall(gateway.port, {path: `/execute-api/${restApiId}/dev/`})
    return `${status} ${body}`
  }
  assert.match(await call(), /^500 /)
  const alias = {FunctionName, Name: 'live'}
  await client.send(new CreateAliasCommand({...alias, FunctionVersion: '1'}))
  const permission = {Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com', StatementId: 'api'}
  await client.send(new AddPermissionCommand({FunctionName, ...permission}))
  assert.match(await call(), /^500 /)
  await client.send(new AddPermissionCommand({FunctionName, Qualifier: 'live', ...permission}))
  assert.equal(await call(), '200 red 1')
  await client.send(new UpdateAliasCommand({...alias, FunctionVersion: '2'}))
  assert.equal(await call(), '200 green 2')
})
