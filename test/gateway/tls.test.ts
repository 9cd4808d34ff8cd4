import assert from 'node:assert/strict'
import {once} from 'node:events'
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {Agent, request} from 'node:https'
import type {RequestOptions} from 'node:https'
import {connect} from 'node:net'
import {text} from 'node:stream/consumers'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateDomainNameCommand,
  GetDomainNameCommand,
} from '@aws-sdk/client-apigatewayv2'
import {
  APIGatewayClient,
  CreateBasePathMappingCommand,
  CreateDeploymentCommand,
  ImportRestApiCommand,
  UpdateAccountCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import {CloudWatchLogsClient, FilterLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs'
import {afterEach, test} from 'vitest'
import {WebSocket} from 'ws'
import {LocalGateway} from '../../src/aws/local-gateway.js'
import {startGateway} from '../../src/gateway/server.js'
import type {Gateway} from '../../src/gateway/server.js'
import {testCertificate} from '../support/certificates.js'
import type {TestPair} from '../support/certificates.js'
import {httpCall} from '../support/http-client.js'
import {apiId as chatId, deployApi, mocking} from './data/websocket/websocket-records.js'

const running: Gateway[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()))
})

type Secure = Gateway & {ca: string}

async function start(stateDirectory = mkdtempSync(join(tmpdir(), 'apigw-tls-'))): Promise<Secure> {
  const gateway = await startGateway({
    port: 0,
    version: '1',
    tls: true,
    stateDirectory,
    onDefect: (error) => assert.fail(error as Error),
  })
  running.push(gateway)
  return {...gateway, ca: readFileSync(gateway.authorityFile ?? '', 'utf8')}
}

type Call = {host: string; path: string; sni?: string} & Pick<RequestOptions, 'cert' | 'key' | 'agent'>
type Answer = {status: number; body: string}

/** One request over TLS, for which the gateway's authority alone is trusted. */
function secureCall({port, ca}: Secure, {host, sni = host, ...call}: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {host: '127.0.0.1', port, ca, servername: sni, headers: {host}, agent: false as const, ...call}
    const outgoing = request(options, (incoming) => {
      text(incoming).then((body) => resolve({status: incoming.statusCode ?? 0, body}), reject)
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}

function sdk(gateway: Gateway) {
  return {region: 'eu-west-1', endpoint: gateway.url, credentials: {accessKeyId: '000000000000', secretAccessKey: 'x'}}
}

/** A REST API whose mock answers what its context knows of the client. */
async function importApi(gateway: Gateway): Promise<string> {
  const client = new APIGatewayClient(sdk(gateway))
  const template = [
    '$context.identity.clientCert.subjectDN',
    '$context.identity.clientCert.issuerDN',
    '$context.identity.clientCert.serialNumber',
    '$context.identity.clientCert.validity.notBefore',
    '$context.identity.clientCert.validity.notAfter',
  ].join('|')
  const mock = {
    type: 'MOCK',
    requestTemplates: {'application/json': '{"statusCode": 200}'},
    responses: {default: {statusCode: '200', responseTemplates: {'application/json': template}}},
  }
  const definition = {
    openapi: '3.0.1',
    info: {title: 'who', version: '1'},
    paths: {'/who': {get: {responses: {'200': {description: 'who'}}, 'x-amazon-apigateway-integration': mock}}},
  }
  const {id = ''} = await client.send(new ImportRestApiCommand({body: Buffer.from(JSON.stringify(definition))}))
  await client.send(new CreateDeploymentCommand({restApiId: id, stageName: 'prod'}))
  return id
}

const domain = 'api.example.com'
const certificateArn = 'arn:aws:acm:eu-west-1:000000000000:certificate/1'
const truststoreUri = 's3://bucket/clients.pem'

async function mapDomain(gateway: Gateway, apiId: string, mutual?: object, DomainName = domain): Promise<void> {
  const v2 = new ApiGatewayV2Client(sdk(gateway))
  await v2.send(
    new CreateDomainNameCommand({
      DomainName,
      DomainNameConfigurations: [{CertificateArn: certificateArn}],
      ...(mutual && {MutualTlsAuthentication: mutual}),
    }),
  )
  const mapping = {domainName: DomainName, restApiId: apiId, stage: 'prod'}
  await new APIGatewayClient(sdk(gateway)).send(new CreateBasePathMappingCommand(mapping))
}

async function trust(gateway: Gateway, truststores: Readonly<Record<string, string>>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'apigw-truststore-'))
  const files = Object.entries(truststores).map(([uri, pem], index) => {
    const file = join(directory, `${index}.pem`)
    writeFileSync(file, pem)
    return [uri, file] as const
  })
  await new LocalGateway(gateway).putBackends('/project', {vpcLinks: {}, truststores: Object.fromEntries(files)})
}

test('one port answers HTTP and HTTPS, for loopback names, APIs and custom domains, by certificates of one authority', async () => {
  const gateway = await start()
  const id = await importApi(gateway)
  await mapDomain(gateway, id)
  await mapDomain(gateway, id, undefined, '*.shop.example.com')
  const calls = [
    {host: 'localhost', path: '/_apigw/status'},
    {host: `${id}.execute-api.localhost`, path: '/prod/who'},
    {host: domain, path: '/who'},
    {host: 'eu.shop.example.com', path: '/who'},
  ]
  for (const call of calls) assert.equal((await secureCall(gateway, call)).status, 200, call.host)
  assert.equal((await httpCall(gateway.port, {path: `/execute-api/${id}/prod/who`})).status, 200)
  assert.equal(
    (await httpCall(gateway.port, {path: '/_apigw/status', headers: {origin: 'http://elsewhere'}})).status,
    403,
  )
  await assert.rejects(secureCall(gateway, {host: 'other.example.org', path: '/'}), /ECONNRESET|alert|disconnected/)
  await assert.rejects(secureCall(gateway, {host: 'localhost', sni: domain, path: '/', agent: new Agent({ca: ''})}))
})

test('the control plane answers the SDK over HTTPS, and the authority survives a restart', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'apigw-tls-'))
  const first = await start(directory)
  await first.close()
  running.length = 0
  const gateway = await start(directory)
  assert.equal(gateway.ca, first.ca)
  const {NodeHttpHandler} = await import('@smithy/node-http-handler')
  const requestHandler = new NodeHttpHandler({httpsAgent: new Agent({ca: gateway.ca})})
  const client = new ApiGatewayV2Client({...sdk(gateway), endpoint: gateway.httpsUrl ?? '', requestHandler})
  const {Name} = await client.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP'}))
  assert.equal(Name, 'pets')
  client.destroy()
})

test('WebSockets come over TLS; a plain upgrade to something else is a plain request', async () => {
  const gateway = await start()
  deployApi(gateway.store, {routes: {ping: mocking('{"pong": true}')}})
  const host = `${chatId}.execute-api.localhost`
  const tls = {ca: gateway.ca, servername: host, headers: {host}}
  const socket = new WebSocket(`wss://127.0.0.1:${gateway.port}/prod`, tls)
  await once(socket, 'open')
  socket.send('{"action": "ping"}')
  const [message] = (await once(socket, 'message')) as [Buffer]
  assert.equal(message.toString(), '{"pong": true}')
  socket.terminate()
  const headers = {Connection: 'Upgrade', Upgrade: 'h2c'}
  assert.equal((await httpCall(gateway.port, {path: '/_apigw/status', headers})).status, 200)
})

test('a connection that never says what it is does not keep the gateway from closing', async () => {
  const gateway = await start()
  const socket = connect(gateway.port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(Buffer.from([0x16, 3, 1, 1, 0]))
  const closed = once(socket, 'close')
  // Answered after the connection above, so that the gateway has it.
  await httpCall(gateway.port, {path: '/_apigw/status'})
  await gateway.close()
  await closed
})

type Parties = {root: TestPair; client: TestPair}

async function parties(): Promise<Parties> {
  const root = await testCertificate({name: 'C=US, O=Example, CN=Root', isAuthority: true})
  const client = await testCertificate({name: 'C=US, O=Example, CN=My Client', issuer: root})
  return {root, client}
}

test('mutual TLS: a client of the truststore is let in, and the API knows who it is', async () => {
  const {root, client} = await parties()
  const gateway = await start()
  await trust(gateway, {[truststoreUri]: root.certificate})
  await mapDomain(gateway, await importApi(gateway), {TruststoreUri: truststoreUri})
  const answer = await secureCall(gateway, {host: domain, path: '/who', cert: client.certificate, key: client.key})
  assert.deepEqual(answer, {
    status: 200,
    body: 'C=US,O=Example,CN=My Client|C=US,O=Example,CN=Root|1|Aug 29 00:28:21 2020 GMT|Aug  5 00:28:21 2090 GMT',
  })
})

async function logErrors(gateway: Gateway, restApiId: string): Promise<void> {
  const client = new APIGatewayClient(sdk(gateway))
  const replace = (path: string, value: string) => ({patchOperations: [{op: 'replace', path, value} as const]})
  const roleArn = 'arn:aws:iam::000000000000:role/logs'
  await client.send(new UpdateAccountCommand(replace('/cloudwatchRoleArn', roleArn)))
  const level = replace('/*/*/logging/loglevel', 'ERROR')
  await client.send(new UpdateStageCommand({restApiId, stageName: 'prod', ...level}))
}

/** The lines of the execution log that tell of clients, without what comes before them. */
async function logged(gateway: Gateway, apiId: string, lines: readonly string[]): Promise<void> {
  const logs = new CloudWatchLogsClient(sdk(gateway))
  const logGroupName = `API-Gateway-Execution-Logs_${apiId}/prod`
  const {events = []} = await logs.send(new FilterLogEventsCommand({logGroupName, filterPattern: '"Access denied"'}))
  assert.deepEqual(
    events.map(({message}) => message?.replace(/^\([0-9a-f-]{36}\) /, '')),
    lines,
  )
}

test('mutual TLS: everybody else stays outside', async () => {
  const {root, client} = await parties()
  const stranger = await testCertificate({name: 'CN=Stranger'})
  const other = await testCertificate({name: 'C=US, O=Example, CN=Root', isAuthority: true})
  const forged = await testCertificate({name: 'CN=Forged', issuer: other})
  const expired = await testCertificate({name: 'CN=Old', issuer: root, notAfter: new Date('2021-01-01T00:00:00Z')})
  const gateway = await start()
  const apiId = await importApi(gateway)
  await logErrors(gateway, apiId)
  await trust(gateway, {[truststoreUri]: root.certificate, 's3://bucket/other.pem': other.certificate})
  await mapDomain(gateway, apiId, {TruststoreUri: truststoreUri})
  await mapDomain(gateway, apiId, {TruststoreUri: 's3://bucket/other.pem'}, 'other.example.com')
  await mapDomain(gateway, apiId, {TruststoreUri: 's3://bucket/absent.pem'}, 'absent.example.com')
  await mapDomain(gateway, apiId, undefined, 'open.example.com')
  const forbidden = {status: 403, body: '{"message":"Forbidden"}'}
  const shown = ({certificate: cert, key}: TestPair) => ({cert, key})
  const refused = [
    {name: 'self-signed', call: {host: domain, ...shown(stranger)}},
    {name: 'of an authority that only has the same name', call: {host: domain, ...shown(forged)}},
    {name: 'expired', call: {host: domain, ...shown(expired)}},
    {name: 'connected to another domain name', call: {host: domain, sni: 'other.example.com', ...shown(client)}},
    {name: 'connected to an open domain name', call: {host: domain, sni: 'open.example.com', ...shown(client)}},
    {name: 'of a domain name whose truststore is nowhere', call: {host: 'absent.example.com', ...shown(client)}},
  ]
  for (const {name, call} of refused)
    assert.deepEqual(await secureCall(gateway, {...call, path: '/who'}), forbidden, name)
  await assert.rejects(secureCall(gateway, {host: domain, path: '/who'}), /ECONNRESET|socket hang up|disconnected/)
  assert.deepEqual(
    await httpCall(gateway.port, {path: '/who', headers: {host: domain}}).then(({status}) => status),
    403,
  )
  await logged(gateway, apiId, [
    'Access denied. Reason: self signed certificate',
    'Access denied. Reason: Could not find issuer for certificate',
    'Access denied. Reason: certificate has expired',
    // By the truststore of the domain name that it connected to.
    'Access denied. Reason: Could not find issuer for certificate',
  ])
  // The execute-api endpoint goes past the domain name, as on AWS, until the API disables it.
  assert.equal((await httpCall(gateway.port, {path: `/execute-api/${apiId}/prod/who`})).status, 200)
})

test('mutual TLS: a client loses its right with a new truststore and by the clock, also on a connection that it has', async () => {
  const {root, client} = await parties()
  const gateway = await start()
  await trust(gateway, {[truststoreUri]: root.certificate})
  await mapDomain(gateway, await importApi(gateway), {TruststoreUri: truststoreUri})
  const agent = new Agent({keepAlive: true, maxSockets: 1})
  const call = {host: domain, path: '/who', cert: client.certificate, key: client.key, agent}
  const statuses = [(await secureCall(gateway, call)).status]
  await new LocalGateway(gateway).clock({setMs: Date.parse('2091-01-01T00:00:00Z')})
  statuses.push((await secureCall(gateway, call)).status)
  await new LocalGateway(gateway).clock({reset: true})
  statuses.push((await secureCall(gateway, call)).status)
  const other = await testCertificate({name: 'CN=Other', isAuthority: true})
  await trust(gateway, {[truststoreUri]: other.certificate})
  statuses.push((await secureCall(gateway, call)).status)
  agent.destroy()
  assert.deepEqual(statuses, [200, 403, 200, 403])
})

test('mutual TLS: warnings about a truststore, and its versions', async () => {
  const {root, client} = await parties()
  const gateway = await start()
  const old = await testCertificate({
    name: 'CN=Old',
    isAuthority: true,
    notAfter: new Date('2021-01-01T00:00:00Z'),
  })
  const broken = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
  await trust(gateway, {
    [truststoreUri]: `${old.certificate}\n${broken}`,
    [`${truststoreUri}?versionId=two`]: root.certificate,
  })
  const apiId = await importApi(gateway)
  await mapDomain(gateway, apiId, {TruststoreUri: truststoreUri})
  await mapDomain(gateway, apiId, {TruststoreUri: truststoreUri, TruststoreVersion: 'two'}, 'two.example.com')
  const v2 = new ApiGatewayV2Client(sdk(gateway))
  const one = await v2.send(new GetDomainNameCommand({DomainName: domain}))
  const {TruststoreWarnings: [expired = '', invalid = ''] = []} = one.MutualTlsAuthentication ?? {}
  assert.equal(expired, 'The certificate with subject CN=Old has expired on Jan  1 00:00:00 2021 GMT.')
  assert.match(invalid, /^Certificate 2 of the truststore is invalid: /)
  const two = await v2.send(new GetDomainNameCommand({DomainName: 'two.example.com'}))
  assert.deepEqual(two.MutualTlsAuthentication, {TruststoreUri: truststoreUri, TruststoreVersion: 'two'})
  const shown = {cert: client.certificate, key: client.key, path: '/who'}
  assert.equal((await secureCall(gateway, {host: 'two.example.com', ...shown})).status, 200)
  assert.equal((await secureCall(gateway, {host: domain, ...shown})).status, 403)
})
