import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createServer} from 'node:https'
import type {AddressInfo} from 'node:net'
import {TLSSocket} from 'node:tls'
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  GenerateClientCertificateCommand,
  ImportRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import {afterEach, test} from 'vitest'
import {startGateway} from '../../src/gateway/server.js'
import {testCertificate} from '../support/certificates.js'
import {httpCall} from '../support/http-client.js'

const toClose: (() => Promise<unknown>)[] = []

afterEach(async () => {
  await Promise.all(toClose.splice(0).map((close) => close()))
})

/** A backend that lets in whoever shows this certificate, and says who came. */
async function startBackend(clientPem: string): Promise<string> {
  const {certificate: cert, key} = await testCertificate({name: 'CN=localhost'})
  const server = createServer({cert, key, ca: clientPem, requestCert: true}, ({socket}, response) => {
    response.end(socket instanceof TLSSocket ? JSON.stringify(socket.getPeerCertificate().subject) : '')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  toClose.push(() => {
    server.closeAllConnections()
    return Promise.resolve(server.close())
  })
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

test("a stage's client certificate opens a backend that asks for it, and nothing else does", async () => {
  const gateway = await startGateway({port: 0, version: '1', onDefect: (error) => assert.fail(error as Error)})
  toClose.unshift(() => gateway.close())
  const credentials = {accessKeyId: '000000000000', secretAccessKey: 'x'}
  const client = new APIGatewayClient({region: 'eu-west-1', endpoint: gateway.url, credentials})
  const {clientCertificateId = '', pemEncodedCertificate = ''} = await client.send(
    new GenerateClientCertificateCommand({}),
  )
  const integration = {
    type: 'HTTP_PROXY',
    httpMethod: 'GET',
    uri: await startBackend(pemEncodedCertificate),
    tlsConfig: {insecureSkipVerification: true},
  }
  const definition = {
    openapi: '3.0.1',
    info: {title: 'secret', version: '1'},
    paths: {'/': {get: {responses: {}, 'x-amazon-apigateway-integration': integration}}},
  }
  const {id = ''} = await client.send(new ImportRestApiCommand({body: Buffer.from(JSON.stringify(definition))}))
  await client.send(new CreateDeploymentCommand({restApiId: id, stageName: 'prod'}))
  const path = `/execute-api/${id}/prod/`
  const refused = await httpCall(gateway.port, {path})
  const show = async (value: string): Promise<void> => {
    const patchOperations = [{op: 'replace' as const, path: '/clientCertificateId', value}]
    await client.send(new UpdateStageCommand({restApiId: id, stageName: 'prod', patchOperations}))
  }
  await show(clientCertificateId)
  const {status, body} = await httpCall(gateway.port, {path})
  await show('')
  const again = await httpCall(gateway.port, {path})
  assert.deepEqual([status, body], [200, '{"CN":"ApiGateway"}'])
  assert.ok(refused.status >= 500, `${refused.status}`)
  assert.equal(again.status, refused.status)
})
