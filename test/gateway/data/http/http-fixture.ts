import {compileHttpApi} from '../../../../src/gateway/data/http/compile-http-api.js'
import {openHttpStage} from '../../../../src/gateway/data/http/http-deployment.js'
import type {HttpDeployment} from '../../../../src/gateway/data/http/http-deployment.js'
import {newHttpMemory} from '../../../../src/gateway/data/http/http-memory.js'
import type {HttpMemory} from '../../../../src/gateway/data/http/http-memory.js'
import {invokeHttp} from '../../../../src/gateway/data/http/invoke-http.js'
import type {HttpTarget} from '../../../../src/gateway/data/http/parse-http-request.js'
import type {
  BackendRequest,
  BackendResponse,
  HttpRequest,
  Invocation,
  InvokeRequest,
  InvokeResult,
  Ports,
  ServiceRequest,
} from '../../../../src/gateway/data/ports.js'
import {splitTarget} from '../../../../src/gateway/data/request-path.js'
import type {
  HttpAuthorizerRecord,
  HttpIntegrationRecord,
  HttpRouteRecord,
  HttpStageRecord,
  V2ApiRecord,
} from '../../../../src/gateway/store/v2-records.js'

export const functionUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations'
export const authorizerUri = functionUri.replace('pets', 'guard')

/** A route and what belongs to it; integrations are named like the route. */
export type RouteFixture = Partial<HttpRouteRecord> & {routeKey: string; integration?: Partial<HttpIntegrationRecord>}

export type ApiFixture = {
  api?: Partial<V2ApiRecord>
  routes: readonly RouteFixture[]
  authorizers?: HttpAuthorizerRecord[]
  stage?: Partial<HttpStageRecord>
  memory?: HttpMemory
}

export function newDeployment({api = {}, routes, authorizers = [], stage = {}, memory}: ApiFixture): HttpDeployment {
  const compiled = compileHttpApi({
    api: {
      accountId: '123456789012',
      region: 'eu-west-1',
      apiId: 'api1',
      name: 'pets',
      protocolType: 'HTTP',
      createdDate: 0,
      apiKeySelectionExpression: '$request.header.x-api-key',
      routeSelectionExpression: '${request.method} ${request.path}',
      disableExecuteApiEndpoint: false,
      ipAddressType: 'ipv4',
      ...api,
    },
    routes: routes.map((route, index) => ({
      routeId: `r${index}`,
      target: `integrations/i${index}`,
      authorizationType: 'NONE',
      apiKeyRequired: false,
      ...route,
    })),
    integrations: routes.map(({integration}, index) => ({
      integrationId: `i${index}`,
      integrationType: 'AWS_PROXY',
      integrationUri: functionUri,
      payloadFormatVersion: '2.0',
      timeoutInMillis: 30_000,
      ...integration,
    })),
    authorizers,
  })
  const record: HttpStageRecord = {
    stageName: '$default',
    autoDeploy: true,
    createdDate: 0,
    lastUpdatedDate: 0,
    defaultRouteSettings: {},
    routeSettings: {},
    ...stage,
  }
  return openHttpStage(compiled, record, memory ?? newHttpMemory())
}

/** Effects with fixed time and ids; what is not given fails the test that needs it. */
export type PortsFixture = Ports & {
  invoked: InvokeRequest[]
  called: BackendRequest[]
  services: ServiceRequest[]
  invocations: Invocation[]
}

export function newPorts(
  answers: {
    invokeFunction?: (request: InvokeRequest) => InvokeResult | Promise<InvokeResult>
    callBackend?: (request: BackendRequest) => BackendResponse | Promise<BackendResponse>
    callService?: (request: ServiceRequest) => BackendResponse | Promise<BackendResponse>
    nowMs?: () => number
  } = {},
): PortsFixture {
  const invoked: InvokeRequest[] = []
  const called: BackendRequest[] = []
  const services: ServiceRequest[] = []
  const invocations: Invocation[] = []
  return {
    invoked,
    called,
    services,
    invocations,
    nowMs: answers.nowMs ?? (() => Date.UTC(2026, 2, 4, 19, 15, 17, 42)),
    newRequestId: () => '0f6a1f5e-2c3d-4b5a-8e7f-001122334455',
    random: () => 0,
    callBackend: async (request) => {
      called.push(request)
      if (answers.callBackend === undefined) throw new Error(`No backend is expected: ${request.url.href}`)
      return answers.callBackend(request)
    },
    callService: async (request) => {
      services.push(request)
      if (answers.callService === undefined) throw new Error(`No service call is expected: ${request.service}`)
      return answers.callService(request)
    },
    invokeFunction: async (request) => {
      invoked.push(request)
      if (answers.invokeFunction === undefined) throw new Error(`No function is expected: ${request.functionArn}`)
      return answers.invokeFunction(request)
    },
    onInvocation: (invocation) => invocations.push(invocation),
    writeLogs: () => undefined,
    findAccessKey: () => undefined,
  }
}

/** A function that always answers this. */
export function answering(value: unknown): () => InvokeResult {
  return () => ({outcome: 'success', payload: JSON.stringify(value)})
}

export function newRequest(line: string, headers: readonly string[] = [], body: Buffer | string = ''): HttpRequest {
  const [method = 'GET', target = '/'] = line.split(' ')
  return {
    method,
    target,
    rawHeaders: ['Host', 'api1.execute-api.localhost:4600', ...headers],
    body: Buffer.from(body),
    sourceIp: '192.0.2.7',
    protocol: 'HTTP/1.1',
    signal: new AbortController().signal,
  }
}

export type Answer = {status: number; headers: Record<string, string[]>; body: string}

/** Sends `GET /pets?limit=1`; header names of the answer are in lower case, the request id is left out. */
export async function send(
  deployment: HttpDeployment,
  ports: Ports,
  line: string,
  {
    headers = [],
    body = '',
    target = {},
  }: {headers?: readonly string[]; body?: Buffer | string; target?: Partial<HttpTarget>} = {},
): Promise<Answer> {
  const incoming = newRequest(line, headers, body)
  const where = {
    ...splitTarget(incoming.target),
    domainName: 'api1.execute-api.localhost',
    domainPrefix: 'api1',
    ...target,
  }
  const response = await invokeHttp(incoming, where, deployment, ports)
  const grouped: Record<string, string[]> = {}
  for (let index = 0; index < response.headers.length; index += 2) {
    const name = (response.headers[index] ?? '').toLowerCase()
    if (name !== 'apigw-requestid') (grouped[name] ??= []).push(response.headers[index + 1] ?? '')
  }
  return {
    status: response.status,
    headers: grouped,
    body: Buffer.isBuffer(response.body) ? response.body.toString() : '',
  }
}
