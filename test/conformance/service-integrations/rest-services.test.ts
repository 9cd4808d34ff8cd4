import assert from 'node:assert/strict'
import type {IntegrationRecord, IntegrationResponseRecord} from '../../../src/gateway/store/rest-records.js'
import {conformance} from '../conformance-case.js'
import type {ConformanceCase} from '../conformance-case.js'
import {methodOf} from '../../gateway/data/rest/rest-fixture.js'
import type {Call} from '../../gateway/data/rest/rest-fixture.js'
import {deployWithServices} from './service-fixture.js'

/** Scenarios that localstack has recorded against AWS; request and answer forms are theirs, names and values ours. */
const suite = (name: string): string => `localstack tests/aws/services/apigateway/${name}`

const json = 'application/json'
const credentials = 'arn:aws:iam::123456789012:role/api'
const sqsPath = {
  uri: 'arn:aws:apigateway:eu-west-1:sqs:path/123456789012/pets',
  requestParameters: {'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'"},
  passthroughBehavior: 'NEVER',
}

type Case = Omit<ConformanceCase, 'area'> & {
  integration: Partial<IntegrationRecord>
  response?: Partial<IntegrationResponseRecord>
  call?: Call & {target?: string}
  /** Parameters of the query or form, of which the service must have read these. */
  parameters?: Record<string, string>
  headers?: Record<string, string>
  path?: string
  answer: string
}

const cases: Case[] = [
  {
    name: 'SQS by path: a form made by a template, and an answer of the response template',
    source: suite('test_apigateway_sqs.py::test_sqs_aws_integration'),
    recorded: '2024-05-30',
    integration: {...sqsPath, requestTemplates: {[json]: 'Action=SendMessage&MessageBody=$input.body'}},
    response: {responseTemplates: {[json]: '{"message": "great success!"}'}},
    call: {method: 'POST', headers: ['Content-Type', json], body: '{"foo": "bar"}'},
    path: '/123456789012/pets',
    parameters: {Action: 'SendMessage', MessageBody: '{"foo": "bar"}'},
    answer: '{"message": "great success!"}',
  },
  {
    name: 'SQS by path: answers JSON, because the gateway accepts JSON',
    source: suite('test_apigateway_sqs.py::test_sqs_request_and_response_xml_templates_integration'),
    recorded: '2024-07-12',
    integration: {...sqsPath, requestTemplates: {[json]: 'Action=SendMessage&MessageBody=$input.body'}},
    response: {responseTemplates: {[json]: "$input.path('$.SendMessageResponse').SendMessageResult.MessageId"}},
    call: {method: 'POST', body: '<xml>Hello World</xml>'},
    headers: {accept: json},
    answer: '8ab0fbb8-ed3a-52a1-b4ea-a6f5a6a5f8ce',
  },
  {
    name: 'SQS by path: answers XML to a mapped Accept header',
    source: suite('test_apigateway_sqs.py::test_sqs_request_and_response_xml_templates_integration'),
    recorded: '2024-07-12',
    integration: {
      ...sqsPath,
      requestParameters: {...sqsPath.requestParameters, 'integration.request.header.Accept': "'application/xml'"},
      requestTemplates: {[json]: 'Action=SendMessage&MessageBody=hi'},
    },
    headers: {accept: 'application/xml'},
    answer:
      '<?xml version="1.0"?><SendMessageResponse><SendMessageResult><MessageId>8ab0fbb8-ed3a-52a1-b4ea-a6f5a6a5f8ce</MessageId><MD5OfMessageBody>49f68a5c8493ec2c0bf489821c21fc3b</MD5OfMessageBody></SendMessageResult><ResponseMetadata><RequestId>8ab0fbb8-ed3a-52a1-b4ea-a6f5a6a5f8ce</RequestId></ResponseMetadata></SendMessageResponse>',
  },
  {
    name: 'SQS by path: attributes with values of the request',
    source: suite('test_apigateway_sqs.py::test_sqs_aws_integration_with_message_attribute[MessageAttributes]'),
    recorded: '2024-06-06',
    integration: {
      ...sqsPath,
      requestTemplates: {
        [json]:
          "Action=SendMessage&MessageBody=$input.body&MessageAttributes.1.Name=user-agent&MessageAttributes.1.Value.DataType=String&MessageAttributes.1.Value.StringValue=$input.params('HeaderFoo')",
      },
    },
    response: {responseTemplates: {[json]: 'sent'}},
    call: {method: 'POST', headers: ['HeaderFoo', 'BAR-Header'], body: '{"foo": "bar"}'},
    parameters: {'MessageAttributes.1.Name': 'user-agent', 'MessageAttributes.1.Value.StringValue': 'BAR-Header'},
    answer: 'sent',
  },
  {
    name: 'DynamoDB by action: the gateway sets target and content type',
    source: suite('test_apigateway_dynamodb.py::test_rest_api_to_dynamodb_integration[Query]'),
    recorded: '2024-07-19',
    integration: {
      uri: 'arn:aws:apigateway:eu-west-1:dynamodb:action/Query',
      requestTemplates: {
        [json]: '{"TableName": "pets", "ExpressionAttributeValues": {":id": {"S": "$input.params(\'id\')"}}}',
      },
    },
    call: {target: '/test?id=test', method: 'POST'},
    path: '/',
    headers: {'x-amz-target': 'DynamoDB_20120810.Query', 'content-type': 'application/x-amz-json-1.0'},
    answer: '{"Count":1,"Items":[{"id":{"S":"test"}}],"ScannedCount":1}',
  },
  {
    name: 'DynamoDB by action: PutItem answers an empty object as JSON',
    source: suite('test_apigateway_dynamodb.py::test_rest_api_to_dynamodb_integration[PutItem]'),
    recorded: '2024-07-19',
    integration: {
      uri: 'arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem',
      requestTemplates: {[json]: '{"TableName": "pets", "Item": {"id": {"S": "x"}}}'},
    },
    call: {method: 'POST'},
    headers: {'x-amz-target': 'DynamoDB_20120810.PutItem'},
    answer: '{}',
  },
  {
    name: 'Kinesis by action: data in base64 by a template',
    source: suite('test_apigateway_kinesis.py::test_apigateway_to_kinesis'),
    recorded: '2024-07-12',
    integration: {
      uri: 'arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord',
      requestTemplates: {
        [json]: '{"StreamName": "s", "Data": "$util.base64Encode($input.body)", "PartitionKey": "test"}',
      },
    },
    call: {method: 'POST', headers: ['Content-Type', json], body: '{"kinesis": "snapshot"}'},
    headers: {'x-amz-target': 'Kinesis_20131202.PutRecord', 'content-type': 'application/x-amz-json-1.1'},
    answer: '{"SequenceNumber":"49653305","ShardId":"shardId-000000000000"}',
  },
  {
    name: 'EventBridge by action: headers that the template overrides',
    source: suite('test_apigateway_eventbridge.py::test_apigateway_to_eventbridge'),
    recorded: '2023-07-05',
    integration: {
      uri: 'arn:aws:apigateway:eu-west-1:events:action/PutEvents',
      passthroughBehavior: 'WHEN_NO_TEMPLATES',
      requestTemplates: {
        [json]:
          '#set($context.requestOverride.header.X-Amz-Target = "AWSEvents.PutEvents")#set($context.requestOverride.header.Content-Type = "application/x-amz-json-1.1"){"Entries": [{"Source": "order"}]}',
      },
    },
    response: {responseTemplates: {[json]: "#set($inputRoot = $input.json('$'))\n$inputRoot"}},
    call: {method: 'POST', headers: ['Content-Type', json, 'Accept', json], body: '{"items": []}'},
    headers: {'x-amz-target': 'AWSEvents.PutEvents', 'content-type': 'application/x-amz-json-1.1'},
    answer: '{"Entries":[{"EventId":"8ab0fbb8-ed3a-52a1-b4ea-a6f5a6a5f8ce"}],"FailedEntryCount":0}',
  },
  {
    name: 'SSM by action: the query protocol, with the answer in JSON',
    source: suite('test_apigateway_ssm.py::test_ssm_aws_integration'),
    recorded: '2024-05-22',
    integration: {
      uri: 'arn:aws:apigateway:eu-west-1:ssm:action/GetParameter',
      passthroughBehavior: 'WHEN_NO_TEMPLATES',
      requestParameters: {'integration.request.querystring.Name': "'param-test-123'"},
    },
    response: {responseTemplates: {[json]: "$input.json('$.GetParameterResponse.GetParameterResult')"}},
    parameters: {Action: 'GetParameter', Name: 'param-test-123'},
    answer: '{"Name":"param-test-123","Value":"123","Type":"String"}',
  },
  {
    name: 'Step Functions by action: the answer passes through',
    source: suite('test_apigateway_stepfunctions.py::test_apigateway_with_step_function_integration[StartExecution]'),
    recorded: '2024-07-12',
    integration: {
      uri: 'arn:aws:apigateway:eu-west-1:states:action/StartExecution',
      requestTemplates: {
        [json]: '{"input": "$util.escapeJavaScript($input.json(\'$\'))", "stateMachineArn": "arn:aws:states:m"}',
      },
    },
    call: {method: 'POST', body: '{"test": "test-value"}'},
    headers: {'x-amz-target': 'AWSStepFunctions.StartExecution', 'content-type': 'application/x-amz-json-1.0'},
    answer: '{"executionArn":"arn:aws:states:eu-west-1:123456789012:execution:pets:1","startDate":1720810000}',
  },
  {
    name: 'SNS by action: parameters in the query, with signs that need escaping',
    source: 'https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html, uri (query protocol)',
    recorded: '2026-11',
    integration: {
      uri: 'arn:aws:apigateway:eu-west-1:sns:action/Publish&Version=2010-03-31',
      requestParameters: {
        'integration.request.querystring.TopicArn': "'arn:aws:sns:eu-west-1:123456789012:pets'",
        'integration.request.querystring.Message': 'method.request.querystring.text',
      },
    },
    call: {target: '/test?text=a+b%26c%27(*)%C3%A9'},
    parameters: {
      Action: 'Publish',
      Version: '2010-03-31',
      TopicArn: 'arn:aws:sns:eu-west-1:123456789012:pets',
      Message: "a b&c'(*)é",
    },
    response: {responseTemplates: {[json]: "$input.path('$.PublishResponse.PublishResult.MessageId')"}},
    answer: '8ab0fbb8-ed3a-52a1-b4ea-a6f5a6a5f8ce',
  },
]

conformance(
  cases.map((given) => ({...given, area: 'service-integrations'})),
  async ({integration, response = {}, call = {}, answer, ...expected}) => {
    const method = methodOf({type: 'AWS', httpMethod: 'POST', credentials, ...integration}, [
      {statusCode: '200', ...response},
    ])
    const {api, aws, close} = await deployWithServices({routes: {'ANY /test': method}})
    const {target = '/test', ...rest} = call
    const result = await api.call(target, rest)
    close()
    const [received] = aws.calls
    assert.ok(received, api.ports.invocations[0]?.errorMessage ?? result.body)
    assert.deepEqual({status: result.status, body: result.body}, {status: 200, body: answer})
    assert.equal(result.headers['content-type'], json)
    const form = new URLSearchParams(received.body.toString())
    const parameters = Object.fromEntries([...received.query, ...form])
    assert.deepEqual({...parameters, ...expected.parameters}, parameters)
    assert.deepEqual({...received.headers, ...expected.headers}, received.headers)
    assert.equal(received.path, expected.path ?? received.path)
    assert.equal(received.headers['x-amzn-apigateway-api-id'], 'abcde12345')
    assert.equal(received.region, 'eu-west-1')
  },
)
