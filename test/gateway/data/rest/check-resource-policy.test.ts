import assert from 'node:assert/strict'
import {test} from 'vitest'
import {apiId, deploy, named} from './rest-fixture.js'

const arn = `arn:aws:execute-api:eu-west-1:123456789012:${apiId}`
const everything = {Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: `${arn}/*`}

function api(statements: unknown) {
  const policy = JSON.stringify({Version: '2012-10-17', Statement: statements})
  return deploy({routes: {'GET /pets/{id}': named('in')}, restApi: {policy}})
}

// Messages: docs/aws-facts.md "Authorization", "Resource policy" (the account is masked to its last four digits).
const silent = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:${apiId}/prod/GET/pets/7`
const denied = `${silent} with an explicit deny`

const cases: {name: string; statements: unknown; message?: string}[] = [
  {name: 'everything is allowed', statements: [everything]},
  {name: 'a single statement', statements: everything},
  {name: 'nothing is allowed', statements: [], message: silent},
  {name: 'this path is allowed', statements: [{...everything, Resource: [`${arn}/prod/GET/pets/*`]}]},
  {name: 'another stage is allowed', statements: [{...everything, Resource: `${arn}/test/*`}], message: silent},
  {
    name: 'another action is allowed',
    statements: [{...everything, Action: 'execute-api:ManageConnections'}],
    message: silent,
  },
  {name: 'actions with wildcards', statements: [{...everything, Action: ['execute-api:*']}]},
  {name: 'a deny beside the allow', statements: [everything, {...everything, Effect: 'Deny'}], message: denied},
  {
    name: 'a deny for another verb',
    statements: [everything, {...everything, Effect: 'Deny', Resource: `${arn}/*/POST/*`}],
  },
  {name: 'NotResource', statements: [{...everything, Resource: undefined, NotResource: `${arn}/prod/DELETE/*`}]},
  {
    name: 'a named account is no anonymous caller',
    statements: [{...everything, Principal: {AWS: '123456789012'}}],
    message: silent,
  },
  {name: 'a star as AWS principal', statements: [{...everything, Principal: {AWS: ['*']}}]},
  {
    name: 'a deny for everyone but one',
    statements: [
      everything,
      {...everything, Effect: 'Deny', Principal: undefined, NotPrincipal: {AWS: '123456789012'}},
    ],
    message: denied,
  },
  {
    name: 'a service as principal',
    statements: [{...everything, Principal: {Service: 'x.amazonaws.com'}}],
    message: silent,
  },
  {
    name: 'the address is in range',
    statements: [{...everything, Condition: {IpAddress: {'aws:SourceIp': ['10.0.0.0/8', '127.0.0.0/24']}}}],
  },
  {
    name: 'the address is out of range',
    statements: [{...everything, Condition: {IpAddress: {'aws:SourceIp': '10.0.0.0/8'}}}],
    message: silent,
  },
  {
    name: 'a deny for foreign addresses',
    statements: [everything, {...everything, Effect: 'Deny', Condition: {NotIpAddress: {'aws:SourceIp': '127.0.0.1'}}}],
  },
  {
    name: 'a deny for this address',
    statements: [everything, {...everything, Effect: 'Deny', Condition: {IpAddress: {'AWS:sourceip': '127.0.0.1/32'}}}],
    message: denied,
  },
  {
    name: 'a deny of plain HTTP',
    statements: [everything, {...everything, Effect: 'Deny', Condition: {Bool: {'aws:SecureTransport': 'false'}}}],
  },
  {
    name: 'an allow for one endpoint only',
    statements: [{...everything, Condition: {StringEquals: {'aws:SourceVpce': 'vpce-1'}}}],
    message: silent,
  },
  {
    name: 'a deny for other endpoints',
    statements: [
      everything,
      {...everything, Effect: 'Deny', Condition: {StringNotEquals: {'aws:SourceVpce': 'vpce-1'}}},
    ],
    message: denied,
  },
  {name: 'an agent by pattern', statements: [{...everything, Condition: {StringLike: {'aws:UserAgent': 'test/*'}}}]},
  {
    name: 'a referer that is missing',
    statements: [{...everything, Condition: {StringLike: {'aws:Referer': '*'}}}],
    message: silent,
  },
  {
    name: 'a date in the past',
    statements: [{...everything, Condition: {DateGreaterThan: {'aws:CurrentTime': '2020-01-01T00:00:00Z'}}}],
  },
  {
    name: 'a date in the future',
    statements: [{...everything, Condition: {DateGreaterThan: {'aws:CurrentTime': '2030-01-01T00:00:00Z'}}}],
    message: silent,
  },
  {
    name: 'an allow with an unknown operator',
    statements: [{...everything, Condition: {Nonsense: {'aws:SourceIp': '1'}}}],
    message: silent,
  },
  {
    name: 'a deny with an unknown operator',
    statements: [everything, {...everything, Effect: 'Deny', Condition: {Nonsense: {'aws:SourceIp': '1'}}}],
    message: denied,
  },
]

for (const {name, statements, message} of cases) {
  test(`a resource policy where ${name} ${message === undefined ? 'lets the request in' : 'stops it'}`, async () => {
    const result = await api(statements).call('/pets/7', {headers: ['User-Agent', 'test/1']})
    if (message === undefined) assert.deepEqual([result.status, result.body], [200, 'in'])
    else {
      assert.deepEqual([result.status, result.body], [403, JSON.stringify({Message: message})])
      assert.equal(result.headers['x-amzn-errortype'], 'AccessDeniedException')
    }
  })
}

const malformed = ['{', '[]', '{}', '{"Statement":[1]}', '{"Statement":[{"Effect":"Maybe"}]}', 'null']

for (const policy of malformed) {
  test(`the malformed resource policy ${policy} lets nobody in`, async () => {
    const made = deploy({routes: {'GET /': named('in')}, restApi: {policy}})
    assert.equal((await made.call('/')).status, 500)
    assert.match(made.ports.invocations[0]?.errorMessage ?? '', /resource policy/)
  })
}
