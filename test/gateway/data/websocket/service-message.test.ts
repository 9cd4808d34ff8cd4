import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {ServiceRequest} from '../../../../src/gateway/data/ports.js'
import {exchange, newFixture, openClient} from './websocket-fixture.js'
import type {RouteParts} from './websocket-records.js'

const role = 'arn:aws:iam::123456789012:role/socket'
const taken = () => ({status: 200, headers: [], body: Buffer.from('{"done":true}')})

function toService(integration: RouteParts['integration']): RouteParts {
  return {twoWay: true, responses: [{}], integration: {integrationType: 'AWS', integrationMethod: 'POST', credentialsArn: role, ...integration}} // prettier-ignore
}

type Case = {route: RouteParts; stageVariables?: Record<string, string>; sent: string; asked: Partial<ServiceRequest>}

const cases: Readonly<Record<string, Case>> = {
  'an action by its name, with the message as its input': {
    route: toService({integrationUri: 'arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem'}),
    sent: '{"TableName":"t"}',
    asked: {
      service: 'dynamodb',
      region: 'eu-west-1',
      method: 'POST',
      target: '/?Action=PutItem',
      body: Buffer.from('{"TableName":"t"}'),
    },
  },
  'a path with parameters of the message, each one part of it': {
    route: toService({
      integrationUri: 'arn:aws:apigateway:${stageVariables.region}:s3:path/{bucket}/{key}',
      integrationMethod: 'PUT',
      requestParameters: {
        'integration.request.path.bucket': "'chat'",
        'integration.request.path.key': 'route.request.body.key',
        'integration.request.header.Content-Type': "'text/plain'",
        'integration.request.querystring.tagging': 'context.connectionId',
      },
    }),
    stageVariables: {region: 'us-west-2'},
    sent: '{"key":"a b"}',
    asked: {service: 's3', region: 'us-west-2', method: 'PUT', target: '/chat/a%20b?tagging=AAAAAiw9S1qOfwA%3D'},
  },
  'a template makes the body': {
    route: toService({
      integrationUri: 'arn:aws:apigateway:eu-west-1:sqs:path/123456789012/jobs',
      requestTemplates: {$default: "Action=SendMessage&MessageBody=$input.path('$.text')"},
      templateSelectionExpression: '\\$default',
    }),
    sent: '{"text":"hi"}',
    asked: {service: 'sqs', target: '/123456789012/jobs', body: Buffer.from('Action=SendMessage&MessageBody=hi')},
  },
  'GET has no body': {
    route: toService({integrationUri: 'arn:aws:apigateway:eu-west-1:s3:path/chat', integrationMethod: 'GET'}),
    sent: '{"a":1}',
    asked: {service: 's3', method: 'GET', target: '/chat', body: Buffer.alloc(0)},
  },
}

for (const [title, {route, stageVariables = {}, sent, asked}] of Object.entries(cases)) {
  test(`a message calls a service: ${title}`, async () => {
    const fixture = newFixture({routes: {$default: route}, stage: {stageVariables}}, {service: taken})
    assert.deepEqual(await exchange(await openClient(fixture), sent), ['{"done":true}'])
    const [call] = fixture.serviceCalls
    assert.ok(call !== undefined && fixture.serviceCalls.length === 1)
    const members = Object.fromEntries(Object.entries(call).filter(([name]) => name in asked))
    assert.deepEqual(members, asked)
    assert.equal(call.credentials, role)
  })
}

test('a message calls a service: its header of the content is the usual one unless it is mapped', async () => {
  for (const [name, type] of [
    ['an action by its name, with the message as its input', 'application/x-amz-json-1.0'],
    ['a path with parameters of the message, each one part of it', 'text/plain'],
  ] as const) {
    const {route, stageVariables = {}, sent} = cases[name] ?? assert.fail(name)
    const fixture = newFixture({routes: {$default: route}, stage: {stageVariables}}, {service: taken})
    await exchange(await openClient(fixture), sent)
    const headers = fixture.serviceCalls[0]?.headers ?? []
    const types = headers.flatMap((value, index) =>
      index % 2 === 0 && /^content-type$/i.test(value) ? [headers[index + 1]] : [],
    )
    assert.deepEqual(types, [type])
  }
})

test('a message calls a service: an address that names none is an error of the configuration', async () => {
  const route = toService({integrationUri: 'arn:aws:apigateway:eu-west-1:sqs:${stageVariables.what}'})
  const fixture = newFixture({routes: {$default: route}, stage: {stageVariables: {what: 'queue'}}}, {service: taken})
  const [answer = ''] = await exchange(await openClient(fixture), '{}')
  assert.match(answer, /"message": ?"Internal server error"/)
  assert.deepEqual(fixture.serviceCalls, [])
})
