import type {
  HttpResponse,
  Invocation,
  InvokeRequest,
  InvokeResult,
  Ports,
  BackendRequest,
  BackendResponse,
  ServiceRequest,
} from '../../../../src/gateway/data/ports.js'
import {splitTarget} from '../../../../src/gateway/data/request-path.js'
import {compileRestApi} from '../../../../src/gateway/data/rest/compile.js'
import {invokeRest} from '../../../../src/gateway/data/rest/invoke-rest.js'
import {newRestMemory} from '../../../../src/gateway/data/rest/rest-memory.js'
import {deploymentFor} from '../../../../src/gateway/data/rest/rest-deployment.js'
import type {
  GatewayResponseRecord,
  IntegrationRecord,
  IntegrationResponseRecord,
  MethodRecord,
  ResourceRecord,
  RestApiRecord,
  RestSnapshot,
  StageRecord,
} from '../../../../src/gateway/store/rest-records.js'
import {Store} from '../../../../src/gateway/store/store.js'

export const apiId = 'abcde12345'
export const lambdaArn = 'arn:aws:lambda:eu-west-1:123456789012:function:echo'
export const lambdaUri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${lambdaArn}/invocations`

/** `GET /pets` -> method; everything else of a snapshot has a default. */
export type SnapshotParts = Partial<Omit<RestSnapshot, 'restApi' | 'resources'>> & {
  routes: Readonly<Record<string, MethodRecord>>
  restApi?: Partial<RestApiRecord>
}

export function snapshotOf({routes, restApi = {}, ...rest}: SnapshotParts): RestSnapshot {
  return {
    restApi: {
      id: apiId,
      name: 'pets',
      accountId: '123456789012',
      region: 'eu-west-1',
      createdDate: 0,
      rootResourceId: 'root',
      apiKeySource: 'HEADER',
      disableExecuteApiEndpoint: false,
      endpointConfiguration: {types: ['REGIONAL']},
      ...restApi,
    },
    resources: resourcesOf(routes),
    models: [],
    requestValidators: [
      {id: 'all', name: 'all', validateRequestBody: true, validateRequestParameters: true},
      {id: 'body', name: 'body', validateRequestBody: true, validateRequestParameters: false},
      {id: 'params', name: 'params', validateRequestBody: false, validateRequestParameters: true},
    ],
    authorizers: [],
    gatewayResponses: [],
    ...rest,
  }
}

function resourcesOf(routes: Readonly<Record<string, MethodRecord>>): ResourceRecord[] {
  const resources = new Map<string, ResourceRecord>()
  for (const [routeKey, method] of Object.entries(routes)) {
    const [verb = '', path = '/'] = routeKey.split(' ')
    const resource = resources.get(path) ?? {id: `res${resources.size}`, path, resourceMethods: {}}
    resource.resourceMethods = {...resource.resourceMethods, [verb]: {...method, httpMethod: verb}}
    resources.set(path, resource)
  }
  return [...resources.values()]
}

export function stageOf(parts: Partial<StageRecord> = {}): StageRecord {
  return {
    stageName: 'prod',
    deploymentId: 'dep1',
    createdDate: 0,
    lastUpdatedDate: 0,
    cacheClusterEnabled: false,
    cacheClusterStatus: 'NOT_AVAILABLE',
    tracingEnabled: false,
    methodSettings: {},
    ...parts,
  }
}

/** A method without authorization; `responses` also become method responses, so that they are declared. */
export function methodOf(
  integration: Partial<IntegrationRecord> & Pick<IntegrationRecord, 'type'>,
  responses: readonly IntegrationResponseRecord[] = [],
  method: Partial<MethodRecord> = {},
): MethodRecord {
  return {
    httpMethod: 'GET',
    authorizationType: 'NONE',
    apiKeyRequired: false,
    methodResponses: Object.fromEntries(responses.map(({statusCode}) => [statusCode, {statusCode}])),
    methodIntegration: {
      passthroughBehavior: 'WHEN_NO_MATCH',
      timeoutInMillis: 29_000,
      cacheNamespace: 'res0',
      cacheKeyParameters: [],
      integrationResponses: Object.fromEntries(responses.map((response) => [response.statusCode, response])),
      ...integration,
    },
    ...method,
  }
}

/** MOCK with one default response. */
export function mock(
  response: Partial<IntegrationResponseRecord> = {},
  method: Partial<MethodRecord> = {},
  integration: Partial<IntegrationRecord> = {},
): MethodRecord {
  const requestTemplates = {'application/json': '{"statusCode": 200}'}
  return methodOf({type: 'MOCK', requestTemplates, ...integration}, [{statusCode: '200', ...response}], method)
}

/** MOCK that says its own name, for tests of matching. */
export function named(name: string): MethodRecord {
  return mock({responseTemplates: {'application/json': name}})
}

export function lambdaProxy(method: Partial<MethodRecord> = {}): MethodRecord {
  return methodOf({type: 'AWS_PROXY', httpMethod: 'POST', uri: lambdaUri}, [], method)
}

export type Call = {
  method?: string
  headers?: readonly string[]
  body?: string | Buffer
  bodyTooLarge?: boolean
  signal?: AbortSignal
}

export type Result = {
  status: number
  headers: Record<string, string>
  rawHeaders: readonly string[]
  body: string
  bytes: Buffer
}

/** Ports without any outside world: time stands still, ids count, backends are what the test gives. */
export type TestPorts = Ports & {
  invocations: Invocation[]
  backendCalls: BackendRequest[]
  functionCalls: InvokeRequest[]
  serviceCalls: ServiceRequest[]
}

export function portsOf(
  parts: {
    backend?: (request: BackendRequest) => Partial<BackendResponse> | Promise<Partial<BackendResponse>>
    service?: (request: ServiceRequest) => Partial<BackendResponse> | Promise<Partial<BackendResponse>>
    lambda?: (event: unknown, request: InvokeRequest) => InvokeResult | Promise<InvokeResult>
    nowMs?: () => number
    random?: () => number
  } = {},
): TestPorts {
  const invocations: Invocation[] = []
  const backendCalls: BackendRequest[] = []
  const functionCalls: InvokeRequest[] = []
  const serviceCalls: ServiceRequest[] = []
  let ids = 0
  return {
    invocations,
    backendCalls,
    functionCalls,
    serviceCalls,
    nowMs: parts.nowMs ?? (() => 1_583_349_317_135),
    newRequestId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    random: parts.random ?? (() => 0.5),
    callBackend: async (request) => {
      backendCalls.push(request)
      return {status: 200, headers: [], body: Buffer.alloc(0), ...(await parts.backend?.(request))}
    },
    callService: async (request) => {
      serviceCalls.push(request)
      return {status: 200, headers: [], body: Buffer.alloc(0), ...(await parts.service?.(request))}
    },
    invokeFunction: async (request) => {
      functionCalls.push(request)
      return (await parts.lambda?.(JSON.parse(request.payload), request)) ?? {outcome: 'success', payload: 'null'}
    },
    onInvocation: (invocation) => void invocations.push(invocation),
    writeLogs: () => undefined,
    findAccessKey: () => undefined,
  }
}

/** A function that returns this value. */
export function returns(value: unknown): () => InvokeResult {
  return () => ({outcome: 'success', payload: JSON.stringify(value)})
}

/** A function that throws. */
export function throws(errorMessage: string): () => InvokeResult {
  const payload = JSON.stringify({errorMessage, errorType: 'Error', trace: []})
  return () => ({outcome: 'functionError', payload})
}

/** For APIs whose tests need nothing of the store; nothing writes to it. */
const emptyStore = Store.open()

export type Api = {ports: TestPorts; call: (target: string, call?: Call) => Promise<Result>}

/** An API on stage `prod`; targets are given without the stage. */
export function deploy(
  parts: SnapshotParts,
  ports: TestPorts = portsOf(),
  stage: StageRecord = stageOf(),
  store = emptyStore,
  side: 'main' | 'canary' = 'main',
): Api {
  const deployment = deploymentFor(compileRestApi(snapshotOf(parts)), stage, side, newRestMemory(store))
  return {
    ports,
    call: async (
      target,
      {method = 'GET', headers = [], body = '', bodyTooLarge = false, signal = new AbortController().signal} = {},
    ) => {
      const {path, query} = splitTarget(`/prod${target}`)
      const host = `${apiId}.execute-api.localhost:4600`
      const response = await invokeRest(
        {
          method,
          target: `/prod${target}`,
          rawHeaders: ['Host', host, ...headers],
          body: Buffer.from(body),
          bodyTooLarge,
          sourceIp: '127.0.0.1',
          protocol: 'HTTP/1.1',
          signal,
        },
        {path: path.slice('/prod'.length), query, domainName: host, domainPrefix: apiId},
        deployment,
        ports,
      )
      return resultOf(response)
    },
  }
}

export function resultOf({status, headers, body}: HttpResponse): Result {
  const names = headers.filter((_, index) => index % 2 === 0)
  const named = names.map((name, index): [string, string] => [name.toLowerCase(), headers[index * 2 + 1] ?? ''])
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  return {status, headers: Object.fromEntries(named), rawHeaders: headers, body: bytes.toString(), bytes}
}

export function gatewayResponse(
  responseType: string,
  parts: Partial<GatewayResponseRecord> = {},
): GatewayResponseRecord {
  return {responseType, responseParameters: {}, responseTemplates: {}, ...parts}
}
