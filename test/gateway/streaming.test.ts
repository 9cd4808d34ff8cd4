import assert from 'node:assert/strict'
import {existsSync, mkdtempSync, realpathSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {APIGatewayClient, CreateDeploymentCommand, ImportRestApiCommand} from '@aws-sdk/client-api-gateway'
import {afterEach, test} from 'vitest'
import {LocalGateway} from '../../src/aws/local-gateway.js'
import {startGateway} from '../../src/gateway/server.js'
import type {Gateway} from '../../src/gateway/server.js'
import type {GatewayInvocation} from '../../src/model/gateway-admin.js'

const toClose: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(toClose.splice(0).map((close) => close()))
})

const handler = `
const fs = require('node:fs')
exports.handler = awslambda.streamifyResponse(async (event, responseStream) => {
  const {folder} = process.env
  const metadata = {statusCode: 200, headers: {'content-type': 'text/event-stream', 'x-size': '20'}}
  const stream = awslambda.HttpResponseStream.from(responseStream, metadata)
  stream.write('data: 1\\n\\n')
  while (!fs.existsSync(folder + '/go')) await new Promise((resolve) => setTimeout(resolve, 5))
  if (event.queryStringParameters?.fail) throw new Error('in the middle')
  if (event.queryStringParameters?.large) stream.write(Buffer.alloc(20 * 1024 * 1024 - 18))
  stream.write('data: 2\\n\\n')
  stream.end()
  stream.on('finish', () => fs.writeFileSync(folder + '/finished', ''))
})
`

/** A gateway with a streaming function behind `GET /`; writing the file `go` into `folder` lets the function go on. */
async function start(): Promise<{gateway: Gateway; url: string; folder: string; invocations: GatewayInvocation[]}> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'apigw-stream-')))
  writeFileSync(join(folder, 'stream.js'), handler)
  const invocations: GatewayInvocation[] = []
  const gateway = await startGateway({
    port: 0,
    version: '1',
    onDefect: () => undefined,
    onInvocation: (invocation) => invocations.push(invocation),
  })
  toClose.push(() => gateway.close())
  const place = {accountId: '123456789012', region: 'eu-west-1'}
  const fn = {name: 'stream', runtime: 'nodejs22.x', handler: 'stream.handler', directory: folder}
  const settings = {timeoutSeconds: 20, memoryMb: 128, environment: {folder}}
  await new LocalGateway(gateway).putFunctions(folder, [{...fn, ...settings, ...place}])
  const uri =
    'arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/arn:aws:lambda:eu-west-1:123456789012:function:stream/response-streaming-invocations'
  const integration = {type: 'AWS_PROXY', httpMethod: 'POST', uri, responseTransferMode: 'STREAM'}
  const document = {
    openapi: '3.0.1',
    info: {title: 'stream', version: '1'},
    paths: {'/': {get: {'x-amazon-apigateway-integration': integration}}},
  }
  const client = new APIGatewayClient({
    region: 'eu-west-1',
    endpoint: gateway.url,
    credentials: {accessKeyId: '123456789012', secretAccessKey: 'x'},
  })
  const body = Buffer.from(JSON.stringify(document))
  const {id: restApiId = ''} = await client.send(new ImportRestApiCommand({body}))
  await client.send(new CreateDeploymentCommand({restApiId, stageName: 'prod'}))
  return {gateway, url: `${gateway.url}/execute-api/${restApiId}/prod/`, folder, invocations}
}

test('a client reads what a function has streamed while the function still works', async () => {
  const {url, folder, invocations} = await start()
  const response = await fetch(url)
  assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'text/event-stream'])
  assert.equal(response.headers.get('transfer-encoding'), 'chunked')
  const reader = response.body?.getReader()
  assert.ok(reader)
  assert.equal(Buffer.from((await reader.read()).value ?? []).toString(), 'data: 1\n\n')
  assert.deepEqual([invocations.length, existsSync(join(folder, 'finished'))], [0, false])
  writeFileSync(join(folder, 'go'), '')
  assert.equal(Buffer.from((await reader.read()).value ?? []).toString(), 'data: 2\n\n')
  assert.equal((await reader.read()).done, true)
  assert.equal(invocations[0]?.status, 200)
})

test('a stream may be larger than any buffered answer', async () => {
  const {url, folder} = await start()
  writeFileSync(join(folder, 'go'), '')
  // Only what is below 10 MB passes at full speed; the client has read enough then.
  const response = await fetch(`${url}?large=1`)
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>
  let bytes = 0
  while (bytes <= 9 * 1024 * 1024) bytes += (await reader.read()).value?.length ?? Infinity
  await reader.cancel()
  assert.ok(bytes > 9 * 1024 * 1024)
})

test('a function that throws in the middle breaks the response off', async () => {
  const {url, folder} = await start()
  const response = await fetch(`${url}?fail=1`)
  writeFileSync(join(folder, 'go'), '')
  await assert.rejects(response.text())
})

test('a client that leaves half-way does not disturb the next one', async () => {
  const {url, folder} = await start()
  const controller = new AbortController()
  const response = await fetch(url, {signal: controller.signal})
  await response.body?.getReader().read()
  controller.abort()
  writeFileSync(join(folder, 'go'), '')
  assert.equal(await (await fetch(url)).text(), 'data: 1\n\ndata: 2\n\n')
})
