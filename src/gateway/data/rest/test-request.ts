import {findRoute} from '../route-tree.js'
import type {HttpRequest, Ports, TestCall} from '../ports.js'
import {splitTarget} from '../request-path.js'
import {compileRestApi} from './compile.js'
import type {CompiledMethod} from './compiled-api.js'
import type {Matched} from './match-method.js'
import {nameParameters} from './match-method.js'
import {parseRequest} from './parse-request.js'
import {deploymentFor} from './rest-deployment.js'
import type {RestMemory} from './rest-memory.js'

/** What a test is made with, besides its own call. */
export type TestMeans = {memory: RestMemory; ports: Ports}

/** `stageName` is what ARNs show: AWS has different names there for methods and authorizers (public logs). */
export type TestTarget = {resourcePath: string; verb: string; stageName: string}

/**
 * The request of a test, matched with the method of a path that is named and not searched for, and with the `$context`
 * that AWS shows to backends then (public logs of 2019 and 2023). Undefined when the API has no such method.
 */
export function testRequest(call: TestCall, target: TestTarget, {memory, ports}: TestMeans): Matched | undefined {
  const api = compileRestApi(call.snapshot)
  const isOwn = (method: CompiledMethod | undefined): boolean => method?.resourcePath === target.resourcePath
  const find = (path: string) =>
    findRoute(api.routes, segmentsOf(path), (resources) =>
      resources
        .map(({methods}) => methods.get(target.verb) ?? methods.get('ANY'))
        .find((candidate) => isOwn(candidate)),
    )
  const method = find(target.resourcePath)?.choice
  if (method === undefined) return undefined
  const {path, query} = splitTarget(call.pathWithQueryString === '' ? target.resourcePath : call.pathWithQueryString)
  const stage = {
    stageName: target.stageName,
    deploymentId: '',
    createdDate: 0,
    lastUpdatedDate: 0,
    variables: {...call.stageVariables},
    cacheClusterEnabled: false,
    cacheClusterStatus: 'NOT_AVAILABLE',
    tracingEnabled: false,
    methodSettings: {},
    ...(call.clientCertificateId !== undefined && {clientCertificateId: call.clientCertificateId}),
  }
  const deployment = deploymentFor(api, stage, 'main', memory)
  const where = {path, query, domainName: 'testPrefix.testDomainName', domainPrefix: 'testPrefix', isTest: true}
  const request = parseRequest(incomingOf(call, target.verb), where, deployment, ports)
  const {arn, userId, accountId} = call.caller.principal
  Object.assign(request.context, {
    ...call.additionalContext,
    path,
    stage: 'test-invoke-stage',
    resourceId: method.resourceId,
    resourcePath: method.resourcePath,
    operationName: method.operationName,
  })
  Object.assign(request.context.identity, {
    accountId,
    caller: userId,
    user: userId,
    userArn: arn,
    userAgent: call.caller.userAgent,
    accessKey: call.caller.accessKey,
    apiKey: 'test-invoke-api-key',
    apiKeyId: 'test-invoke-api-key-id',
  })
  return {
    request,
    deployment,
    method,
    pathParameters: nameParameters(method.parameterNames, find(path)?.captured ?? []),
  }
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

function incomingOf({pathWithQueryString, headers, body, signal}: TestCall, verb: string): HttpRequest {
  return {
    method: verb,
    target: pathWithQueryString,
    rawHeaders: headers,
    body: Buffer.from(body),
    sourceIp: 'test-invoke-source-ip',
    protocol: 'HTTP/1.1',
    signal,
  }
}
