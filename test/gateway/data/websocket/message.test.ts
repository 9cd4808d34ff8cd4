import assert from 'node:assert/strict'
import {test} from 'vitest'
import {BackendError} from '../../../../src/gateway/data/ports.js'
import type {InvokeResult} from '../../../../src/gateway/data/ports.js'
import {exchange, newFixture, openClient, returns, settle, throws} from './websocket-fixture.js'
import type {Answers} from './websocket-fixture.js'
import {deployApi, functionUri, mocking} from './websocket-records.js'
import type {ApiParts, RouteParts} from './websocket-records.js'

/** Frames as AWS spaces them, ids left out. */
const frame = (message: string): string => `{"message": "${message}", "connectionId":"…", "requestId":"…"}`
const named = mocking('$context.routeKey')

test('an HTTP backend is shown the certificate of the stage, and called through the link of the integration', async () => {
  const integration = {
    integrationType: 'HTTP_PROXY',
    integrationMethod: 'POST',
    integrationUri: 'https://backend.test/messages',
    connectionType: 'VPC_LINK',
    connectionId: '${stageVariables.link}',
  }
  const stage = {clientCertificateId: 'cert1', stageVariables: {link: 'abc123'}}
  const backend = () => ({status: 200, headers: [], body: Buffer.from('taken')})
  const fixture = newFixture({routes: {$default: {twoWay: true, integration}}, stage}, {backend})
  assert.deepEqual(await exchange(await openClient(fixture), 'hi'), ['taken'])
  assert.deepEqual(
    fixture.backendCalls.map(({clientCertificateId, vpcLink, target}) => ({clientCertificateId, vpcLink, target})),
    [{clientCertificateId: 'cert1', vpcLink: {connectionId: 'abc123'}, target: '/messages'}],
  )
})

function nested(open: string, close: string): string {
  return `{"action":${open.repeat(20_000)}1${close.repeat(20_000)}}`
}

const selections = [
  {name: 'a message that names a route', routes: ['send', '$default'], text: '{"action":"send"}', sent: ['send']},
  {name: 'a message that names no route', routes: ['send', '$default'], text: '{"action":"other"}', sent: ['$default']},
  {name: 'a message without the member', routes: ['send', '$default'], text: '{}', sent: ['$default']},
  {name: 'a message that is no JSON', routes: ['send', '$default'], text: 'send', sent: ['$default']},
  {name: 'an empty message', routes: ['send', '$default'], text: '', sent: ['$default']},
  {name: 'a JSON text', routes: ['send', '$default'], text: '"send"', sent: ['$default']},
  {name: 'no route and no $default', routes: ['send'], text: '{"action":"other"}', sent: [frame('Forbidden')]},
  {name: 'no JSON and no $default', routes: ['send'], text: 'send', sent: [frame('Forbidden')]},
  {name: '$connect', routes: ['$connect', '$default'], text: '{"action":"$connect"}', sent: ['$default']},
  {name: '$disconnect', routes: ['$disconnect'], text: '{"action":"$disconnect"}', sent: [frame('Forbidden')]},
  {name: 'a number', routes: ['7'], text: '{"action":7}', sent: ['7']},
  {name: 'a list', routes: ['[a, [7, ]]'], text: '{"action":["a",[7,null]]}', sent: ['[a, [7, ]]']},
  {name: 'lists that are nested without end', routes: ['$default'], text: nested('[', ']'), sent: ['$default']},
  {name: 'objects that are nested without end', routes: ['$default'], text: nested('{"a":', '}'), sent: ['$default']},
  {name: 'a nested value', routes: ['a'], expression: '${request.body.m.n}', text: '{"m":{"n":"a"}}', sent: ['a']},
  {name: 'a constant for JSON', routes: ['x', '$default'], expression: 'x', text: '{}', sent: ['x']},
  {name: 'a constant for text', routes: ['x', '$default'], expression: 'x', text: 'text', sent: ['$default']},
]

for (const {name, routes, expression, text, sent} of selections) {
  test(`route of ${name}`, async () => {
    const fixture = newFixture({
      api: expression === undefined ? {} : {routeSelectionExpression: expression},
      routes: Object.fromEntries(routes.map((key) => [key, named])),
    })
    assert.deepEqual(await exchange(await openClient(fixture), text), sent)
  })
}

const http = (integration: RouteParts['integration'], rest: Partial<RouteParts> = {}): RouteParts => ({
  twoWay: true,
  integration: {
    integrationType: 'HTTP',
    integrationMethod: 'POST',
    integrationUri: 'https://b.example/x',
    ...integration,
  },
  ...rest,
})
const answering = (status: number, body: string | Buffer): Answers => ({
  backend: () => ({status, headers: ['X-Kind', 'k'], body: Buffer.from(body)}),
})

const replies: {name: string; route: RouteParts; answers?: Answers; text?: string; sent: string[]}[] = [
  {
    name: 'one-way: an answer is discarded',
    route: {},
    answers: {lambda: returns({statusCode: 200, body: 'x'})},
    sent: [],
  },
  {
    name: 'two-way: the body is sent',
    route: {twoWay: true},
    answers: {lambda: returns({statusCode: 200, body: 'x'})},
    sent: ['x'],
  },
  {
    name: 'two-way: also with a status of failure',
    route: {twoWay: true},
    answers: {lambda: returns({statusCode: 500, body: 'x'})},
    sent: ['x'],
  },
  {
    name: 'two-way: an empty body sends nothing',
    route: {twoWay: true},
    answers: {lambda: returns({statusCode: 200})},
    sent: [],
  },
  {
    name: 'two-way: base64 is decoded',
    route: {twoWay: true},
    answers: {lambda: returns({statusCode: 200, body: 'aGk=', isBase64Encoded: true})},
    sent: ['hi'],
  },
  {
    name: 'a route response without the expression is one-way',
    route: {twoWay: true, routeResponseSelectionExpression: ''},
    answers: {lambda: returns({statusCode: 200, body: 'x'})},
    sent: [],
  },
  {
    name: 'a function that throws, on a one-way route too',
    route: {},
    answers: {lambda: throws('boom')},
    sent: [frame('Internal server error')],
  },
  {
    name: 'an answer without statusCode',
    route: {},
    answers: {lambda: returns({body: 'x'})},
    sent: [frame('Internal server error')],
  },
  {
    name: 'a function that is throttled',
    route: {},
    answers: {lambda: (): InvokeResult => ({outcome: 'refused', reason: 'throttled', message: 'many'})},
    sent: [frame('Internal server error')],
  },
  {
    name: 'a timeout',
    route: {},
    answers: {lambda: () => Promise.reject(new BackendError('timeout', 'late'))},
    sent: [frame('Endpoint request timed out')],
  },
  {
    name: 'a defect is a frame, not a crash',
    route: {},
    answers: {
      lambda: () => {
        throw new TypeError('ours')
      },
    },
    sent: [frame('Internal server error')],
  },
  {
    name: 'a custom function gets the message and its answer is mapped',
    route: {
      twoWay: true,
      integration: {integrationType: 'AWS'},
      responses: [{responseTemplates: {$default: 'got $input.json("$.n")'}}],
    },
    answers: {lambda: ({payload}) => ({outcome: 'success', payload})},
    text: '{"n":[1]}',
    sent: ['got [1]'],
  },
  {
    name: 'a custom function gets the template',
    route: {
      twoWay: true,
      integration: {
        integrationType: 'AWS',
        requestTemplates: {$default: '{"id":"$context.routeKey","v":"$stageVariables.color"}'},
      },
      responses: [{}],
    },
    answers: {lambda: ({payload}) => ({outcome: 'success', payload})},
    sent: ['{"id":"$default","v":"blue"}'],
  },
  {
    name: 'an error of a custom function selects a response by its message',
    route: {
      twoWay: true,
      integration: {integrationType: 'AWS'},
      responses: [
        {responseTemplates: {$default: 'fine'}},
        {integrationResponseKey: '/.*boom.*/', responseTemplates: {$default: 'failed: $input.path("$.errorMessage")'}},
      ],
    },
    answers: {lambda: throws('big boom')},
    sent: ['failed: big boom'],
  },
  {
    name: 'an error of a custom function without responses',
    route: {integration: {integrationType: 'AWS'}},
    answers: {lambda: throws('boom')},
    sent: [frame('Internal server error')],
  },
  {
    name: 'a status selects a response by its pattern',
    route: http(
      {},
      {
        responses: [
          {integrationResponseKey: '/4\\d\\d/', responseTemplates: {$default: 'bad'}},
          {responseTemplates: {$default: 'good'}},
        ],
      },
    ),
    answers: answering(404, ''),
    sent: ['bad'],
  },
  {
    name: 'no pattern matches: $default',
    route: http(
      {},
      {
        responses: [
          {integrationResponseKey: '/4\\d\\d/', responseTemplates: {$default: 'bad'}},
          {responseTemplates: {$default: 'good'}},
        ],
      },
    ),
    answers: answering(200, ''),
    sent: ['good'],
  },
  {
    name: 'a two-way route without a fitting response',
    route: http({}),
    answers: answering(200, 'x'),
    sent: [frame('Internal server error')],
  },
  {
    name: 'a response template is chosen by the status',
    route: http(
      {},
      {
        responses: [
          {
            templateSelectionExpression: '${integration.response.statuscode}',
            responseTemplates: {'201': 'made', $default: 'other'},
          },
        ],
      },
    ),
    answers: answering(201, ''),
    sent: ['made'],
  },
  {
    name: 'a response template is chosen by a header',
    route: http(
      {},
      {
        responses: [
          {templateSelectionExpression: '${integration.response.header.x-kind}', responseTemplates: {k: 'by header'}},
        ],
      },
    ),
    answers: answering(200, ''),
    sent: ['by header'],
  },
  {
    name: 'a response template is chosen by the message',
    route: http(
      {},
      {responses: [{templateSelectionExpression: '${request.body.action}', responseTemplates: {go: 'by message'}}]},
    ),
    answers: answering(200, ''),
    text: '{"action":"go"}',
    sent: ['by message'],
  },
  {
    name: 'CONVERT_TO_TEXT makes base64 of bytes',
    route: http({}, {responses: [{contentHandlingStrategy: 'CONVERT_TO_TEXT'}]}),
    answers: answering(200, Buffer.from([0xff, 0])),
    sent: ['/wA='],
  },
  {
    name: 'a broken pattern',
    route: http({}, {responses: [{integrationResponseKey: '/(/'}]}),
    answers: answering(200, ''),
    sent: [frame('Internal server error')],
  },
  {name: 'a broken template', route: {...mocking('#if($x)'), twoWay: true}, sent: [frame('Internal server error')]},
  {
    name: 'a type that WebSocket APIs do not have',
    route: {integration: {integrationType: 'STRANGE'}},
    sent: [frame('Internal server error')],
  },
  {
    name: 'passthrough NEVER without a template',
    route: http({passthroughBehavior: 'NEVER'}),
    sent: [frame('Unsupported Media Type')],
  },
  {
    name: 'passthrough WHEN_NO_TEMPLATES with another template',
    route: http({
      passthroughBehavior: 'WHEN_NO_TEMPLATES',
      templateSelectionExpression: 'x',
      requestTemplates: {y: ''},
    }),
    sent: [frame('Unsupported Media Type')],
  },
  {
    name: 'base64 that is none',
    route: http({contentHandlingStrategy: 'CONVERT_TO_BINARY'}),
    text: 'no base64!',
    sent: [frame('Internal server error')],
  },
]

for (const {name, route, answers, text = '{}', sent} of replies) {
  test(`reply: ${name}`, async () => {
    const fixture = newFixture({routes: {$default: route}, stage: {stageVariables: {color: 'blue'}}}, answers)
    assert.deepEqual(await exchange(await openClient(fixture), text), sent)
  })
}

const requests: {
  name: string
  route: RouteParts
  text?: string
  method?: string
  target: string
  headers?: object
  body: string
}[] = [
  {
    name: 'a proxy gets the message as it is',
    route: http({integrationType: 'HTTP_PROXY'}),
    text: 'raw',
    target: '/x',
    body: 'raw',
  },
  {
    name: 'a request template is chosen by the message',
    route: http({templateSelectionExpression: '${request.body.action}', requestTemplates: {a: 'A', b: 'B'}}),
    text: '{"action":"b"}',
    target: '/x',
    body: 'B',
  },
  {
    name: 'an escaped dollar names a key',
    route: http({templateSelectionExpression: '\\$default', requestTemplates: {$default: 'D'}}),
    target: '/x',
    body: 'D',
  },
  {
    name: 'without a matching template the message passes',
    route: http({templateSelectionExpression: 'x', requestTemplates: {y: 'Y'}}),
    text: 'raw',
    target: '/x',
    body: 'raw',
  },
  {
    name: 'base64 text becomes bytes',
    route: http({contentHandlingStrategy: 'CONVERT_TO_BINARY'}),
    text: 'aGk=',
    target: '/x',
    body: 'hi',
  },
  {
    name: 'parameters go into path, query and headers',
    route: http({
      integrationType: 'HTTP_PROXY',
      integrationMethod: 'PUT',
      integrationUri: 'https://b.example/${stageVariables.color}/{room}?a=1',
      requestParameters: {
        'integration.request.path.room': 'route.request.body.room',
        'integration.request.querystring.id': 'context.connectionId',
        'integration.request.header.X-Stage': 'stageVariables.color',
        'integration.request.header.X-Fixed': "'fixed'",
        'integration.request.header.X-None': 'route.request.body.none',
      },
    }),
    text: '{"room":"a b/c"}',
    method: 'PUT',
    target: '/blue/a%20b/c?a=1&id=AAAAAiw9S1qOfwA%3D',
    headers: {'X-Stage': 'blue', 'X-Fixed': 'fixed'},
    body: '{"room":"a b/c"}',
  },
]

for (const {name, route, text = '{}', method = 'POST', target, headers = {}, body} of requests) {
  test(`integration request: ${name}`, async () => {
    const fixture = newFixture(
      {routes: {$default: {...route, twoWay: false}}, stage: {stageVariables: {color: 'blue'}}},
      answering(200, ''),
    )
    assert.deepEqual(await exchange(await openClient(fixture), text), [])
    const [call] = fixture.backendCalls
    const pairs = (call?.headers ?? []).flatMap((value, index, all) =>
      index % 2 === 0 ? [[value, all[index + 1]]] : [],
    )
    assert.deepEqual(
      {
        method: call?.method,
        target: call?.target,
        body: call?.body.toString(),
        headers: Object.fromEntries(pairs) as object,
      },
      {
        method,
        target,
        body,
        headers: {
          ...headers,
          'Content-Type': 'application/json',
          Accept: 'application/json',
          'User-Agent': 'AmazonAPIGateway_chat1',
          'X-Amzn-Apigateway-Api-Id': 'chat1',
        },
      },
    )
  })
}

const strict = JSON.stringify({type: 'object', required: ['id'], properties: {id: {type: 'integer'}}})
const model = (name: string, schema: string) => ({modelId: name, name, contentType: 'application/json', schema})

const validations: {name: string; route: Partial<RouteParts>; api?: ApiParts['api']; text: string; sent: string[]}[] = [
  {name: 'a message that fits', route: {requestModels: {$default: 'Strict'}}, text: '{"id":1}', sent: ['ok']},
  {
    name: 'one that does not',
    route: {requestModels: {$default: 'Strict'}},
    text: '{"id":"x"}',
    sent: [frame('Invalid request body')],
  },
  {
    name: 'one that is no JSON',
    route: {requestModels: {$default: 'Strict'}},
    text: 'x',
    sent: [frame('Invalid request body')],
  },
  {
    name: 'the model that the message selects',
    route: {modelSelectionExpression: '$request.body.kind', requestModels: {strict: 'Strict', $default: 'Any'}},
    text: '{"kind":"strict"}',
    sent: [frame('Invalid request body')],
  },
  {
    name: 'the default model',
    route: {modelSelectionExpression: '$request.body.kind', requestModels: {strict: 'Strict', $default: 'Any'}},
    text: '{"kind":"other"}',
    sent: ['ok'],
  },
  {
    name: 'neither a selected nor a default model',
    route: {modelSelectionExpression: '$request.body.kind', requestModels: {strict: 'Strict'}},
    text: '{"kind":"other"}',
    sent: [frame('Invalid request body')],
  },
  {
    name: 'a model that does not exist',
    route: {requestModels: {$default: 'Gone'}},
    text: '{}',
    sent: [frame('Internal server error')],
  },
  {
    name: 'validation that is switched off',
    route: {requestModels: {$default: 'Strict'}},
    api: {disableSchemaValidation: true},
    text: '{}',
    sent: ['ok'],
  },
]

for (const {name, route, api = {}, text, sent} of validations) {
  test(`validation: ${name}`, async () => {
    const models = [model('Strict', strict), model('Any', '{}')]
    const fixture = newFixture({api, models, routes: {$default: {...mocking('ok'), ...route}}})
    const client = await openClient(fixture)
    client.message(text)
    // The schema compiler is loaded at the first message.
    while (client.sent.length === 0) await settle()
    assert.deepEqual(
      client.sent.map((line) => line.replace(/"[A-Za-z0-9_-]{15}="/g, '"…"')),
      sent,
    )
  })
}

test('each route has its own limit, and a throttled message is told', async () => {
  const fixture = newFixture({
    routes: {a: mocking('A'), b: mocking('B')},
    stage: {routeSettings: {a: {throttlingRateLimit: 1, throttlingBurstLimit: 2}}},
  })
  const client = await openClient(fixture)
  const sent = []
  for (const action of ['a', 'a', 'a', 'b']) sent.push(...(await exchange(client, JSON.stringify({action}))))
  assert.deepEqual(sent, ['A', 'A', frame('Too Many Requests'), 'B'])
  fixture.clock.nowMs += 1000
  assert.deepEqual(await exchange(client, '{"action":"a"}'), ['A'])
})

test('connections outlive deployments: messages run against what the stage serves now', async () => {
  const fixture = newFixture({routes: {$default: mocking('one')}})
  const client = await openClient(fixture)
  assert.deepEqual(await exchange(client, 'x'), ['one'])
  deployApi(fixture.store, {routes: {$default: mocking('two')}}, 'dep2')
  assert.deepEqual(await exchange(client, 'x'), ['two'])
  fixture.store.transaction(() => fixture.store.delete('v2Stage', ['chat1', 'prod']))
  assert.deepEqual(await exchange(client, 'x'), [])
  assert.deepEqual(client.closings, [{code: 1001, reason: 'Going away'}])
})

test('messages of one connection run at the same time', async () => {
  const finish: (() => void)[] = []
  const fixture = newFixture(
    {routes: {$default: {twoWay: true}}},
    {
      lambda: ({payload}) =>
        new Promise((resolve) => {
          const {body} = JSON.parse(payload) as {body: string}
          finish.push(() => resolve({outcome: 'success', payload: JSON.stringify({statusCode: 200, body})}))
        }),
    },
  )
  const client = await openClient(fixture)
  for (const text of ['1', '2', '3']) client.message(text)
  await settle()
  finish.reverse().forEach((resolve) => resolve())
  await settle()
  assert.deepEqual(client.sent, ['3', '2', '1'])
})

test('a client is read no further while 32 of its messages are running', async () => {
  const finish: ((result: InvokeResult) => void)[] = []
  const fixture = newFixture({routes: {$default: {}}}, {lambda: () => new Promise((resolve) => finish.push(resolve))})
  const client = await openClient(fixture)
  for (let index = 0; index < 31; index += 1) client.message('x')
  assert.equal(client.socket.isReading, true)
  client.message('x')
  assert.equal(client.socket.isReading, false)
  await settle()
  finish[0]?.({outcome: 'success', payload: '{"statusCode":200}'})
  await settle()
  assert.equal(client.socket.isReading, true)
})

test('a client that does not take its answers is not read either', async () => {
  const fixture = newFixture({routes: {$default: mocking('x')}})
  const client = await openClient(fixture)
  client.socket.bufferedBytes = 300_000
  await exchange(client, 'x')
  assert.equal(client.socket.isReading, false)
  client.socket.bufferedBytes = 0
  client.drained()
  assert.equal(client.socket.isReading, true)
})

test('a reply above 128 KB ends the connection with 1009', async () => {
  const body = 'x'.repeat(128 * 1024 + 1)
  const fixture = newFixture({routes: {$default: {twoWay: true}}}, {lambda: returns({statusCode: 200, body})})
  const client = await openClient(fixture)
  assert.deepEqual(await exchange(client, 'x'), [])
  assert.deepEqual(client.closings, [{code: 1009, reason: 'Message too big'}])
})

test('a function of a service integration is reached by its ARN alone, too', async () => {
  const {integrationUri} = {integrationUri: functionUri.replace(/^.*functions\/(.*)\/invocations$/, '$1')}
  const fixture = newFixture(
    {routes: {$default: {integration: {integrationUri}}}},
    {lambda: returns({statusCode: 200})},
  )
  await exchange(await openClient(fixture), 'x')
  assert.equal(fixture.functionCalls[0]?.functionArn, integrationUri)
})
