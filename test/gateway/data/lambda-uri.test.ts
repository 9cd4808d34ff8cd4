import assert from 'node:assert/strict'
import {test} from 'vitest'
import {lambdaFunctionArn} from '../../../src/gateway/data/lambda-uri.js'

const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:list-pets'
const prefix = 'arn:aws:apigateway:eu-west-1:lambda:path'

const cases = [
  {name: 'the invocation form', uri: `${prefix}/2015-03-31/functions/${arn}/invocations`, functionArn: arn},
  {name: 'an alias', uri: `${prefix}/2015-03-31/functions/${arn}:live/invocations`, functionArn: `${arn}:live`},
  {name: 'a doubled slash', uri: `${prefix}//2015-03-31/functions/${arn}/invocations`, functionArn: arn},
  {
    name: 'the streaming form',
    uri: `${prefix}/2021-11-15/functions/${arn}/response-streaming-invocations`,
    functionArn: arn,
  },
  {name: 'the plain ARN of HTTP APIs', uri: arn, functionArn: arn},
  {name: 'another service', uri: 'arn:aws:apigateway:eu-west-1:sqs:path/1/queue', functionArn: undefined},
  {name: 'an http address', uri: 'https://example.com', functionArn: undefined},
  {
    name: 'a name instead of an ARN',
    uri: `${prefix}/2015-03-31/functions/list-pets/invocations`,
    functionArn: undefined,
  },
]

for (const {name, uri, functionArn} of cases) {
  test(`lambdaFunctionArn: ${name}`, () => {
    assert.equal(lambdaFunctionArn(uri), functionArn)
  })
}
