import {withoutHeaders} from '../header-list.js'
import {passPhases, type PhaseRecord} from '../phase.js'
import type {HttpResponse, MethodTest, TestCall} from '../ports.js'
import {carryOut} from './carry-out.js'
import {executionLines, methodHeaders} from './execution-log.js'
import {javaDate} from './java-date.js'
import {cutEntry} from './log-entry.js'
import type {Matched} from './match-method.js'
import type {RestPhases} from './rest-phases.js'
import {testRequest, type TestMeans} from './test-request.js'
import {toGatewayResponse, toRefusal} from './to-gateway-response.js'

/**
 * Runs one method of an API as it is now. What stands between a client and the method is left out: resource policy,
 * authorizer, API key, throttle. Undefined when the API has no such method.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-test-method.html
 */
export async function testMethod(
  call: TestCall,
  target: {resourcePath: string; verb: string},
  means: TestMeans,
): Promise<MethodTest | undefined> {
  const matched = testRequest(call, {...target, stageName: 'test-invoke-stage'}, means)
  if (matched === undefined) return undefined
  const {ports} = means
  const {requestId, requestTimeEpoch} = matched.request.context
  const records: PhaseRecord<RestPhases>[] = []
  const {status, headers, body} = await serve(matched, records, means)
  const lines = executionLines(records, status).map(({atMs, text}) => ({atMs: requestTimeEpoch + atMs, text}))
  return {
    status,
    body: Buffer.isBuffer(body) ? body.toString() : '',
    headers: methodHeaders(headers),
    log: testLog(requestId, lines),
    latencyMs: ports.nowMs() - requestTimeEpoch,
  }
}

/** Lines as the tests of API Gateway answer them, each with its moment in front; `atMs` is epoch milliseconds. */
export function testLog(requestId: string, lines: readonly {atMs: number; text: string}[]): string {
  const dated = lines.map(({atMs, text}) => `${javaDate(atMs)} : ${cutEntry(text)}\n`)
  return `Execution log for request ${requestId}\n${dated.join('')}`
}

async function serve(matched: Matched, records: PhaseRecord<RestPhases>[], {ports}: TestMeans): Promise<HttpResponse> {
  const {request, deployment} = matched
  const pass = passPhases<RestPhases>(ports, records)
  try {
    return await carryOut(matched, {deployment, pass, details: {invocation: {}}, nowMs: ports.nowMs})
  } catch (error) {
    const refusal = toRefusal(error)
    const response = pass('toGatewayResponse', {refusal, request, deployment}, toGatewayResponse)
    // Tests show the type of an error and what the gateway response sets, without its Content-Type.
    return {...response, headers: withoutHeaders(response.headers, (name) => name === 'content-type')}
  }
}
