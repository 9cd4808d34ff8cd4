import assert from 'node:assert/strict'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {GetRestApisCommand} from '@aws-sdk/client-api-gateway'
import {GetApisCommand} from '@aws-sdk/client-apigatewayv2'
import {ListMetricsCommand} from '@aws-sdk/client-cloudwatch'
import {DescribeLogGroupsCommand} from '@aws-sdk/client-cloudwatch-logs'
import {HttpResponse} from '@smithy/core/protocols'
import type {HttpRequest} from '@smithy/core/protocols'
import {beforeAll, test} from 'vitest'
import {createClients} from '../../src/aws/clients.js'
import type {Clients} from '../../src/aws/clients.js'
import {readLiveApi} from '../../src/aws/read/live-api.js'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {planResume} from '../../src/project/deploy/plan-run.js'
import {CutConnection} from '../support/faulty-wire.js'
import type {Members, WireAnswer} from '../support/faulty-wire.js'
import {RestWire} from '../support/rest-wire.js'
import {
  carriedOut,
  changedStage,
  deployed,
  firstApi,
  firstStage,
  sixtyCallsApi,
  wireProject,
} from '../support/sixty-calls.js'

/** What the weather makes of a call: `spoil` says whether it is carried out first. Undefined: the call goes well. */
type Gust = {isCarriedOut: boolean; answer: Omit<WireAnswer, 'body'> & {body: string}} | 'cut' | 'cutAfter'
type Weather = (call: {atMs: number; number: number; method: string}) => Gust | undefined

const minuteMs = 60_000
const page = '<html>Please log in</html>'

function refused(status: number, code: string, headers: Record<string, string> = {}): Gust {
  const answer = {status, headers: {'x-amzn-errortype': code, ...headers}, body: '{"message": "Not now"}'}
  return {isCarriedOut: false, answer}
}

function spoiled(status: number, body: string): Gust {
  return {isCarriedOut: true, answer: {status, headers: {'content-type': 'text/html'}, body}}
}

/** Real clients in bad weather; time passes only by waiting. */
function clientsIn(weather: Weather, wire: RestWire) {
  let nowMs = 0
  let number = 0
  const sleep = (ms: number): Promise<void> => {
    nowMs += ms
    return Promise.resolve()
  }
  const handle = (request: HttpRequest): Promise<{response: HttpResponse}> => {
    number += 1
    const gust = weather({atMs: nowMs, number, method: request.method})
    if (gust === 'cut') throw new CutConnection('read ECONNRESET')
    const isCarriedOut = gust === undefined || gust === 'cutAfter' || gust.isCarriedOut
    const own = isCarriedOut ? wire.answer(request.method, request.path, bodyOf(request)) : undefined
    if (gust === 'cutAfter') throw new CutConnection('read ECONNRESET')
    const {status: statusCode, headers = {}, body} = gust?.answer ?? own ?? {status: 200}
    const bytes = Buffer.from(gust === undefined ? JSON.stringify(body ?? {}) : String(body))
    return Promise.resolve({response: new HttpResponse({statusCode, headers, body: Readable.from([bytes])})})
  }
  const clients = createClients(
    {region: 'eu-west-1', credentials: {accessKeyId: 'AKIATEST', secretAccessKey: 'secret'}},
    {
      time: {nowMs: () => nowMs, random: () => 0.5, sleep},
      requestHandler: {handle, metadata: {handlerProtocol: 'http/1.1'}},
    },
  )
  return {clients, waitedMs: () => nowMs, calls: () => number}
}

function bodyOf({body}: HttpRequest): Members {
  const text = body === undefined ? '' : Buffer.from(body as Uint8Array).toString('utf8')
  return text === '' ? {} : (JSON.parse(text) as Members)
}

const fair: Weather = () => undefined

function freshProject() {
  return wireProject(mkdtempSync(join(tmpdir(), 'apigw-storms-')))
}

/** Definition, stages and how many deployments there are: nothing was made twice when it equals that of a fair day. */
async function stateOf(clients: Clients): Promise<object | undefined> {
  const live = await readLiveApi(clients, 'rest', {by: 'project', project: 'pets'})
  if (live === undefined) return undefined
  const {api, stages, deployments = []} = live
  return {api, stages: stages.map(({stage, contentHash}) => ({stage, contentHash})), deployments: deployments.length}
}

let served: object
let before: object | undefined
let goal: object | undefined

beforeAll(async () => {
  const wire = new RestWire()
  const {clients} = clientsIn(fair, wire)
  await deployed(clients, freshProject(), firstApi, firstStage)
  served = wire.snapshot()
  before = await stateOf(clients)
  await deployed(clients, freshProject(), sixtyCallsApi, changedStage)
  goal = await stateOf(clients)
})

/** In the first ten minutes, all or some calls. */
const passing: readonly {name: string; weather: Weather; atLeastMs: number}[] = [
  {
    name: 'ten minutes of 429 with Retry-After',
    weather: ({atMs}) =>
      atMs < 10 * minuteMs ? refused(429, 'TooManyRequestsException', {'retry-after': '7'}) : undefined,
    atLeastMs: 10 * minuteMs,
  },
  {
    name: 'ten minutes of 429 without a word',
    weather: ({atMs}) => (atMs < 10 * minuteMs ? refused(429, 'TooManyRequestsException') : undefined),
    atLeastMs: 10 * minuteMs,
  },
  {
    name: 'five minutes of 503 by AWS',
    weather: ({atMs}) => (atMs < 5 * minuteMs ? refused(503, 'ServiceUnavailableException') : undefined),
    atLeastMs: 5 * minuteMs,
  },
  {
    name: 'every second call throttled',
    weather: ({number}) => (number % 2 === 1 ? refused(429, 'TooManyRequestsException') : undefined),
    atLeastMs: 0,
  },
  {
    name: 'every third read cut off',
    weather: ({number, method}) => (method === 'GET' && number % 3 === 0 ? 'cut' : undefined),
    atLeastMs: 0,
  },
  {
    name: 'every second read answered by a page',
    weather: ({number, method}) => (method === 'GET' && number % 2 === 0 ? spoiled(200, page) : undefined),
    atLeastMs: 0,
  },
]

for (const {name, weather, atLeastMs} of passing) {
  test(`storms: ${name}: a deploy waits it out, and nothing is made twice`, async () => {
    const wire = new RestWire()
    wire.restore(served)
    const {clients, waitedMs} = clientsIn(weather, wire)
    await deployed(clients, freshProject(), sixtyCallsApi, changedStage)
    assert.deepEqual(await stateOf(clientsIn(fair, wire).clients), goal)
    assert.ok(waitedMs() >= atLeastMs, `only ${waitedMs()} ms were waited`)
  })
}

/** Weather that does not pass: nothing can be read, so nothing is changed. */
const lasting: readonly {name: string; gust: Gust; code: string; exit: string}[] = [
  {name: '429', gust: refused(429, 'TooManyRequestsException'), code: 'AWS_THROTTLED', exit: 'failure'},
  {name: '503', gust: refused(503, 'ServiceUnavailableException'), code: 'AWS_UNAVAILABLE', exit: 'failure'},
  {name: '500', gust: refused(500, 'InternalFailure'), code: 'AWS_UNAVAILABLE', exit: 'failure'},
  {name: 'connections that are cut', gust: 'cut', code: 'AWS_NETWORK', exit: 'failure'},
  {name: 'pages', gust: spoiled(200, page), code: 'AWS_ANSWER_UNREADABLE', exit: 'failure'},
  {name: 'a page of a login', gust: spoiled(403, page), code: 'AWS_ANSWER_UNREADABLE', exit: 'failure'},
  {name: 'redirects', gust: spoiled(302, ''), code: 'AWS_ANSWER_UNREADABLE', exit: 'failure'},
  {
    name: 'answers that end early',
    gust: spoiled(200, '{"item": [{"id": "a'),
    code: 'AWS_ANSWER_UNREADABLE',
    exit: 'failure',
  },
  {name: 'null', gust: spoiled(200, 'null'), code: 'AWS_ANSWER_UNREADABLE', exit: 'failure'},
]

/** Of each service that a command reads from: plan and pull, metrics, logs. */
const reads: readonly {name: string; read: (clients: Clients) => Promise<unknown>}[] = [
  {name: 'REST APIs', read: async ({rest}) => (await rest()).send(new GetRestApisCommand({}))},
  {name: 'HTTP APIs', read: async ({http}) => (await http()).send(new GetApisCommand({}))},
  {name: 'metrics', read: async ({cloudwatch}) => (await cloudwatch()).send(new ListMetricsCommand({}))},
  {name: 'logs', read: async ({logs}) => (await logs()).send(new DescribeLogGroupsCommand({}))},
]

for (const {name, gust, code, exit} of lasting) {
  test(`storms: ${name} without end: a deploy gives up in words and has changed nothing`, async () => {
    const wire = new RestWire()
    wire.restore(served)
    const {clients, calls} = clientsIn(() => gust, wire)
    await assert.rejects(deployed(clients, freshProject(), sixtyCallsApi, changedStage), (error: unknown) => {
      assert.ok(error instanceof ApigwError)
      assert.deepEqual([error.code, error.exit], [code, exit])
      assert.match(error.why, /[.!?]$/)
      assert.doesNotMatch(error.why, /Deserialization|\$response|smithy/)
      return true
    })
    assert.ok(calls() <= 90, `${calls()} calls`)
    assert.deepEqual(await stateOf(clientsIn(fair, wire).clients), before)
  })
}

/** What happens to every call that changes something, once it was carried out: nobody knows whether it was. */
const unheard: readonly {name: string; gust: Gust}[] = [
  {name: 'cut off', gust: 'cutAfter'},
  {name: 'answered with half of the answer', gust: spoiled(201, '{"id": "')},
  {name: 'answered by a page', gust: spoiled(200, page)},
  {name: 'answered by a 503 of something in between', gust: spoiled(503, page)},
  {name: 'answered by a 502 of something in between', gust: spoiled(502, page)},
  {name: 'answered with nothing', gust: spoiled(200, '{}')},
]

for (const {name, gust} of unheard) {
  test(`storms: writes that were carried out and are ${name}: run again and again, a deploy makes each thing once`, async () => {
    const wire = new RestWire()
    let writes = 0
    // Every second write of a new API, so that each run gets further.
    const weather: Weather = ({method}) => (method !== 'GET' && (writes += 1) % 2 === 1 ? gust : undefined)
    const {clients} = clientsIn(weather, wire)
    const project = freshProject()
    let runs = 0
    const run = async (): Promise<boolean> => {
      runs += 1
      const started = runs === 1 ? deployed(clients, project, firstApi, firstStage) : resumed(clients, project)
      return started.then(
        () => true,
        (error: unknown) => {
          assert.ok(error instanceof ApigwError, String(error))
          assert.ok(['AWS_NETWORK', 'AWS_ANSWER_UNREADABLE', 'AWS_UNAVAILABLE', 'APPLY_PARTIAL'].includes(error.code))
          return false
        },
      )
    }
    while (!(await run())) assert.ok(runs < 100, 'It never ends.')
    assert.equal(wire.apiCount, 1)
    assert.deepEqual(await stateOf(clientsIn(fair, wire).clients), before)
  })
}

async function resumed(clients: Clients, project: ReturnType<typeof freshProject>): Promise<unknown> {
  return carriedOut(clients, project, await planResume({project, clients}))
}

for (const {name, read} of reads) {
  test(`storms: ${name} are asked for a quarter of an hour while there is 429, then refused in words`, async () => {
    const {clients, calls, waitedMs} = clientsIn(() => refused(429, 'ThrottlingException'), new RestWire())
    await assert.rejects(read(clients), {code: 'AWS_THROTTLED', exit: 'failure'})
    assert.equal(calls(), 90)
    assert.ok(waitedMs() > 12 * minuteMs && waitedMs() < 30 * minuteMs, `${waitedMs()} ms`)
  })

  test(`storms: ${name} that something else answers are refused in words`, async () => {
    const gust = {isCarriedOut: false, answer: {status: 200, headers: {'content-type': 'text/html'}, body: page}}
    const {clients, calls} = clientsIn(() => gust, new RestWire())
    await assert.rejects(read(clients), {code: 'AWS_ANSWER_UNREADABLE', exit: 'failure'})
    assert.equal(calls(), 5)
  })
}
