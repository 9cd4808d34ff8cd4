import assert from 'node:assert/strict'
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  PutRestApiCommand,
  UpdateAccountCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import {CloudWatchLogsClient, FilterLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs'
import {CreateFunctionCommand, InvokeCommand, LambdaClient} from '@aws-sdk/client-lambda'
import {zipSync} from 'fflate'
import {afterEach, test} from 'vitest'
import {startGateway} from '../../../src/gateway/server.js'
import type {Gateway} from '../../../src/gateway/server.js'
import {refusal} from '../../support/control-plane.js'
import {httpCall} from '../../support/http-client.js'

const running: Gateway[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()))
})

async function start() {
  const onDefect = (error: unknown): never => assert.fail(error as Error)
  const gateway = await startGateway({port: 0, version: 'test', onDefect})
  running.push(gateway)
  const credentials = {accessKeyId: '123456789012', secretAccessKey: 'x'}
  const options = {region: 'eu-west-1', endpoint: gateway.url, credentials, maxAttempts: 1}
  const logs = new CloudWatchLogsClient(options)
  const messages = async (logGroupName: string) => {
    const {events = []} = await logs.send(new FilterLogEventsCommand({logGroupName}))
    return events.map(({message = ''}) => message)
  }
  return {gateway, options, messages}
}

const destinations = [
  {arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:pets-access', group: 'pets-access'},
  {
    arn: 'arn:aws:firehose:eu-west-1:123456789012:deliverystream/amazon-apigateway-pets',
    group: '/aws/kinesisfirehose/amazon-apigateway-pets',
  },
]

for (const {arn, group} of destinations) {
  test(`access log lines for ${arn} are in ${group} when somebody reads it`, async () => {
    const {gateway, options, messages} = await start()
    const rest = new APIGatewayClient(options)
    const value = 'arn:aws:iam::123456789012:role/logs'
    const giveRole = {patchOperations: [{op: 'replace' as const, path: '/cloudwatchRoleArn', value}]}
    await rest.send(new UpdateAccountCommand(giveRole))
    const {id: restApiId = ''} = await rest.send(new CreateRestApiCommand({name: 'pets'}))
    const method = {
      responses: {'200': {description: 'ok'}},
      'x-amazon-apigateway-integration': {
        type: 'mock',
        requestTemplates: {'application/json': '{"statusCode": 200}'},
        responses: {default: {statusCode: '200'}},
      },
    }
    const definition = {openapi: '3.0.1', info: {title: 'pets', version: '1'}, paths: {'/pets': {get: method}}}
    await rest.send(
      new PutRestApiCommand({restApiId, mode: 'overwrite', body: Buffer.from(JSON.stringify(definition))}),
    )
    await rest.send(new CreateDeploymentCommand({restApiId, stageName: 'dev'}))
    const replace = (path: string, value: string) => ({
      op: 'replace' as const,
      path: `/accessLogSettings/${path}`,
      value,
    })
    const format = '$context.httpMethod $context.resourcePath $context.status $context.requestId'
    const patchOperations = [replace('destinationArn', arn), replace('format', format)]
    await rest.send(new UpdateStageCommand({restApiId, stageName: 'dev', patchOperations}))
    await httpCall(gateway.port, {path: `/execute-api/${restApiId}/dev/pets`})
    await httpCall(gateway.port, {path: `/execute-api/${restApiId}/dev/dogs`})
    const lines = await messages(group)
    assert.deepEqual(
      lines.map((line) => line.replace(/ [0-9a-f-]{36}$/, ' ID')),
      ['GET /pets 200 ID', 'GET - 403 ID'],
    )
  })
}

test('what a function prints is in its log group, framed as Lambda frames it', async () => {
  const {options, messages} = await start()
  const lambda = new LambdaClient(options)
  const code = 'export const handler = async () => { console.log("hello"); throw new Error("no") }'
  await lambda.send(
    new CreateFunctionCommand({
      ...{FunctionName: 'pets', Role: 'arn:aws:iam::123456789012:role/lambda'},
      ...{Runtime: 'nodejs20.x', Handler: 'index.handler', Code: {ZipFile: zipSync({'index.mjs': Buffer.from(code)})}},
    }),
  )
  const {LogResult = '', $metadata} = await lambda.send(new InvokeCommand({FunctionName: 'pets', LogType: 'Tail'}))
  const lines = await messages('/aws/lambda/pets')
  const id = $metadata.requestId ?? ''
  const heads = lines.map((line) => line.split('\t')[0]?.trimEnd())
  assert.deepEqual(heads.slice(0, 2), [`START RequestId: ${id} Version: $LATEST`, 'hello'])
  assert.deepEqual(heads.slice(-2), [`END RequestId: ${id}`, `REPORT RequestId: ${id}`])
  assert.ok(lines.every((line) => line.endsWith('\n')))
  assert.equal(Buffer.from(LogResult, 'base64').toString(), lines.join(''))
})

test('a reset also forgets the lines that were not written yet', async () => {
  const {gateway, messages, options} = await start()
  const lambda = new LambdaClient(options)
  const code = 'export const handler = async () => 1'
  const settings = {FunctionName: 'pets', Runtime: 'nodejs20.x' as const, Handler: 'index.handler'}
  const ZipFile = zipSync({'index.mjs': Buffer.from(code)})
  await lambda.send(
    new CreateFunctionCommand({...settings, Role: 'arn:aws:iam::123456789012:role/lambda', Code: {ZipFile}}),
  )
  await lambda.send(new InvokeCommand({FunctionName: 'pets'}))
  const headers = {'x-apigw-token': gateway.token}
  assert.equal((await httpCall(gateway.port, {method: 'POST', path: '/_apigw/reset', headers})).status, 200)
  assert.match(await refusal(messages('/aws/lambda/pets')), /^ResourceNotFoundException 400/)
})
