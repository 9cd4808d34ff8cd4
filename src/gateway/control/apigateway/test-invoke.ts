import type {TestCall} from '../../data/ports.js'
import {readCaller} from '../caller.js'
import {awaitedOperation, type AwaitedContext, type AwaitedOperations, type Members} from '../operation.js'
import {findClientCertificate} from './client-certificate.js'
import {takeSnapshot} from './deployment.js'
import {findResource, findRestApi, type MethodLabels} from './find.js'
import {entryOf} from './present.js'
import {notFound} from './refuse.js'

type TestInput = {
  restApiId: string
  pathWithQueryString?: string
  body?: string
  headers?: Record<string, string>
  multiValueHeaders?: Record<string, string[]>
  stageVariables?: Record<string, string>
  additionalContext?: Record<string, string>
}

/** Runs the method of the API as it is now; a method of ANY is run with the verb that was asked for. */
async function testInvokeMethod(
  input: TestInput & MethodLabels & {clientCertificateId?: string},
  context: AwaitedContext,
): Promise<Members> {
  const {restApiId, resourceId, httpMethod, clientCertificateId = ''} = input
  const {path, resourceMethods} = findResource(context, restApiId, resourceId)
  const isThere = entryOf(resourceMethods, httpMethod) ?? entryOf(resourceMethods, 'ANY')
  if (isThere === undefined) throw notFound('Invalid Method identifier specified')
  if (clientCertificateId !== '') findClientCertificate(clientCertificateId, context)
  const target = {resourcePath: path, verb: httpMethod}
  const call = {...testCall(input, context), ...(clientCertificateId !== '' && {clientCertificateId})}
  const test = await context.ports.restTester.method(call, target)
  if (test === undefined) throw notFound('Invalid Method identifier specified')
  const {status, body, headers, log, latencyMs} = test
  return {status, body, ...headerMaps(headers), log, latency: latencyMs}
}

async function testInvokeAuthorizer(
  input: TestInput & {authorizerId: string},
  context: AwaitedContext,
): Promise<Members> {
  const test = await context.ports.restTester.authorizer(testCall(input, context), input.authorizerId)
  if (test === undefined) throw notFound('Invalid Authorizer identifier specified')
  const {latencyMs, ...answer} = test
  return {...answer, latency: latencyMs}
}

function testCall(input: TestInput, context: AwaitedContext): TestCall {
  const {id} = findRestApi(context, input.restApiId)
  const {principal, signal, header} = context
  const caller = readCaller(header('authorization'), new URLSearchParams())
  return {
    snapshot: takeSnapshot(context, id),
    pathWithQueryString: input.pathWithQueryString ?? '',
    headers: headersOf(input),
    body: input.body ?? '',
    stageVariables: input.stageVariables ?? {},
    caller: {principal, accessKey: caller?.accessKeyId ?? null, userAgent: header('user-agent') ?? null},
    additionalContext: input.additionalContext ?? {},
    signal,
  }
}

/** Both maps together; where both have a name, the one with several values wins, as in proxy answers. */
function headersOf({headers = {}, multiValueHeaders = {}}: TestInput): string[] {
  const several = Object.entries(multiValueHeaders).flatMap(([name, values]) =>
    values.flatMap((value) => [name, value]),
  )
  const taken = new Set(Object.keys(multiValueHeaders).map((name) => name.toLowerCase()))
  const single = Object.entries(headers).filter(([name]) => !taken.has(name.toLowerCase()))
  return [...single.flat(), ...several]
}

/** Of a repeated header the single-value map shows the last. */
function headerMaps(list: readonly string[]): {
  headers: Record<string, string>
  multiValueHeaders: Record<string, string[]>
} {
  const maps = {headers: new Map<string, string>(), multiValueHeaders: new Map<string, string[]>()}
  for (let index = 0; index < list.length; index += 2) {
    const [name = '', value = ''] = list.slice(index, index + 2)
    maps.headers.set(name, value)
    maps.multiValueHeaders.set(name, [...(maps.multiValueHeaders.get(name) ?? []), value])
  }
  return {
    headers: Object.fromEntries(maps.headers),
    multiValueHeaders: Object.fromEntries(maps.multiValueHeaders),
  }
}

export const testInvokeOperations: AwaitedOperations = {
  TestInvokeAuthorizer: awaitedOperation(testInvokeAuthorizer),
  TestInvokeMethod: awaitedOperation(testInvokeMethod),
}
