import assert from 'node:assert/strict'
import {test} from 'vitest'
import {bindOperations} from '../../sdk-runtime/bind.js'
import type {Answer, ClientOptions, OperationInfo} from '../../sdk-runtime/call.js'

type Client = {call: (request?: object) => Promise<Answer<unknown>>}

/** A client of one operation whose fetch answers in the order of `answers`; `sent` has what it was asked. */
function clientOf(
  info: Partial<OperationInfo>,
  answers: readonly (() => Response | Promise<Response>)[],
  more: object = {},
) {
  const sent: {url: string; method: string | undefined; signal: AbortSignal | null | undefined}[] = []
  const options: ClientOptions = {
    baseUrl: 'https://a1.execute-api.eu-west-1.amazonaws.com/dev',
    retry: {baseDelayMs: 0},
    fetch: async (url, {method, signal} = {}) => {
      const answer = answers[sent.push({url: new Request(url).url, method, signal}) - 1]
      if (answer === undefined) throw new Error('no more answers')
      return answer()
    },
    ...more,
  }
  const operation = {method: 'GET', path: '/pets/{id}', ...info}
  return {client: bindOperations<Client>({call: operation}, options), sent}
}

const fine = (): Response => Response.json({id: 1})
const failed = (): Response => new Response('', {status: 502})

test('an attempt that may last for ever is not over at once', async () => {
  const {client, sent} = clientOf({}, [fine], {timeoutMs: Infinity})
  assert.deepEqual((await client.call({path: {id: '1'}})).data, {id: 1})
  assert.equal(sent[0]?.signal?.aborted, false)
})

test('settings of retries that are there but undefined are the usual ones', async () => {
  const {client, sent} = clientOf({}, [failed, failed, failed, failed], {
    retry: {attempts: undefined, baseDelayMs: 0, maxDelayMs: undefined},
  })
  await assert.rejects(client.call({path: {id: '1'}}), {name: 'ApiError', status: 502})
  assert.equal(sent.length, 3)
})

test('a POST whose connection failed, or that a gateway in between failed, is sent once', async () => {
  const cut = (): never => {
    throw new TypeError('fetch failed')
  }
  for (const [answer, name] of [
    [cut, 'ConnectionError'],
    [failed, 'ApiError'],
  ] as const) {
    const {client, sent} = clientOf({method: 'POST'}, [answer, fine])
    await assert.rejects(client.call({path: {id: '1'}}), {name})
    assert.equal(sent.length, 1)
  }
})

const refused = [
  {name: 'a body that fetch would refuse', request: {path: {id: '1'}, body: {}}, problem: /no body with GET/},
  {name: 'a parameter that only every object has', path: '/pets/{constructor}', request: {path: {}}, problem: /needs a value for the path parameter "constructor"/}, // prettier-ignore
  {name: 'a missing part of several', path: '/{rest+}', request: {}, problem: /needs a value for the path parameter "rest"/}, // prettier-ignore
]

for (const {name, path = '/pets/{id}', request, problem} of refused) {
  test(`a call is refused, and not sent, for ${name}`, async () => {
    const {client, sent} = clientOf({path}, [fine])
    await assert.rejects(client.call(request), {name: 'UsageError', message: problem})
    assert.equal(sent.length, 0)
  })
}

test('numbers of any size are path parameters', async () => {
  const {client, sent} = clientOf({}, [fine])
  await client.call({path: {id: 9007199254740993n}})
  assert.equal(sent[0]?.url, 'https://a1.execute-api.eu-west-1.amazonaws.com/dev/pets/9007199254740993')
})

test('a redirect that a browser hides is no answer', async () => {
  const hidden = (): Response => Object.defineProperty(new Response(), 'type', {value: 'opaqueredirect'})
  const {client} = clientOf({method: 'POST'}, [hidden])
  await assert.rejects(client.call({path: {id: '1'}}), {name: 'ConnectionError', message: /redirects/})
})
