import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  CreateVpcLinkCommand,
  ImportRestApiCommand,
} from '@aws-sdk/client-api-gateway'
import {ApiGatewayV2Client, ImportApiCommand} from '@aws-sdk/client-apigatewayv2'
import {afterEach, test} from 'vitest'
import {LocalGateway} from '../../src/aws/local-gateway.js'
import {startGateway} from '../../src/gateway/server.js'
import type {Gateway, GatewayOptions} from '../../src/gateway/server.js'
import {httpCall} from '../support/http-client.js'
import {standInKeys, startStandIn} from '../support/aws-stand-in.js'

const toClose: (() => Promise<unknown>)[] = []

afterEach(async () => {
  await Promise.all(toClose.splice(0).map((close) => close()))
})

async function start(services: GatewayOptions['services']): Promise<Gateway> {
  const onDefect = (error: unknown): never => assert.fail(error as Error)
  const gateway = await startGateway({port: 0, version: '1', onDefect, ...(services && {services})})
  toClose.push(() => gateway.close())
  return gateway
}

function clientOptions({url}: Gateway) {
  return {region: 'eu-west-1', endpoint: url, credentials: {accessKeyId: '123456789012', secretAccessKey: 'x'}}
}

/** Answers the host and path that it was asked for. */
async function startBackend(): Promise<string> {
  const server = createServer((request, response) => {
    response.end(`${request.headers.host ?? ''} ${request.url ?? ''}`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  toClose.push(() => Promise.resolve(server.close()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const queue = {
  type: 'AWS',
  httpMethod: 'POST',
  uri: 'arn:aws:apigateway:eu-west-1:sqs:path/123456789012/pets',
  credentials: 'arn:aws:iam::123456789012:role/api',
  requestParameters: {'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'"},
  requestTemplates: {'application/json': 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)'},
  responses: {default: {statusCode: '200', responseTemplates: {'application/json': '{"sent": true}'}}},
}

function definition(vpcLinkId: string): Uint8Array {
  const link = {
    type: 'HTTP_PROXY',
    httpMethod: 'GET',
    uri: 'http://pets.internal/v1',
    connectionType: 'VPC_LINK',
    connectionId: vpcLinkId,
  }
  const method = (integration: object) => ({
    responses: {200: {description: 'ok'}},
    'x-amazon-apigateway-integration': integration,
  })
  const document = {
    openapi: '3.0.1',
    info: {title: 'pets', version: '1'},
    paths: {'/queue': {post: method(queue)}, '/inside': {get: method(link)}},
  }
  return Buffer.from(JSON.stringify(document))
}

async function deployed(gateway: Gateway): Promise<string> {
  const client = new APIGatewayClient(clientOptions(gateway))
  const {id: vpcLinkId = ''} = await client.send(
    new CreateVpcLinkCommand({
      name: 'internal',
      targetArns: ['arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/pets/50dc6c495c0c9188'],
    }),
  )
  const {id: restApiId = ''} = await client.send(new ImportRestApiCommand({body: definition(vpcLinkId)}))
  await client.send(new CreateDeploymentCommand({restApiId, stageName: 'prod'}))
  return restApiId
}

test('a REST API reaches SQS signed and a VPC link at its address', async () => {
  const aws = await startStandIn()
  toClose.push(() => aws.close())
  const gateway = await start({environment: {...standInKeys, AWS_ENDPOINT_URL_SQS: aws.url}})
  const apiId = await deployed(gateway)
  await new LocalGateway(gateway).putBackends('/project', {vpcLinks: {internal: await startBackend()}, truststores: {}})
  const base = `/execute-api/${apiId}/prod`
  const posted = await httpCall(gateway.port, {method: 'POST', path: `${base}/queue`, body: '{"a": "b&c"}'})
  assert.deepEqual([posted.status, posted.body], [200, '{"sent": true}'])
  assert.deepEqual(aws.messages, [{Action: 'SendMessage', MessageBody: '{"a": "b&c"}'}])
  const inside = await httpCall(gateway.port, {path: `${base}/inside`})
  assert.deepEqual([inside.status, inside.body], [200, 'pets.internal /v1'])
  assert.deepEqual(await new LocalGateway(gateway).warnings(apiId, 'prod'), [])
})

test('without addresses both fail, nothing is called, and a deploy is told beforehand', async () => {
  const gateway = await start({environment: {}})
  const apiId = await deployed(gateway)
  const base = `/execute-api/${apiId}/prod`
  for (const [method, path] of [
    ['POST', '/queue'],
    ['GET', '/inside'],
  ] as const) {
    const {status, body} = await httpCall(gateway.port, {method, path: `${base}${path}`})
    assert.deepEqual([status, body], [504, '{"message": "Network error communicating with endpoint"}'])
  }
  const [inside = '', sqs = ''] = await new LocalGateway(gateway).warnings(apiId, 'prod')
  assert.match(inside, /^GET \/inside: VPC link \w+ has no address in local\.vpcLinks of apigw\.yaml/)
  assert.match(sqs, /^POST \/queue: The local gateway does not call sqs at AWS\. Set AWS_ENDPOINT_URL_SQS/)
})

test('an HTTP API reaches a private listener with its stage in the path', async () => {
  const gateway = await start({environment: {}})
  const listener = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/pets/1/2'
  const integration = {
    type: 'http_proxy',
    httpMethod: 'ANY',
    uri: listener,
    connectionType: 'VPC_LINK',
    connectionId: 'abc123',
    payloadFormatVersion: '1.0',
  }
  const document = {
    openapi: '3.0.1',
    info: {title: 'pets', version: '1'},
    paths: {'/pets/{id}': {get: {'x-amazon-apigateway-integration': integration}}},
  }
  const client = new ApiGatewayV2Client(clientOptions(gateway))
  const {ApiId = ''} = await client.send(new ImportApiCommand({Body: JSON.stringify(document)}))
  const {CreateStageCommand} = await import('@aws-sdk/client-apigatewayv2')
  await client.send(new CreateStageCommand({ApiId, StageName: 'prod', AutoDeploy: true}))
  const path = `/execute-api/${ApiId}/prod/pets/7?a=b`
  assert.equal((await httpCall(gateway.port, {path})).status, 500)
  await new LocalGateway(gateway).putBackends('/project', {
    vpcLinks: {[listener]: await startBackend()},
    truststores: {},
  })
  const {status, body} = await httpCall(gateway.port, {path})
  assert.deepEqual([status, body.split(' ')[1]], [200, '/prod/pets/7?a=b'])
})

test('a gateway whose own address stands in the environment does not call itself', async () => {
  const environment: Record<string, string> = {}
  const gateway = await start({environment})
  environment.AWS_ENDPOINT_URL_LAMBDA = gateway.url.replace('127.0.0.1', 'localhost')
  const client = new APIGatewayClient(clientOptions(gateway))
  await client.send(new CreateRestApiCommand({name: 'unused'}))
  const uri =
    'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:gone/invocations'
  const document = {
    openapi: '3.0.1',
    info: {title: 'pets', version: '1'},
    paths: {'/': {get: {'x-amazon-apigateway-integration': {type: 'AWS_PROXY', httpMethod: 'POST', uri}}}},
  }
  const {id: restApiId = ''} = await client.send(
    new ImportRestApiCommand({body: Buffer.from(JSON.stringify(document))}),
  )
  await client.send(new CreateDeploymentCommand({restApiId, stageName: 'prod'}))
  const {status} = await httpCall(gateway.port, {path: `/execute-api/${restApiId}/prod/`})
  assert.equal(status, 500)
})
