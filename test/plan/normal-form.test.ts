import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {HttpApi} from '../../src/model/http-api.js'
import type {Method, RestApi} from '../../src/model/rest-api.js'
import {contentHash} from '../../src/plan/content-hash.js'
import {normalForm} from '../../src/plan/normal-form.js'
import {httpApiOf, mockMethod, proxyRoute, restApiOf} from '../support/many-routes.js'

const rest = restApiOf(0)
const http = httpApiOf(0)
const mock = mockMethod(200)
const target = {...mock, integration: {...mock.integration, type: 'HTTP', httpMethod: 'GET', uri: 'https://a.example'}}
const proxied = target as Method

function restWith(method: Method): RestApi {
  return {...rest, resources: ['/', '/a'], methods: {'GET /a': method}}
}

function withIntegration(members: Partial<NonNullable<Method['integration']>>): RestApi {
  const {integration} = proxied
  assert.ok(integration)
  return restWith({...proxied, integration: {...integration, ...members}})
}

function policy(Resource: string | string[], Action: string | string[] = 'execute-api:Invoke'): RestApi {
  return {...rest, policy: {Statement: [{Effect: 'Allow', Principal: '*', Action, Resource}]}}
}

function httpWith(members: Partial<NonNullable<HttpApi['routes'][string]['integration']>>): HttpApi {
  const route = proxyRoute('/a')
  assert.ok(route.integration)
  return {...http, routes: {'GET /a': {...route, integration: {...route.integration, ...members}}}}
}

const cors = {allowCredentials: false, exposeHeaders: []}
const equal: {name: string; one: RestApi | HttpApi; other: RestApi | HttpApi}[] = [
  {
    name: 'the order of media types',
    one: {...rest, binaryMediaTypes: ['b', 'a']},
    other: {...rest, binaryMediaTypes: ['a', 'b']},
  },
  {name: 'an empty description and none', one: {...rest, description: ''}, other: rest},
  {name: 'the usual connection and none', one: withIntegration({connectionType: 'INTERNET'}), other: restWith(proxied)},
  {
    name: 'a buffered response and none',
    one: withIntegration({responseTransferMode: 'BUFFERED'}),
    other: restWith(proxied),
  },
  {
    name: 'verification that is not skipped and none said',
    one: withIntegration({tlsConfig: {insecureSkipVerification: false}}),
    other: restWith(proxied),
  },
  {
    name: 'the usual time to live of an authorizer and none',
    one: {...rest, authorizers: {a: {type: 'TOKEN', providerARNs: [], authorizerResultTtlInSeconds: 300}}},
    other: {...rest, authorizers: {a: {type: 'TOKEN', providerARNs: [], authType: 'custom'}}},
  },
  {
    name: 'the code and body that a gateway response has of its own',
    one: {
      ...rest,
      gatewayResponses: {
        UNAUTHORIZED: {
          statusCode: '401',
          responseParameters: {},
          responseTemplates: {'application/json': '{"message":$context.error.messageString}'},
        },
      },
    },
    other: {...rest, gatewayResponses: {UNAUTHORIZED: {responseParameters: {}, responseTemplates: {}}}},
  },
  {
    name: 'a model that names its draft or leaves it out',
    one: {
      ...rest,
      models: {
        A: {
          contentType: 'application/json',
          schema: {$schema: 'http://json-schema.org/draft-04/schema#', type: 'object'},
        },
      },
    },
    other: {...rest, models: {A: {contentType: 'application/json', schema: {type: 'object'}}}},
  },
  {
    name: 'a model described in its schema or beside it',
    one: {...rest, models: {A: {contentType: 'application/json', schema: {description: 'x', type: 'object'}}}},
    other: {...rest, models: {A: {contentType: 'application/json', description: 'x', schema: {type: 'object'}}}},
  },
  {
    name: 'a model that says that it is draft 4',
    one: {
      ...rest,
      models: {
        A: {
          contentType: 'application/json',
          schema: {$schema: 'http://json-schema.org/draft-04/schema#', type: 'object'},
        },
      },
    },
    other: {...rest, models: {A: {contentType: 'application/json', schema: {type: 'object'}}}},
  },
  {
    name: 'a policy that AWS has expanded',
    one: policy('arn:aws:execute-api:eu-west-1:123456789012:abc123/*/GET/a'),
    other: policy('execute-api:/*/GET/a'),
  },
  {
    name: 'a policy with a list of one',
    one: policy(['execute-api:/*'], ['execute-api:Invoke']),
    other: policy('execute-api:/*'),
  },
  {
    name: 'the case of CORS headers and the order of verbs',
    one: {
      ...http,
      corsConfiguration: {...cors, allowHeaders: ['X-A'], allowMethods: ['post', 'GET'], allowOrigins: ['*']},
    },
    other: {
      ...http,
      corsConfiguration: {...cors, allowHeaders: ['x-a'], allowMethods: ['GET', 'POST'], allowOrigins: ['*']},
    },
  },
  {
    name: 'the verb that Lambda functions are invoked by',
    one: httpWith({integrationType: 'AWS_PROXY', integrationMethod: 'POST'}),
    other: httpWith({integrationType: 'AWS_PROXY', integrationMethod: 'GET'}),
  },
  {
    name: 'a status code without a mapping and none',
    one: httpWith({responseParameters: {'200': {}}}),
    other: httpWith({responseParameters: {}}),
  },
]

for (const {name, one, other} of equal) {
  test(`normalForm: makes no difference of ${name}`, () => {
    assert.deepEqual(normalForm(one, 'abc123'), normalForm(other, 'abc123'))
    assert.equal(contentHash(one, 'abc123'), contentHash(other, 'abc123'))
  })
}

const different: {name: string; one: RestApi | HttpApi; other: RestApi | HttpApi}[] = [
  {
    name: 'another API in a policy',
    one: policy('arn:aws:execute-api:eu-west-1:1:other1/*'),
    other: policy('execute-api:/*'),
  },
  {name: 'a policy with two actions', one: policy('execute-api:/*', ['a', 'b']), other: policy('execute-api:/*', 'a')},
  {name: 'a private connection', one: withIntegration({connectionType: 'VPC_LINK'}), other: restWith(proxied)},
  {
    name: 'verification that is skipped',
    one: withIntegration({tlsConfig: {insecureSkipVerification: true}}),
    other: restWith(proxied),
  },
]

for (const {name, one, other} of different) {
  test(`normalForm: keeps ${name}`, () => {
    assert.notDeepEqual(normalForm(one, 'abc123'), normalForm(other, 'abc123'))
    assert.notEqual(contentHash(one, 'abc123'), contentHash(other, 'abc123'))
  })
}

const undeployed: {name: string; api: RestApi}[] = [
  {name: 'tags', api: {...rest, tags: {team: 'x'}}},
  {name: 'the name', api: {...rest, name: 'other'}},
  {name: 'documentation', api: {...rest, documentationParts: [{location: {type: 'API'}, properties: {}}]}},
  {
    name: 'the unused models of CreateRestApi',
    api: {...rest, models: {Empty: {contentType: 'application/json', schema: {title: 'Empty Schema', type: 'object'}}}},
  },
]

for (const {name, api} of undeployed) {
  test(`contentHash: ${name} need no deployment`, () => {
    assert.equal(contentHash(api), contentHash(rest))
  })
}

test('contentHash: a model of CreateRestApi counts when a method uses it', () => {
  const used = restWith({...mock, requestModels: {'application/json': 'Empty'}})
  const models = {Empty: {contentType: 'application/json', schema: {title: 'Empty Schema', type: 'object'}}}
  assert.notEqual(contentHash({...used, models}), contentHash(used))
})
