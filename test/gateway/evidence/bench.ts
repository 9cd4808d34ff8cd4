import {apigatewayv2Operations} from '../../../src/gateway/control/apigatewayv2/operations.js'
import {restOperations} from '../../../src/gateway/control/apigateway/operations.js'
import type {Members, OperationContext} from '../../../src/gateway/control/operation.js'
import {addressOf} from '../../../src/gateway/address.js'
import {createDataPlane} from '../../../src/gateway/data/data-plane.js'
import type {InvokeResult, LogDelivery} from '../../../src/gateway/data/ports.js'
import {findDomain} from '../../../src/gateway/domain-route.js'
import {findApi} from '../../../src/gateway/find-api.js'
import {RequestMetrics} from '../../../src/gateway/metrics/request-metrics.js'
import {rootPrincipal} from '../../../src/gateway/identity/principal.js'
import {Store} from '../../../src/gateway/store/store.js'
import {portsOf} from '../data/rest/rest-fixture.js'

export type Request = {
  method?: string
  /** With the stage, below the API's own host; `host` names a custom domain instead. */
  path?: string
  host?: string
  headers?: readonly string[]
  body?: string
  /** Moves the clock before it is sent. */
  afterMs?: number
}

const accountId = '123456789012'
const region = 'eu-west-1'
const startMs = 1_583_349_317_135

/** Where the functions of tests are called: `echo` answers its event, the others are authorizers. */
export function functionUri(name: string): string {
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`
  return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`
}

/**
 * A control plane and a data plane over one store, and everything that leaves them. Ids and time are the same in every
 * bench, so that two benches differ only where their APIs do.
 */
export class Bench {
  readonly store = Store.open()
  readonly #logs: LogDelivery[] = []
  #nowMs = startMs
  #ids = 0
  readonly #ports = portsOf({
    nowMs: () => this.#nowMs,
    backend: ({body}) => ({
      status: 200,
      headers: ['Content-Type', 'application/json', 'X-Backend', 'yes'],
      body: Buffer.from(JSON.stringify({from: 'backend', nr: this.#ports.backendCalls.length, body: body.toString()})),
    }),
    service: () => ({
      status: 200,
      headers: ['Content-Type', 'application/json'],
      body: Buffer.from('{"from":"service"}'),
    }),
    lambda: (event, {functionArn}) => answerOf(functionArn, event),
  })
  readonly #plane = createDataPlane({
    store: this.store,
    ports: {...this.#ports, writeLogs: (delivery) => void this.#logs.push(delivery)},
  })

  /** Calls an operation of the control plane; throws its refusal. */
  call(service: 'rest' | 'v2', name: string, input: Members): Members {
    const operation = (service === 'rest' ? restOperations : apigatewayv2Operations)[name]
    if (operation === undefined) throw new Error(`no operation ${name}`)
    const context: OperationContext = {
      store: this.store,
      scope: {accountId, region},
      principal: rootPrincipal(accountId),
      nowMs: startMs,
      newId: (length = 10) => `i${(this.#ids += 1)}`.padEnd(length, 'z'),
    }
    return this.store.transaction(() => operation(input, context))
  }

  /** Sends requests one after the other, and answers all that can be seen of it from outside. */
  async observe(apiId: string, requests: readonly Request[]): Promise<unknown> {
    const answers = []
    for (const request of requests) {
      answers.push(await this.#send(apiId, request))
      // Usage is written at the end of a turn.
      await new Promise((resolve) => setImmediate(resolve))
    }
    const {backendCalls, functionCalls, serviceCalls, invocations} = this.#ports
    const calls = [...backendCalls, ...functionCalls, ...serviceCalls].map((call) => shown(call))
    return {answers, calls, invocations: [...invocations], logs: [...this.#logs], metrics: this.#measured()}
  }

  /** Names and dimensions of the metrics that the requests left. */
  #measured(): string[] {
    const metrics = new RequestMetrics(this.store, (error) => {
      throw error
    })
    for (const invocation of this.#ports.invocations) metrics.add(invocation)
    metrics.close()
    return this.store
      .all('metricSeries')
      .map(
        ({metricName, dimensions}) =>
          `${metricName} ${dimensions.map(({name, value}) => `${name}=${value}`).join(' ')}`,
      )
  }

  async #send(
    apiId: string,
    {method = 'GET', path = '/prod/things/7?q=1', host, headers = [], body = '', afterMs = 0}: Request,
  ): Promise<unknown> {
    this.#nowMs += afterMs
    const hostHeader = host ?? `${apiId}.execute-api.localhost`
    const address = addressOf(hostHeader, path, (name) => findDomain(this.store, name) !== undefined)
    if (address.plane !== 'data') return {status: 403, body: 'no domain of this name'}
    const header = (name: string): string[] => headers.filter((_, at) => headers[at - 1]?.toLowerCase() === name)
    const found = findApi(this.store, address, {header, isProven: () => false})
    if (found === undefined) return {status: 403, body: 'no API at this domain'}
    const incoming = {
      ...{method, target: found.target, rawHeaders: ['Host', hostHeader, ...headers], body: Buffer.from(body)},
      ...{sourceIp: '127.0.0.1', protocol: 'HTTP/1.1', signal: new AbortController().signal},
    }
    const response = await this.#plane.invoke(incoming, found.address)
    const chunks: Uint8Array[] = []
    if (Buffer.isBuffer(response.body)) chunks.push(response.body)
    else for await (const chunk of response.body) chunks.push(chunk)
    return {status: response.status, headers: response.headers, body: Buffer.concat(chunks).toString('latin1')}
  }
}

function shown(call: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(
    JSON.stringify({...call, signal: undefined, onChunk: call.onChunk === undefined ? undefined : 'streams'}),
  )
}

/** `guard` lets everybody in, `wall` nobody, `keys` by an API key of its own; the rest answer their event. */
function answerOf(functionArn: string, event: unknown): InvokeResult {
  const name = functionArn.split(':').at(-1) ?? ''
  const policyDocument = (Effect: string) => ({
    Version: '2012-10-17',
    Statement: [{Action: 'execute-api:Invoke', Effect, Resource: '*'}],
  })
  const answers: Readonly<Record<string, unknown>> = {
    guard: {principalId: 'me', policyDocument: policyDocument('Allow'), context: {seen: 'yes'}},
    simple: {isAuthorized: true},
    wall: {principalId: 'me', policyDocument: policyDocument('Deny')},
  }
  const answer = answers[name] ?? {statusCode: 200, headers: {'X-Echo': name}, body: JSON.stringify(event)}
  return {outcome: 'success', payload: JSON.stringify(answer)}
}
