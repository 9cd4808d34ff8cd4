import assert from 'node:assert/strict'
import {createBackend} from '../../../src/gateway/data/backend.js'
import {createServiceCaller} from '../../../src/gateway/data/services/service-caller.js'
import {newDeployment, newPorts, send} from '../../gateway/data/http/http-fixture.js'
import {standInKeys, startStandIn} from '../../support/aws-stand-in.js'
import {conformance} from '../conformance-case.js'
import type {ConformanceCase} from '../conformance-case.js'

const reference =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html'
const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/pets'
const id = '8ab0fbb8-ed3a-52a1-b4ea-a6f5a6a5f8ce'

type Case = Omit<ConformanceCase, 'area' | 'source' | 'recorded'> & {
  subtype: string
  parameters: Record<string, string>
  request?: {line?: string; headers?: string[]; body?: string}
  /** What the service got: method, path, target header and the members of its JSON or form. */
  call?: {line: string; target?: string; region?: string; members: Record<string, unknown>}
  answer: {status?: number; body: string | RegExp}
}

const cases: Case[] = [
  {
    name: 'EventBridge-PutEvents sends one entry',
    subtype: 'EventBridge-PutEvents',
    parameters: {
      Detail: '$request.body.detail',
      DetailType: 'pet ${request.header.kind}',
      Source: 'pets',
      Time: '2026-01-02T03:04:05Z',
      Resources: '$request.body.resources',
      EventBusName: '$stageVariables.bus',
    },
    request: {headers: ['kind', 'sold'], body: '{"detail": {"id": 1}, "resources": ["arn:a", "arn:b"]}'},
    call: {
      line: 'POST /',
      target: 'AWSEvents.PutEvents',
      members: {
        Entries: [
          {
            Detail: '{"id":1}',
            DetailType: 'pet sold',
            Source: 'pets',
            Resources: ['arn:a', 'arn:b'],
            EventBusName: 'main',
            Time: 1767323045,
          },
        ],
      },
    },
    answer: {body: `{"Entries":[{"EventId":"${id}"}],"FailedEntryCount":0}`},
  },
  {
    name: 'SQS-SendMessage sends a form to the path of the queue',
    subtype: 'SQS-SendMessage',
    parameters: {
      QueueUrl: queueUrl,
      MessageBody: '$request.body',
      DelaySeconds: '5',
      MessageAttributes: '$request.body.attributes',
    },
    request: {body: '{"attributes": {"kind": {"DataType": "String", "StringValue": "a&b é"}}}'},
    call: {
      line: 'POST /123456789012/pets',
      members: {
        Action: 'SendMessage',
        Version: '2012-11-05',
        MessageBody: '{"attributes": {"kind": {"DataType": "String", "StringValue": "a&b é"}}}',
        DelaySeconds: '5',
        'MessageAttribute.1.Name': 'kind',
        'MessageAttribute.1.Value.DataType': 'String',
        'MessageAttribute.1.Value.StringValue': 'a&b é',
      },
    },
    answer: {body: /^<\?xml version="1.0"\?><SendMessageResponse><SendMessageResult><MessageId>8ab0fbb8/},
  },
  {
    name: 'SQS-ReceiveMessage takes lists',
    subtype: 'SQS-ReceiveMessage',
    parameters: {
      QueueUrl: queueUrl,
      AttributeNames: '["All"]',
      MessageAttributeNames: 'a, b',
      MaxNumberOfMessages: '3',
    },
    call: {
      line: 'POST /123456789012/pets',
      members: {
        Action: 'ReceiveMessage',
        Version: '2012-11-05',
        'AttributeName.1': 'All',
        'MessageAttributeName.1': 'a',
        'MessageAttributeName.2': 'b',
        MaxNumberOfMessages: '3',
      },
    },
    answer: {body: /ReceiveMessageResponse/},
  },
  {
    name: 'SQS-DeleteMessage, in the region that a parameter names',
    subtype: 'SQS-DeleteMessage',
    parameters: {QueueUrl: queueUrl, ReceiptHandle: '$request.querystring.handle', Region: 'us-east-2'},
    request: {line: 'DELETE /x?handle=AQ%2BE%3D'},
    call: {
      line: 'POST /123456789012/pets',
      region: 'us-east-2',
      members: {Action: 'DeleteMessage', Version: '2012-11-05', ReceiptHandle: 'AQ+E='},
    },
    answer: {body: /DeleteMessageResponse/},
  },
  {
    name: 'SQS-PurgeQueue',
    subtype: 'SQS-PurgeQueue',
    parameters: {QueueUrl: queueUrl},
    call: {line: 'POST /123456789012/pets', members: {Action: 'PurgeQueue', Version: '2012-11-05'}},
    answer: {body: /PurgeQueueResponse/},
  },
  {
    name: 'AppConfig-GetConfiguration answers the configuration itself',
    subtype: 'AppConfig-GetConfiguration',
    parameters: {Application: 'pets/1', Environment: 'prod', Configuration: 'flags', ClientId: '$context.requestId'},
    call: {line: 'GET /applications/pets%2F1/environments/prod/configurations/flags', members: {}},
    answer: {body: '{"on":true}'},
  },
  {
    name: 'Kinesis-PutRecord encodes its data',
    subtype: 'Kinesis-PutRecord',
    parameters: {StreamName: 'pets', Data: '$request.body', PartitionKey: "'one'"},
    request: {body: 'hällo'},
    call: {
      line: 'POST /',
      target: 'Kinesis_20131202.PutRecord',
      members: {StreamName: 'pets', PartitionKey: 'one', Data: Buffer.from('hällo').toString('base64')},
    },
    answer: {body: '{"SequenceNumber":"49653305","ShardId":"shardId-000000000000"}'},
  },
  {
    name: 'StepFunctions-StartExecution',
    subtype: 'StepFunctions-StartExecution',
    parameters: {StateMachineArn: 'arn:aws:states:m', Input: '$request.body', Name: 'n1'},
    request: {body: '{"a":1}'},
    call: {
      line: 'POST /',
      target: 'AWSStepFunctions.StartExecution',
      members: {stateMachineArn: 'arn:aws:states:m', input: '{"a":1}', name: 'n1'},
    },
    answer: {
      body: '{"executionArn":"arn:aws:states:eu-west-1:123456789012:execution:pets:1","startDate":1720810000}',
    },
  },
  {
    name: 'StepFunctions-StartSyncExecution',
    subtype: 'StepFunctions-StartSyncExecution',
    parameters: {StateMachineArn: 'arn:aws:states:m'},
    call: {
      line: 'POST /',
      target: 'AWSStepFunctions.StartSyncExecution',
      members: {stateMachineArn: 'arn:aws:states:m'},
    },
    answer: {body: /executionArn/},
  },
  {
    name: 'StepFunctions-StopExecution',
    subtype: 'StepFunctions-StopExecution',
    parameters: {ExecutionArn: '$request.body.arn', Cause: 'done', Error: 'None'},
    request: {body: '{"arn":"arn:aws:states:e"}'},
    call: {
      line: 'POST /',
      target: 'AWSStepFunctions.StopExecution',
      members: {executionArn: 'arn:aws:states:e', cause: 'done', error: 'None'},
    },
    answer: {body: '{}'},
  },
  {
    name: 'a required parameter without a value is a bad request, and nothing is called',
    subtype: 'StepFunctions-StopExecution',
    parameters: {ExecutionArn: '$request.body.arn'},
    request: {body: '{}'},
    answer: {status: 400, body: '{"message":"Bad Request"}'},
  },
  {
    name: 'a parameter that the subtype does not have is a configuration error',
    subtype: 'SQS-PurgeQueue',
    parameters: {QueueUrl: queueUrl, Priority: '1'},
    answer: {status: 500, body: '{"message":"Internal Server Error"}'},
  },
]

conformance(
  cases.map((given) => ({...given, area: 'service-integrations', source: reference, recorded: '2026-04'})),
  async ({subtype, parameters, request = {}, call, answer}) => {
    const aws = await startStandIn()
    const backend = createBackend()
    const callService = createServiceCaller({
      access: {environment: {AWS_ENDPOINT_URL: aws.url, ...standInKeys}, allowAws: false, isOwn: () => false},
      callBackend: backend.call,
      nowMs: Date.now,
    })
    const integration = {
      integrationSubtype: subtype,
      payloadFormatVersion: '1.0',
      requestParameters: parameters,
      credentialsArn: 'arn:aws:iam::123456789012:role/api',
    }
    const stage = {stageVariables: {bus: 'main'}}
    const deployment = newDeployment({routes: [{routeKey: 'ANY /x', integration}], stage})
    const {line = 'POST /x', ...rest} = request
    const {status, body} = await send(deployment, {...newPorts(), callService}, line, rest)
    await Promise.all([aws.close(), backend.close()])
    assert.equal(status, answer.status ?? 200, body)
    if (typeof answer.body === 'string') assert.equal(body, answer.body)
    else assert.match(body, answer.body)
    const [received] = aws.calls
    if (call === undefined) assert.equal(received, undefined)
    else {
      assert.ok(received)
      const text = received.body.toString()
      const members: unknown = text.startsWith('{') ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))
      assert.deepEqual(
        {
          line: `${received.method} ${received.path}`,
          target: received.headers['x-amz-target'],
          region: received.region,
          members,
        },
        {target: undefined, region: 'eu-west-1', ...call},
      )
    }
  },
)
