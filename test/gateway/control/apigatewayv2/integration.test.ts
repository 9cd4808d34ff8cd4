import assert from 'node:assert/strict'
import {CreateIntegrationCommand, GetIntegrationCommand, UpdateIntegrationCommand} from '@aws-sdk/client-apigatewayv2'
import type {CreateIntegrationCommandInput, CreateIntegrationCommandOutput} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {refusal} from '../../../support/control-plane.js'
import {addIntegration, testHttpApi} from '../../../support/http-api.js'

const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:pets'

type Defaults = {
  name: string
  api: 'HTTP' | 'WEBSOCKET'
  input: Partial<CreateIntegrationCommandInput>
  answer: Partial<CreateIntegrationCommandOutput>
}

const defaults: Defaults[] = [
  {
    name: 'a function',
    api: 'HTTP',
    input: {IntegrationType: 'AWS_PROXY', IntegrationUri: functionArn, PayloadFormatVersion: '2.0'},
    answer: {ConnectionType: 'INTERNET', IntegrationMethod: 'POST', TimeoutInMillis: 30_000},
  },
  {
    name: 'an HTTP backend',
    api: 'HTTP',
    input: {
      IntegrationType: 'HTTP_PROXY',
      IntegrationUri: 'https://${stageVariables.host}/{proxy}',
      IntegrationMethod: 'GET',
    },
    answer: {ConnectionType: 'INTERNET', PayloadFormatVersion: '1.0', TimeoutInMillis: 30_000},
  },
  {
    name: 'a service action',
    api: 'HTTP',
    input: {
      IntegrationType: 'AWS_PROXY',
      IntegrationSubtype: 'SQS-SendMessage',
      RequestParameters: {QueueUrl: 'https://queue'},
    },
    answer: {ConnectionType: 'INTERNET', PayloadFormatVersion: '1.0', TimeoutInMillis: 30_000},
  },
  {
    name: 'a WebSocket mock',
    api: 'WEBSOCKET',
    input: {IntegrationType: 'MOCK'},
    answer: {
      IntegrationResponseSelectionExpression: '${integration.response.statuscode}',
      PassthroughBehavior: 'WHEN_NO_MATCH',
      PayloadFormatVersion: '1.0',
      TimeoutInMillis: 29_000,
    },
  },
]

for (const {name, api, input, answer} of defaults) {
  test(`an integration with ${name} answers AWS defaults`, async () => {
    const {client, ApiId} = await testHttpApi(api)
    const created = await client.send(new CreateIntegrationCommand({ApiId, IntegrationType: 'MOCK', ...input}))
    assert.deepEqual(
      {...created, $metadata: undefined},
      {$metadata: undefined, IntegrationId: 'a000002', ...input, ...answer},
    )
  })
}

test('UpdateIntegration merges its maps; an empty value takes a key away', async () => {
  const api = await testHttpApi()
  const {client, ApiId} = api
  await addIntegration(api)
  const labels = {ApiId, IntegrationId: 'a000002'}
  await client.send(
    new UpdateIntegrationCommand({
      ...labels,
      RequestParameters: {'append:header.a': '1', 'append:header.b': '2'},
      ResponseParameters: {200: {'append:header.c': '3'}, 404: {'overwrite:statuscode': '403'}},
    }),
  )
  await client.send(
    new UpdateIntegrationCommand({
      ...labels,
      RequestParameters: {'append:header.a': ''},
      ResponseParameters: {404: {}},
    }),
  )
  const {RequestParameters, ResponseParameters, IntegrationUri} = await client.send(new GetIntegrationCommand(labels))
  assert.deepEqual(
    {RequestParameters, ResponseParameters, IntegrationUri},
    {
      RequestParameters: {'append:header.b': '2'},
      ResponseParameters: {200: {'append:header.c': '3'}},
      IntegrationUri: 'https://backend.example/{proxy}',
    },
  )
})

const http = {IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'GET', IntegrationUri: 'https://x.example'} as const

const refused = [
  {
    name: 'a type that HTTP APIs lack',
    input: {IntegrationType: 'MOCK'},
    message:
      'Currently, an API with a protocol type of HTTP may only be associated with proxy integrations (AWS_PROXY, HTTP_PROXY)',
  },
  {
    name: 'a type that does not exist',
    input: {IntegrationType: 'SMTP'},
    message:
      "1 validation error detected: Value 'SMTP' at 'integrationType' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]",
  },
  {name: 'no URI', input: {...http, IntegrationUri: undefined}, message: 'Invalid HTTP endpoint specified for URI'},
  {
    name: 'a URI that is no URL',
    input: {...http, IntegrationUri: 'x.example'},
    message: 'Invalid HTTP endpoint specified for URI',
  },
  {
    name: 'a function that is no ARN',
    input: {IntegrationType: 'AWS_PROXY', IntegrationUri: 'pets'},
    message: 'Invalid ARN specified in the request',
  },
  {
    name: 'a VPC link without an id',
    input: {...http, IntegrationUri: 'arn:aws:elb', ConnectionType: 'VPC_LINK'},
    message: 'ConnectionId is required when ConnectionType is VPC_LINK.',
  },
  {
    name: 'an unknown verb',
    input: {...http, IntegrationMethod: 'FETCH'},
    message: 'Invalid HTTP method specified: FETCH',
  },
  {
    name: 'format 2.0 for an HTTP backend',
    input: {...http, PayloadFormatVersion: '2.0'},
    message: 'PayloadFormatVersion 2.0 is not supported for this integration.',
  },
  {
    name: 'a timeout above the limit',
    input: {...http, TimeoutInMillis: 30_001},
    message: 'Timeout should be between 50 ms and 30000 ms',
  },
  {
    name: 'a timeout below the limit',
    input: {...http, TimeoutInMillis: 49},
    message: 'Timeout should be between 50 ms and 30000 ms',
  },
]

for (const {name, input, message} of refused) {
  test(`CreateIntegration with ${name} is refused`, async () => {
    const {client, ApiId} = await testHttpApi()
    const command = new CreateIntegrationCommand({ApiId, ...input} as CreateIntegrationCommandInput)
    assert.equal(await refusal(client.send(command)), `BadRequestException 400 ${message}`)
  })
}
