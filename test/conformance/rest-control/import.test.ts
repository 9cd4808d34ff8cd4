import {stringify} from 'yaml'
import {jsonText, madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const source = 'localstack/localstack tests/aws/services/apigateway/test_apigateway_import.snapshot.json'
const recorded = '2025-07-02'

const importApi = (document: object, members: object = {}): Step => ({
  call: 'ImportRestApi',
  with: {body: Buffer.from(JSON.stringify(document)), failOnWarnings: true, ...members},
  as: 'api',
})
const putApi = (document: object, members: object = {}): Step => ({
  call: 'PutRestApi',
  with: {restApiId: '{api.id}', body: Buffer.from(JSON.stringify(document)), mode: 'overwrite', ...members},
})
const resources: Step = {call: 'GetResources', with: {restApiId: '{api.id}'}, as: 'resources'}

/** The method of the resource at a place in the answer of GetResources. */
function method(index: number, httpMethod: string): Step {
  return {
    call: 'GetMethod',
    with: {restApiId: '{api.id}', resourceId: `{resources.items.${index}.id}`, httpMethod},
  }
}

/** Members that every answer of an imported API has. */
const common = {
  id: madeUp.id,
  createdDate: madeUp.date,
  apiKeySource: 'HEADER',
  disableExecuteApiEndpoint: false,
  endpointConfiguration: {types: ['EDGE'], ipAddressType: 'ipv4'},
  rootResourceId: madeUp.id,
}
const root = {id: madeUp.id, path: '/'}
const at = (path: string, ...methods: string[]): object => ({
  id: madeUp.id,
  parentId: madeUp.id,
  path,
  pathPart: path.slice(path.lastIndexOf('/') + 1),
  ...(methods.length === 0 ? {} : {resourceMethods: Object.fromEntries(methods.map((name) => [name, {}]))}),
})

const ok = {200: {description: 'ok'}}
const petsUrl = 'http://petstore-demo-endpoint.execute-api.com/petstore/pets'
const header = 'method.response.header.Access-Control-Allow-Origin'
const open = {apiKeyRequired: false, authorizationType: 'NONE'}
const statusCode = {'application/json': '{"statusCode": 200}'}

/** What AWS reads back of integrations, without their namespace. */
const integration = (index: number, members: object): object => ({
  cacheKeyParameters: [],
  cacheNamespace: `{resources.items.${index}.id}`,
  passthroughBehavior: 'WHEN_NO_MATCH',
  timeoutInMillis: 29_000,
  ...members,
})
const mock = {type: 'MOCK', requestTemplates: {'application/json': jsonText({statusCode: 200})}}

const http = {
  type: 'http',
  httpMethod: 'GET',
  uri: petsUrl,
  passthroughBehavior: 'when_no_match',
  responses: {default: {statusCode: '200'}},
}
const pets = {
  swagger: '2.0',
  info: {title: 'Simple PetStore (Swagger)', version: '1.0.0'},
  paths: {
    '/pets': {get: {responses: ok, 'x-amazon-apigateway-integration': http}},
    '/pets/{petId}': {
      get: {
        parameters: [{name: 'petId', in: 'path', required: true, type: 'string'}],
        responses: ok,
        'x-amazon-apigateway-integration': {
          ...http,
          uri: `${petsUrl}/{id}`,
          requestParameters: {'integration.request.path.id': 'method.request.path.petId'},
        },
      },
    },
  },
}

const functionUri = (name: string): string =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:${name}/invocations`

const withAuthorizer = {
  swagger: '2.0',
  info: {title: 'Import swagger JSON', version: '2'},
  basePath: '/base',
  paths: {
    '/test': {
      get: {
        security: [{query: []}],
        responses: {200: {description: 'ok', headers: {'Access-Control-Allow-Origin': {type: 'string'}}}},
        'x-amazon-apigateway-integration': {
          type: 'mock',
          passthroughBehavior: 'when_no_match',
          requestTemplates: statusCode,
          responses: {default: {statusCode: '200', responseParameters: {[header]: "'*'"}}},
        },
      },
    },
  },
  securityDefinitions: {
    query: {
      type: 'apiKey',
      in: 'query',
      name: 'auth',
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': {
        type: 'request',
        authorizerUri: functionUri('authorizer'),
        identitySource: 'method.request.querystring.auth',
      },
    },
  },
}

/** The mocked GET of a document with a header in its answer, as it is read back. */
const mockedGet = (index: number, members: object = {}): object => ({
  ...open,
  httpMethod: 'GET',
  methodIntegration: integration(index, {
    ...mock,
    integrationResponses: {200: {statusCode: '200', responseParameters: {[header]: "'*'"}}},
  }),
  methodResponses: {200: {statusCode: '200', responseParameters: {[header]: false}}},
  ...members,
})

const basePathSwagger = (basepath: string, ...paths: readonly object[]): Scenario => ({
  name: `basepath=${basepath} of Swagger`,
  source,
  recorded,
  steps: [
    {call: 'CreateRestApi', with: {name: 'before'}, as: 'api'},
    {
      ...putApi(withAuthorizer, {parameters: {basepath}}),
      answers: [200, {...common, name: 'Import swagger JSON', version: '2', tags: {}}],
    },
    {call: 'GetAuthorizers', with: {restApiId: '{api.id}'}, as: 'authorizers'},
    {...resources, answers: [200, {items: [root, ...paths]}]},
    {
      ...method(paths.length, 'GET'),
      answers: [200, mockedGet(paths.length, {authorizationType: 'CUSTOM', authorizerId: '{authorizers.items.0.id}'})],
    },
    importApi(pets, {parameters: {basepath}}),
    {...resources, answers: [200, {items: [root, at('/pets', 'GET'), at('/pets/{petId}', 'GET')]}]},
  ],
})

/** Base paths of OpenAPI stand in the URL of the server, plain or as its variable `basePath`. */
const withServer = (server: object): object => ({
  openapi: '3.0.1',
  info: {title: 'test-import-oas', version: '2.0'},
  servers: [server],
  paths: {
    '/test': {
      get: {
        responses: {200: {description: 'ok', headers: {'Access-Control-Allow-Origin': {schema: {type: 'string'}}}}},
        'x-amazon-apigateway-integration': {
          type: 'mock',
          passthroughBehavior: 'when_no_match',
          requestTemplates: statusCode,
          requestParameters: {
            'integration.request.header.X-Amz-Invocation-Type': "'Event'",
            'integration.request.header.double-single': "'True'",
            'integration.request.header.nothing': true,
          },
          responses: {default: {statusCode: '200', responseParameters: {[header]: "'*'"}}},
        },
      },
    },
  },
})

const basePathOpenApi = (
  basepath: string,
  variable: readonly object[],
  url: readonly object[],
  path: string,
): Scenario => {
  const warnings = (place: string): string[] => [
    `Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.nothing' of resource '${place}' and method 'GET' but got 'true'`,
  ]
  const answer = {...common, name: 'test-import-oas', version: '2.0', tags: {}}
  return {
    name: `basepath=${basepath} of OpenAPI; a parameter that is no text is left out with a warning`,
    source,
    recorded,
    steps: [
      {call: 'CreateRestApi', with: {name: 'before'}, as: 'api'},
      putApi(withServer({url: '/{basePath}', variables: {basePath: {default: 'base-var'}}}), {parameters: {basepath}}),
      {...resources, answers: [200, {items: [root, ...variable]}]},
      {
        ...putApi(withServer({url: 'https://testdomain.com/base-url/part/'}), {parameters: {basepath}}),
        answers: [200, {...answer, warnings: warnings(path)}],
      },
      {...resources, answers: [200, {items: [root, ...url]}]},
      {
        ...method(url.length, 'GET'),
        answers: [
          200,
          mockedGet(url.length, {
            methodIntegration: integration(url.length, {
              ...mock,
              cacheNamespace: madeUp.id,
              integrationResponses: {200: {statusCode: '200', responseParameters: {[header]: "'*'"}}},
              requestParameters: {
                'integration.request.header.X-Amz-Invocation-Type': "'Event'",
                'integration.request.header.double-single': "'True'",
              },
            }),
          }),
        ],
      },
    ],
  }
}

const empty = {title: 'Empty Schema', type: 'object'}
const person = {
  type: 'object',
  description: 'Random person schema.',
  properties: {
    name: {type: 'string', description: 'Random property'},
    b: {type: 'number'},
    house: {$ref: '#/components/schemas/House'},
  },
  required: ['b', 'name'],
}
const house = {
  type: 'object',
  description: 'Where a Person can live',
  properties: {
    randomProperty: {type: 'string', description: 'Random property', format: 'byte'},
    contains: {
      type: 'array',
      items: {$ref: '#/components/schemas/Person'},
      minItems: 1,
      description: 'The information of who is living in the house',
    },
  },
}
const toModel = (schema: object): object =>
  jsonText(
    JSON.parse(
      JSON.stringify(schema).replaceAll(
        '#/components/schemas/',
        'https://apigateway.amazonaws.com/restapis/{api.id}/models/',
      ),
    ) as object,
  )
const circular = (members: object = {}): object => ({
  openapi: '3.0.2',
  info: {title: 'Circular model reference', version: '1.0'},
  ...members,
  paths: {
    '/person': {
      post: {
        description: 'Create a Person',
        operationId: 'CreatePerson',
        requestBody: {content: {'application/json': {schema: {$ref: '#/components/schemas/Person'}}}, required: true},
        responses: {
          200: {description: 'Empty', content: {'application/json': {schema: {$ref: '#/components/schemas/Empty'}}}},
        },
        'x-amazon-apigateway-integration': {
          type: 'mock',
          responses: {
            default: {
              statusCode: '200',
              responseTemplates: {'application/json': `{"echo": $input.json('$'), "response": "mocked"}`},
            },
          },
          requestTemplates: statusCode,
          passthroughBehavior: 'when_no_templates',
        },
      },
    },
  },
  components: {schemas: {Person: person, House: house, Empty: empty}},
})
const personPost = (members: object = {}): object => ({
  ...open,
  httpMethod: 'POST',
  operationName: 'CreatePerson',
  requestModels: {'application/json': 'Person'},
  methodIntegration: integration(1, {
    ...mock,
    passthroughBehavior: 'WHEN_NO_TEMPLATES',
    integrationResponses: {
      200: {
        statusCode: '200',
        responseTemplates: {'application/json': `{"echo": $input.json('$'), "response": "mocked"}`},
      },
    },
  }),
  methodResponses: {200: {statusCode: '200', responseModels: {'application/json': 'Empty'}}},
  ...members,
})
const model = (name: string, schema: object, members: object = {}): object => ({
  id: madeUp.id,
  name,
  contentType: 'application/json',
  schema: toModel(schema),
  ...members,
})

const poolArn = 'arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_ABC123'
const pool = {
  type: 'apiKey',
  name: 'TestHeaderAuth',
  in: 'header',
  'x-amazon-apigateway-authtype': 'cognito_user_pools',
  'x-amazon-apigateway-authorizer': {type: 'cognito_user_pools', providerARNs: [poolArn]},
}
const cognito = {
  openapi: '3.0.1',
  info: {title: 'Example Pet Store', description: 'A Pet Store API.', version: '1.0'},
  paths: {
    '/default-no-scope': {
      get: {security: [{first: []}], responses: ok, 'x-amazon-apigateway-integration': http},
    },
    '/default-scope-override': {
      get: {security: [{first: ['openid']}], responses: ok, 'x-amazon-apigateway-integration': http},
    },
    '/non-default-authorizer': {
      get: {security: [{second: ['email', 'openid']}], responses: ok, 'x-amazon-apigateway-integration': http},
    },
    '/pets': {
      get: {
        operationId: 'GET HTTP',
        parameters: ['type', 'page'].map((name) => ({name, in: 'query', schema: {type: 'string'}})),
        responses: {
          200: {
            description: '200 response',
            headers: {'Access-Control-Allow-Origin': {schema: {type: 'string'}}},
            content: {'application/json': {schema: {$ref: '#/components/schemas/Pets'}}},
          },
        },
        'x-amazon-apigateway-integration': {
          type: 'HTTP_PROXY',
          httpMethod: 'GET',
          uri: petsUrl,
          payloadFormatVersion: 1.0,
        },
      },
    },
  },
  components: {
    securitySchemes: {first: pool, second: pool},
    schemas: {Pets: {type: 'array', items: {type: 'object'}}},
  },
  security: [{first: ['email']}],
}
const poolAuthorizer = (name: string): object => ({
  id: madeUp.id,
  name,
  type: 'COGNITO_USER_POOLS',
  authType: 'cognito_user_pools',
  providerARNs: [poolArn],
  identitySource: 'method.request.header.TestHeaderAuth',
})
const petsHttp = (index: number): object =>
  integration(index, {
    type: 'HTTP',
    httpMethod: 'GET',
    connectionType: 'INTERNET',
    uri: petsUrl,
    integrationResponses: {200: {statusCode: '200'}},
  })
const byPool = (index: number, authorizer: number, scopes: readonly string[]): object => ({
  apiKeyRequired: false,
  authorizationType: 'COGNITO_USER_POOLS',
  authorizerId: `{authorizers.items.${authorizer}.id}`,
  ...(scopes.length === 0 ? {} : {authorizationScopes: scopes}),
  httpMethod: 'GET',
  methodIntegration: petsHttp(index),
  methodResponses: {200: {statusCode: '200'}},
})

const image = (type: string): object => ({
  openapi: '3.0.2',
  info: {title: 'images', version: '1.0.0'},
  paths: {},
  'x-amazon-apigateway-binary-media-types': type.split(' '),
})

const scenarios: readonly Scenario[] = [
  basePathSwagger('ignore', at('/test', 'GET')),
  basePathSwagger('prepend', at('/base'), at('/base/test', 'GET')),
  basePathSwagger('split', at('/test', 'GET')),
  basePathOpenApi('ignore', [at('/test', 'GET')], [at('/test', 'GET')], '/test'),
  basePathOpenApi(
    'prepend',
    [at('/base-var'), at('/base-var/test', 'GET')],
    [at('/base-url'), at('/base-url/part'), at('/base-url/part/test', 'GET')],
    '/base-url/part/test',
  ),
  basePathOpenApi('split', [at('/test', 'GET')], [at('/part'), at('/part/test', 'GET')], '/part/test'),
  {
    name: 'an API key scheme with an authorizer for the whole document, on a verb and on any method',
    source,
    recorded,
    steps: [
      {
        ...importApi({
          openapi: '3.0.2',
          info: {title: 'Test Global Authorizer', version: '1.0'},
          paths: {
            '/pets': {get: {responses: ok, 'x-amazon-apigateway-integration': http}},
            '/echo/{data}': {
              'x-amazon-apigateway-any-method': {
                responses: {
                  200: {
                    description: 'ok',
                    content: {'application/json': {schema: {$ref: '#/components/schemas/Empty'}}},
                  },
                },
                'x-amazon-apigateway-integration': {
                  type: 'mock',
                  passthroughBehavior: 'when_no_templates',
                  requestTemplates: statusCode,
                  responses: {
                    default: {statusCode: '200', responseTemplates: {'application/json': '{"response": "mocked"}'}},
                  },
                },
              },
            },
          },
          components: {
            schemas: {Empty: empty},
            securitySchemes: {
              GatewayAuthorizer: {
                type: 'apiKey',
                name: 'X-Api-Key',
                in: 'header',
                'x-amazon-apigateway-authtype': 'custom',
                'x-amazon-apigateway-authorizer': {
                  type: 'request',
                  authorizerUri: functionUri('authorizer'),
                  identitySource: 'method.request.header.Custom-Authorization',
                  authorizerResultTtlInSeconds: 300,
                },
              },
            },
          },
          security: [{GatewayAuthorizer: []}],
          'x-amazon-apigateway-api-key-source': 'AUTHORIZER',
        }),
        answers: [201, {...common, name: 'Test Global Authorizer', version: '1.0', apiKeySource: 'AUTHORIZER'}],
      },
      {
        call: 'GetAuthorizers',
        with: {restApiId: '{api.id}'},
        as: 'authorizers',
        answers: [
          200,
          {
            items: [
              {
                id: madeUp.id,
                name: 'GatewayAuthorizer',
                type: 'REQUEST',
                authType: 'custom',
                authorizerUri: functionUri('authorizer'),
                authorizerResultTtlInSeconds: 300,
                identitySource: 'method.request.header.Custom-Authorization',
              },
            ],
          },
        ],
      },
      {
        ...resources,
        answers: [200, {items: [root, at('/echo'), at('/echo/{data}', 'ANY'), at('/pets', 'GET')]}],
      },
      {
        ...method(2, 'ANY'),
        answers: [
          200,
          {
            apiKeyRequired: false,
            authorizationType: 'CUSTOM',
            authorizerId: '{authorizers.items.0.id}',
            httpMethod: 'ANY',
            methodIntegration: integration(2, {
              ...mock,
              passthroughBehavior: 'WHEN_NO_TEMPLATES',
              integrationResponses: {
                200: {statusCode: '200', responseTemplates: {'application/json': '{"response": "mocked"}'}},
              },
            }),
            methodResponses: {200: {statusCode: '200', responseModels: {'application/json': 'Empty'}}},
            requestParameters: {'method.request.path.data': true},
          },
        ],
      },
      {
        ...method(3, 'GET'),
        answers: [
          200,
          {
            apiKeyRequired: false,
            authorizationType: 'CUSTOM',
            authorizerId: '{authorizers.items.0.id}',
            httpMethod: 'GET',
            methodIntegration: petsHttp(3),
            methodResponses: {200: {statusCode: '200'}},
          },
        ],
      },
    ],
  },
  {
    name: 'models that refer to each other',
    source,
    recorded,
    steps: [
      {...importApi(circular()), answers: [201, {...common, name: 'Circular model reference', version: '1.0'}]},
      {
        call: 'GetModels',
        with: {restApiId: '{api.id}'},
        answers: [
          200,
          {
            items: [
              model('Empty', empty),
              model('House', house, {description: 'Where a Person can live'}),
              model('Person', person, {description: 'Random person schema.'}),
            ],
          },
        ],
      },
      {...resources, answers: [200, {items: [root, at('/person', 'POST')]}]},
      {...method(1, 'POST'), answers: [200, personPost()]},
    ],
  },
  {
    name: 'a request validator for the whole document',
    source,
    recorded,
    steps: [
      importApi(
        circular({
          'x-amazon-apigateway-request-validators': {
            basic: {validateRequestBody: true, validateRequestParameters: true},
          },
          'x-amazon-apigateway-request-validator': 'basic',
        }),
      ),
      {
        call: 'GetRequestValidators',
        with: {restApiId: '{api.id}'},
        as: 'validators',
        answers: [
          200,
          {items: [{id: madeUp.id, name: 'basic', validateRequestBody: true, validateRequestParameters: true}]},
        ],
      },
      resources,
      {...method(1, 'POST'), answers: [200, personPost({requestValidatorId: '{validators.items.0.id}'})]},
    ],
  },
  {
    name: 'a function behind templates, and a mock whose verb is forgotten',
    source,
    recorded,
    steps: [
      importApi({
        openapi: '3.0.1',
        info: {title: 'test-http-method', version: '1'},
        paths: {
          '/': {
            get: {
              responses: ok,
              'x-amazon-apigateway-integration': {
                type: 'aws',
                httpMethod: 'POST',
                uri: functionUri('f'),
                responses: {default: {statusCode: '200'}},
                requestParameters: {'integration.request.header.X-Amz-Invocation-Type': "'Event'"},
                requestTemplates: {'application/json': '#set($a = 1)'},
                passthroughBehavior: 'when_no_templates',
                contentHandling: 'CONVERT_TO_TEXT',
              },
            },
            options: {
              responses: ok,
              'x-amazon-apigateway-integration': {
                type: 'mock',
                httpMethod: 'POST',
                passthroughBehavior: 'when_no_match',
                requestTemplates: statusCode,
                responses: {default: {statusCode: '200'}},
              },
            },
          },
        },
      }),
      {...resources, answers: [200, {items: [{...root, resourceMethods: {GET: {}, OPTIONS: {}}}]}]},
      {
        ...method(0, 'GET'),
        answers: [
          200,
          {
            ...open,
            httpMethod: 'GET',
            methodIntegration: integration(0, {
              type: 'AWS',
              httpMethod: 'POST',
              uri: functionUri('f'),
              contentHandling: 'CONVERT_TO_TEXT',
              passthroughBehavior: 'WHEN_NO_TEMPLATES',
              requestParameters: {'integration.request.header.X-Amz-Invocation-Type': "'Event'"},
              requestTemplates: {'application/json': '#set($a = 1)'},
              integrationResponses: {200: {statusCode: '200'}},
            }),
            methodResponses: {200: {statusCode: '200'}},
          },
        ],
      },
      {
        ...method(0, 'OPTIONS'),
        answers: [
          200,
          {
            ...open,
            httpMethod: 'OPTIONS',
            methodIntegration: integration(0, {...mock, integrationResponses: {200: {statusCode: '200'}}}),
            methodResponses: {200: {statusCode: '200'}},
          },
        ],
      },
    ],
  },
  {
    name: 'user pools: the header of the scheme, scopes of the document and of methods',
    source,
    recorded,
    steps: [
      {
        ...importApi(cognito),
        answers: [201, {...common, name: 'Example Pet Store', description: 'A Pet Store API.', version: '1.0'}],
      },
      {
        call: 'GetAuthorizers',
        with: {restApiId: '{api.id}'},
        as: 'authorizers',
        answers: [200, {items: [poolAuthorizer('first'), poolAuthorizer('second')]}],
      },
      {
        ...resources,
        answers: [
          200,
          {
            items: [
              root,
              at('/default-no-scope', 'GET'),
              at('/default-scope-override', 'GET'),
              at('/non-default-authorizer', 'GET'),
              at('/pets', 'GET'),
            ],
          },
        ],
      },
      {...method(1, 'GET'), answers: [200, byPool(1, 0, [])]},
      {...method(2, 'GET'), answers: [200, byPool(2, 0, ['openid'])]},
      {...method(3, 'GET'), answers: [200, byPool(3, 1, ['email', 'openid'])]},
      {
        ...method(4, 'GET'),
        answers: [
          200,
          {
            ...byPool(4, 0, ['email']),
            operationName: 'GET HTTP',
            methodIntegration: integration(4, {
              type: 'HTTP_PROXY',
              httpMethod: 'GET',
              connectionType: 'INTERNET',
              uri: petsUrl,
            }),
            methodResponses: {
              200: {
                statusCode: '200',
                responseModels: {'application/json': 'Pets'},
                responseParameters: {[header]: false},
              },
            },
            requestParameters: {'method.request.querystring.page': false, 'method.request.querystring.type': false},
          },
        ],
      },
      {
        call: 'GetIntegrationResponse',
        with: {
          restApiId: '{api.id}',
          resourceId: '{resources.items.4.id}',
          httpMethod: 'GET',
          statusCode: '200',
        },
        refuses: ['NotFoundException', 'Invalid Response status code specified'],
      },
    ],
  },
  {
    name: 'YAML with status codes that are numbers',
    source,
    recorded,
    steps: [
      {
        call: 'ImportRestApi',
        with: {
          body: Buffer.from(
            stringify({
              openapi: '3.0.1',
              info: {title: 'test-import-oas-int', version: '2.0'},
              paths: {
                '/test': {
                  get: {
                    responses: new Map([[200, {description: '200 response'}]]),
                    'x-amazon-apigateway-integration': {
                      type: 'mock',
                      passthroughBehavior: 'when_no_match',
                      requestTemplates: statusCode,
                      responses: {default: {statusCode: 200}},
                    },
                  },
                },
              },
            }),
          ),
          failOnWarnings: true,
        },
        as: 'api',
      },
      {...resources, answers: [200, {items: [root, at('/test', 'GET')]}]},
      {
        ...method(1, 'GET'),
        answers: [
          200,
          {
            ...open,
            httpMethod: 'GET',
            methodIntegration: integration(1, {...mock, integrationResponses: {200: {statusCode: '200'}}}),
            methodResponses: {200: {statusCode: '200'}},
          },
        ],
      },
    ],
  },
  {
    name: 'a document without models leaves none; proxies to functions have no connection type',
    source,
    recorded,
    steps: [
      {
        ...importApi({
          swagger: '2.0',
          info: {title: 'shopping', version: '1.0'},
          paths: {
            '/product/{product_id}': {
              get: {
                responses: {},
                'x-amazon-apigateway-integration': {
                  type: 'aws_proxy',
                  httpMethod: 'POST',
                  uri: functionUri('f:live'),
                },
              },
            },
            '/product': {
              options: {
                consumes: ['application/json'],
                produces: ['application/json'],
                responses: {
                  200: {description: 'ok', headers: {'Access-Control-Allow-Origin': {type: 'string'}}},
                },
                'x-amazon-apigateway-integration': {
                  type: 'mock',
                  requestTemplates: statusCode,
                  responses: {
                    default: {
                      statusCode: '200',
                      responseTemplates: {'application/json': '{}\n'},
                      responseParameters: {[header]: "'*'"},
                    },
                  },
                },
              },
            },
          },
        }),
        answers: [201, {...common, name: 'shopping', version: '1.0'}],
      },
      {call: 'GetModels', with: {restApiId: '{api.id}'}, answers: [200, {items: []}]},
      {
        ...resources,
        answers: [200, {items: [root, at('/product', 'OPTIONS'), at('/product/{product_id}', 'GET')]}],
      },
      {
        ...method(1, 'OPTIONS'),
        answers: [
          200,
          {
            ...open,
            httpMethod: 'OPTIONS',
            methodIntegration: integration(1, {
              ...mock,
              integrationResponses: {
                200: {
                  statusCode: '200',
                  responseParameters: {[header]: "'*'"},
                  responseTemplates: {'application/json': '{}\n'},
                },
              },
            }),
            methodResponses: {200: {statusCode: '200', responseParameters: {[header]: false}}},
          },
        ],
      },
      {
        ...method(2, 'GET'),
        answers: [
          200,
          {
            ...open,
            httpMethod: 'GET',
            methodIntegration: integration(2, {
              type: 'AWS_PROXY',
              httpMethod: 'POST',
              uri: functionUri('f:live'),
            }),
            requestParameters: {'method.request.path.product_id': true},
          },
        ],
      },
      {
        call: 'GetMethodResponse',
        with: {
          restApiId: '{api.id}',
          resourceId: '{resources.items.2.id}',
          httpMethod: 'GET',
          statusCode: '200',
        },
        refuses: ['NotFoundException', 'Invalid Response status code specified'],
      },
    ],
  },
  ...(['merge', 'overwrite'] as const).map((mode): Scenario => ({
    name: `binary media types, mode ${mode}`,
    source,
    recorded,
    steps: [
      {
        call: 'CreateRestApi',
        with: {name: 'before', binaryMediaTypes: ['image/heif']},
        as: 'api',
        answers: [201, {...common, name: 'before', binaryMediaTypes: ['image/heif']}],
      },
      {
        ...putApi(image('image/png image/jpg'), {mode}),
        answers: [
          200,
          {
            ...common,
            name: 'images',
            version: '1.0.0',
            tags: {},
            binaryMediaTypes: [...(mode === 'merge' ? ['image/heif'] : []), 'image/png', 'image/jpg'],
          },
        ],
      },
    ],
  })),
]

testScenarios('imports', scenarios)
