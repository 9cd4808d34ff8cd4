import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {IntegrationRecord, IntegrationResponseRecord} from '../../../../src/gateway/store/rest-records.js'
import {deploy, lambdaArn, lambdaUri, methodOf, portsOf, returns, stageOf, throws} from './rest-fixture.js'

const json = 'application/json'

function lambda(
  integration: Partial<IntegrationRecord> = {},
  responses: readonly IntegrationResponseRecord[] = [{statusCode: '200'}],
) {
  return methodOf({type: 'AWS', httpMethod: 'POST', uri: lambdaUri, ...integration}, responses)
}

test('without a template the body is the payload, and the answer is the raw result', async () => {
  // Recorded: localstack test_lambda_aws_integration, 31 May 2023.
  const ports = portsOf({lambda: (event) => ({outcome: 'success', payload: JSON.stringify(event)})})
  const api = deploy({routes: {'POST /test': lambda()}}, ports)
  const result = await api.call('/test', {method: 'POST', body: '{"message": "hello world"}'})
  assert.deepEqual(
    [result.status, result.body, result.headers['content-type']],
    [200, '{"message":"hello world"}', json],
  )
  assert.equal(ports.functionCalls[0]?.functionArn, lambdaArn)
  assert.equal(ports.functionCalls[0].payload, '{"message": "hello world"}')
})

test('an empty body without a template is an empty event', async () => {
  const ports = portsOf({lambda: returns(1)})
  await deploy({routes: {'GET /': lambda()}}, ports).call('/')
  assert.equal(ports.functionCalls[0]?.payload, '{}')
})

test('the request template makes the payload', async () => {
  // Recorded: localstack test_lambda_aws_integration_with_request_template.
  const requestTemplates = {[json]: '{"param1": "$input.params(\'param1\')"}'}
  const ports = portsOf({lambda: (event) => ({outcome: 'success', payload: JSON.stringify(event)})})
  const api = deploy({routes: {'GET /test': lambda({requestTemplates})}}, ports)
  assert.equal((await api.call('/test?param1=foobar&Signature=1')).body, '{"param1":"foobar"}')
})

// Recorded: localstack test_lambda_selection_patterns, 5 September 2023.
const selections = [
  {name: 'success', answer: returns('Pass'), status: 200, body: '"Pass"'},
  {
    name: 'an error with 400',
    answer: throws('Error: Raising 400 from within the Lambda function'),
    status: 405,
    body: undefined,
  },
  {
    name: 'an error with 500',
    answer: throws('Error: Raising 500 from within the Lambda function'),
    status: 502,
    body: undefined,
  },
  {
    name: 'another error',
    answer: throws('boom'),
    status: 200,
    body: '{"errorMessage":"boom","errorType":"Error","trace":[]}',
  },
  {
    name: 'a returned errorMessage',
    answer: returns({errorMessage: 'x 400 y'}),
    status: 405,
    body: '{"errorMessage":"x 400 y"}',
  },
  {name: 'an error in several lines', answer: throws('a\n400\nb'), status: 200, body: undefined},
]

for (const {name, answer, status, body} of selections) {
  test(`${name} selects the response ${status}`, async () => {
    const responses = [
      {statusCode: '200'},
      {statusCode: '405', selectionPattern: '.*400.*'},
      {statusCode: '502', selectionPattern: '.*5\\d\\d.*'},
    ]
    const result = await deploy({routes: {'GET /': lambda({}, responses)}}, portsOf({lambda: answer})).call('/')
    assert.equal(result.status, status)
    if (body !== undefined) assert.equal(result.body, body)
  })
}

test('members of the result can be mapped onto headers', async () => {
  const responseParameters = {
    'method.response.header.X-Name': 'integration.response.body.pet.name',
    'method.response.header.X-Whole': 'integration.response.body',
    'method.response.header.Authorization': "'x'",
  }
  const api = deploy(
    {routes: {'GET /': lambda({}, [{statusCode: '200', responseParameters}])}},
    portsOf({lambda: returns({pet: {name: 'rex'}})}),
  )
  const {headers} = await api.call('/')
  assert.deepEqual(
    [headers['x-name'], headers['x-whole'], headers['x-amzn-remapped-authorization']],
    ['rex', '{"pet":{"name":"rex"}}', 'x'],
  )
})

test('an asynchronous call answers at once and waits for nothing', async () => {
  const requestParameters = {'integration.request.header.X-Amz-Invocation-Type': "'Event'"}
  const ports = portsOf({lambda: () => new Promise(() => undefined)})
  const result = await deploy({routes: {'POST /': lambda({requestParameters})}}, ports).call('/', {
    method: 'POST',
    body: '{}',
  })
  assert.deepEqual([result.status, result.body], [200, ''])
  assert.equal(ports.functionCalls.length, 1)
})

test("the failure of an asynchronous call is not the gateway's", async () => {
  const requestParameters = {'integration.request.header.X-Amz-Invocation-Type': "'Event'"}
  const ports = portsOf({
    lambda: () => {
      throw new Error('later')
    },
  })
  assert.equal(
    (await deploy({routes: {'POST /': lambda({requestParameters})}}, ports).call('/', {method: 'POST'})).status,
    200,
  )
})

test('stage variables and path parameters name the function', async () => {
  const uri = lambdaUri.replace('function:echo', 'function:${stageVariables.name}')
  const ports = portsOf({lambda: returns(1)})
  const api = deploy({routes: {'GET /': lambda({uri})}}, ports, stageOf({variables: {name: 'other'}}))
  await api.call('/')
  assert.equal(ports.functionCalls[0]?.functionArn, lambdaArn.replace('echo', 'other'))
})

// Recorded: localstack test_apigateway_header_remapping_aws, 18 July 2024.
for (const name of [
  'Content-Length',
  'Transfer-Encoding',
  'Authorization',
  'Connection',
  'Expect',
  'Proxy-Authenticate',
  'TE',
]) {
  for (const type of ['AWS', 'AWS_PROXY'] as const) {
    test(`mapping onto ${name} fails an ${type} integration`, async () => {
      const requestParameters = {[`integration.request.header.${name}`]: "'1'"}
      const ports = portsOf({lambda: returns({statusCode: 200})})
      const api = deploy(
        {
          routes: {
            'GET /': methodOf({type, httpMethod: 'POST', uri: lambdaUri, requestParameters}, [{statusCode: '200'}]),
          },
        },
        ports,
      )
      assert.equal((await api.call('/')).status, 500)
      assert.equal(ports.functionCalls.length, 0)
    })
  }
}

const refused: {name: string; integration: Partial<IntegrationRecord>; reason: RegExp}[] = [
  {
    name: 'a proxy integration of another service',
    integration: {type: 'AWS_PROXY', uri: 'arn:aws:apigateway:eu-west-1:firehose:action/PutRecord'},
    reason: /no AWS service but Lambda/,
  },
  {
    name: 'a URI that names no function',
    integration: {uri: 'arn:aws:apigateway:eu-west-1:lambda:path/x'},
    reason: /names no Lambda function/,
  },
]

for (const {name, integration, reason} of refused) {
  test(`${name} is answered with 500 and named`, async () => {
    const api = deploy({routes: {'GET /': lambda(integration)}})
    assert.equal((await api.call('/')).status, 500)
    assert.match(api.ports.invocations[0]?.errorMessage ?? '', reason)
  })
}
