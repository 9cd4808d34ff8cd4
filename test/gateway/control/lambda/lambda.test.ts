import assert from 'node:assert/strict'
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
  RemovePermissionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import {zipSync} from 'fflate'
import {afterEach, test} from 'vitest'
import {startGateway} from '../../../../src/gateway/server.js'
import type {Gateway} from '../../../../src/gateway/server.js'
import {refusal} from '../../../support/control-plane.js'

const running: Gateway[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()))
})

async function start(): Promise<{client: LambdaClient; gateway: Gateway}> {
  const onDefect = (error: unknown): never => assert.fail(error as Error)
  const gateway = await startGateway({port: 0, version: 'test', onDefect})
  running.push(gateway)
  const credentials = {accessKeyId: '123456789012', secretAccessKey: 'x'}
  const client = new LambdaClient({region: 'eu-west-1', endpoint: gateway.url, credentials, maxAttempts: 1})
  return {client, gateway}
}

function zipOf(code: string): Uint8Array {
  return zipSync({'index.mjs': Buffer.from(code), 'lib/': new Uint8Array()})
}

const echo = `export const handler = async (event) => { console.log('seen', event.n); if (event.fail) throw new Error('no'); return {n: event.n + 1} }`
const FunctionName = 'adder'
const settings = {
  FunctionName,
  Role: 'arn:aws:iam::123456789012:role/lambda',
  Runtime: 'nodejs20.x' as const,
  Handler: 'index.handler',
}

function create(code = echo): CreateFunctionCommand {
  return new CreateFunctionCommand({...settings, Code: {ZipFile: zipOf(code)}})
}

test('a function is uploaded, described, invoked, changed and deleted', async () => {
  const {client} = await start()
  const created = await client.send(create())
  assert.equal(created.FunctionArn, 'arn:aws:lambda:eu-west-1:123456789012:function:adder')
  assert.deepEqual([created.Timeout, created.MemorySize, created.State], [3, 128, 'Active'])
  assert.equal(created.CodeSha256?.length, 44)
  assert.equal(await refusal(client.send(create())), 'ResourceConflictException 409 Function already exist: adder')

  const invoked = await client.send(new InvokeCommand({FunctionName, Payload: '{"n":1}', LogType: 'Tail'}))
  assert.deepEqual([invoked.StatusCode, invoked.ExecutedVersion, invoked.FunctionError], [200, '$LATEST', undefined])
  assert.equal(invoked.Payload?.transformToString(), '{"n":2}')
  assert.match(Buffer.from(invoked.LogResult ?? '', 'base64').toString(), /seen 1/)
  const failed = await client.send(new InvokeCommand({FunctionName: created.FunctionArn, Payload: '{"fail":true}'}))
  assert.equal(failed.FunctionError, 'Unhandled')
  assert.match(failed.Payload?.transformToString() ?? '', /"errorMessage":"no"/)

  const ZipFile = zipOf('export const handler = async () => process.env.COLOUR')
  const updated = await client.send(new UpdateFunctionCodeCommand({FunctionName, ZipFile}))
  assert.notEqual(updated.CodeSha256, created.CodeSha256)
  const Environment = {Variables: {COLOUR: 'green'}}
  await client.send(new UpdateFunctionConfigurationCommand({FunctionName, Timeout: 7, Environment}))
  const green = await client.send(new InvokeCommand({FunctionName}))
  assert.equal(green.Payload?.transformToString(), '"green"')
  const {Functions = []} = await client.send(new ListFunctionsCommand({}))
  assert.deepEqual(
    Functions.map((listed) => [listed.FunctionName, listed.Timeout]),
    [['adder', 7]],
  )
  await client.send(new DeleteFunctionCommand({FunctionName}))
  assert.equal(
    await refusal(client.send(new GetFunctionCommand({FunctionName}))),
    'ResourceNotFoundException 404 Function not found: arn:aws:lambda:eu-west-1:123456789012:function:adder',
  )
})

const kinds = [
  {InvocationType: 'Event' as const, status: 202},
  {InvocationType: 'DryRun' as const, status: 204},
]

for (const {InvocationType, status} of kinds) {
  test(`Invoke answers ${status} to ${InvocationType}`, async () => {
    const {client} = await start()
    await client.send(create())
    const {StatusCode} = await client.send(new InvokeCommand({FunctionName, InvocationType, Payload: '{"n":1}'}))
    assert.equal(StatusCode, status)
  })
}

test('permissions are listed as a policy, and decide whether API Gateway may invoke', async () => {
  const {client} = await start()
  await client.send(create())
  const permission = {FunctionName, StatementId: 'api', Action: 'lambda:InvokeFunction'}
  const SourceArn = 'arn:aws:execute-api:eu-west-1:123456789012:abc/*/GET/pets'
  await client.send(new AddPermissionCommand({...permission, Principal: 'apigateway.amazonaws.com', SourceArn}))
  const {Policy = ''} = await client.send(new GetPolicyCommand({FunctionName}))
  assert.deepEqual(JSON.parse(Policy), {
    Version: '2012-10-17',
    Id: 'default',
    Statement: [
      {
        Sid: 'api',
        Effect: 'Allow',
        Principal: {Service: 'apigateway.amazonaws.com'},
        Action: 'lambda:InvokeFunction',
        Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:adder',
        Condition: {ArnLike: {'AWS:SourceArn': SourceArn}},
      },
    ],
  })
  assert.match(
    await refusal(client.send(new AddPermissionCommand({...permission, Principal: '*'}))),
    /^ResourceConflictException 409 The statement id \(api\) provided already exists/,
  )
  await client.send(new RemovePermissionCommand({FunctionName, StatementId: 'api'}))
  assert.equal(
    await refusal(client.send(new GetPolicyCommand({FunctionName}))),
    'ResourceNotFoundException 404 The resource you requested does not exist.',
  )
})

const unreadable = 'Could not unzip uploaded file. Please check your file, then try to upload again.'

const badZips: {name: string; zip: Uint8Array; message: string}[] = [
  {name: 'no zip', zip: Buffer.from('no zip at all'), message: unreadable},
  {name: 'a zip without files', zip: zipSync({}), message: unreadable},
  ...['../outside.js', '/etc/outside', 'a/../../outside', 'C:\\outside'].map((path) => ({
    name: `a file at ${path}`,
    zip: zipSync({[path]: Buffer.from('x')}),
    message: `The zip names a file outside of its folder: ${JSON.stringify(path)}.`,
  })),
  {
    name: 'a bomb of 300 MB',
    zip: zipSync({'a.js': new Uint8Array(150_000_000), 'b.js': new Uint8Array(150_000_000)}, {level: 1}),
    message: 'Unzipped size must be smaller than 262144000 bytes',
  },
]

for (const {name, zip, message} of badZips) {
  test(`CreateFunction refuses ${name}`, async () => {
    const {client, gateway} = await start()
    const call = client.send(new CreateFunctionCommand({...settings, Code: {ZipFile: zip}}))
    assert.equal(await refusal(call), `InvalidParameterValueException 400 ${message}`)
    assert.deepEqual(gateway.store.all('function'), [])
  })
}

test('a payload that is no JSON is refused', async () => {
  const {client} = await start()
  await client.send(create())
  assert.match(
    await refusal(client.send(new InvokeCommand({FunctionName, Payload: '{'}))),
    /^InvalidRequestContentException 400 Could not parse request body into json/,
  )
})
