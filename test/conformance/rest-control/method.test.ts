import {jsonText, madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const source = 'localstack/localstack tests/aws/services/apigateway/test_apigateway_api.snapshot.json'

const api: Step = {call: 'CreateRestApi', with: {name: 'pets'}, as: 'api'}
const labels = (httpMethod = 'ANY'): object => ({restApiId: '{api.id}', resourceId: '{api.rootResourceId}', httpMethod})
const plain = {httpMethod: 'ANY', authorizationType: 'NONE', apiKeyRequired: false}
const unknownResource = ['NotFoundException', 'Invalid Resource identifier specified'] as const
const unknownMethod = ['NotFoundException', 'Invalid Method identifier specified'] as const
const onlyReplace = ['BadRequestException', 'Invalid patch operation specified. Must be one of: [replace]'] as const
const needsAuthorizer = [
  'BadRequestException',
  'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
] as const

function put(members: object = {}): Step {
  return {call: 'PutMethod', with: {...labels(), authorizationType: 'NONE', ...members}}
}

function update(...patchOperations: object[]): Step {
  return {call: 'UpdateMethod', with: {...labels(), patchOperations}}
}

const replace = (path: string, value: string): object => ({op: 'replace', path, value})

const authorizer: Step = {
  call: 'CreateAuthorizer',
  with: {
    restApiId: '{api.id}',
    name: 'callers',
    type: 'TOKEN',
    authorizerUri:
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:myApiAuthorizer/invocations',
    identitySource: 'method.request.header.Authorization',
  },
  as: 'authorizer',
}

function model(name: string): Step {
  const schema = JSON.stringify({title: name, type: 'object'})
  return {
    call: 'CreateModel',
    with: {restApiId: '{api.id}', name, contentType: 'application/json', description: '', schema},
    answers: [
      201,
      {id: madeUp.id, name, contentType: 'application/json', schema: jsonText({title: name, type: 'object'})},
    ],
  }
}

const deleteModel = (modelName: string): Step => ({call: 'DeleteModel', with: {restApiId: '{api.id}', modelName}})

function inUse(name: string, where: string): readonly [string, string] {
  return ['ConflictException', `Cannot delete model '${name}', is referenced in method request: ${where}`]
}

const scenarios: readonly Scenario[] = [
  {
    name: 'put, get, delete',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {...put(), answers: [201, plain]},
      {call: 'GetMethod', with: labels(), answers: [200, plain]},
      {call: 'DeleteMethod', with: labels(), answers: [204, {}]},
      {call: 'GetMethod', with: labels(), refuses: unknownMethod},
      {call: 'DeleteMethod', with: labels(), refuses: unknownMethod},
    ],
  },
  {
    name: 'request parameters, whose names are unique across places',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {
        ...put({requestParameters: {'method.request.querystring.q': false, 'method.request.header.h': true}}),
        answers: [
          201,
          {...plain, requestParameters: {'method.request.querystring.q': false, 'method.request.header.h': true}},
        ],
      },
      {
        ...put({
          httpMethod: 'GET',
          requestParameters: {'method.request.querystring.same': false, 'method.request.header.same': false},
        }),
        refuses: ['BadRequestException', 'Parameter names must be unique across querystring, header and path'],
      },
    ],
  },
  {
    name: 'a model that a method names cannot be deleted',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      model('Pet'),
      model('PetTwo'),
      {
        ...put({requestModels: {'application/json': 'Pet'}}),
        answers: [201, {...plain, requestModels: {'application/json': 'Pet'}}],
      },
      {...deleteModel('Pet'), refuses: inUse('Pet', '//ANY')},
      {
        ...update(replace('/requestModels/application~1json', 'PetTwo')),
        answers: [200, {...plain, requestModels: {'application/json': 'PetTwo'}}],
      },
      {...deleteModel('Pet'), answers: [202, {}]},
      {...deleteModel('PetTwo'), refuses: inUse('PetTwo', '//ANY')},
      {
        call: 'CreateResource',
        with: {restApiId: '{api.id}', parentId: '{api.rootResourceId}', pathPart: 'test'},
        as: 'test',
      },
      put({resourceId: '{test.id}', requestModels: {'application/json': 'PetTwo'}}),
      {call: 'DeleteMethod', with: labels(), answers: [204, {}]},
      {...deleteModel('PetTwo'), refuses: inUse('PetTwo', '/test/ANY')},
      {
        call: 'UpdateMethod',
        with: {
          ...labels(),
          resourceId: '{test.id}',
          patchOperations: [{op: 'remove', path: '/requestModels/application~1json', value: 'PetTwo'}],
        },
        answers: [200, plain],
      },
      {...deleteModel('PetTwo'), answers: [202, {}]},
    ],
  },
  {
    name: 'what PutMethod refuses, and what it looks at first',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {...put({restApiId: 'missing', httpMethod: 'WRONG'}), refuses: unknownResource},
      {...put({resourceId: 'missing', httpMethod: 'WRONG'}), refuses: unknownResource},
      {
        ...put({httpMethod: 'WRONG'}),
        refuses: [
          'BadRequestException',
          'Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY',
        ],
      },
      {...put({authorizationType: 'CUSTOM'}), refuses: needsAuthorizer},
      {
        ...put({requestValidatorId: 'missing'}),
        refuses: ['BadRequestException', 'Invalid Request Validator identifier specified'],
      },
      {
        ...put({requestModels: {'application/json': 'petModel'}}),
        refuses: ['BadRequestException', 'Invalid model identifier specified: petModel'],
      },
    ],
  },
  {
    name: 'UpdateMethod: add, replace, remove',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {...put(), answers: [201, plain]},
      {
        ...update(
          {op: 'add', path: '/requestParameters/method.request.querystring.optional', value: 'true'},
          {op: 'add', path: '/requestModels/application~1json', value: 'Empty'},
        ),
        answers: [
          200,
          {
            ...plain,
            requestModels: {'application/json': 'Empty'},
            requestParameters: {'method.request.querystring.optional': true},
          },
        ],
      },
      {
        ...update(
          replace('/operationName', 'listPets'),
          replace('/apiKeyRequired', 'true'),
          replace('/authorizationType', 'AWS_IAM'),
          replace('/requestParameters/method.request.querystring.optional', 'false'),
        ),
        answers: [
          200,
          {
            httpMethod: 'ANY',
            authorizationType: 'AWS_IAM',
            apiKeyRequired: true,
            operationName: 'listPets',
            requestModels: {'application/json': 'Empty'},
            requestParameters: {'method.request.querystring.optional': false},
          },
        ],
      },
      authorizer,
      {
        ...update(replace('/authorizerId', '{authorizer.id}'), replace('/authorizationType', 'CUSTOM')),
        answers: [
          200,
          {
            httpMethod: 'ANY',
            authorizationType: 'CUSTOM',
            authorizerId: '{authorizer.id}',
            apiKeyRequired: true,
            operationName: 'listPets',
            requestModels: {'application/json': 'Empty'},
            requestParameters: {'method.request.querystring.optional': false},
          },
        ],
      },
      {
        ...update(
          {op: 'remove', path: '/requestParameters/method.request.querystring.optional', value: 'true'},
          {op: 'remove', path: '/requestModels/application~1json', value: 'Empty'},
        ),
        answers: [
          200,
          {
            httpMethod: 'ANY',
            authorizationType: 'CUSTOM',
            authorizerId: '{authorizer.id}',
            apiKeyRequired: true,
            operationName: 'listPets',
          },
        ],
      },
    ],
  },
  {
    name: 'what UpdateMethod refuses, and what it lets pass',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {call: 'UpdateMethod', with: {...labels(), restApiId: 'missing', patchOperations: []}, refuses: unknownResource},
      {call: 'UpdateMethod', with: {...labels(), resourceId: 'missing', patchOperations: []}, refuses: unknownResource},
      {
        call: 'UpdateMethod',
        with: {...labels('GET'), patchOperations: [replace('/operationName', 'a')]},
        refuses: unknownMethod,
      },
      {...put({apiKeyRequired: true}), answers: [201, {...plain, apiKeyRequired: true}]},
      {...update({op: 'add', path: '/operationName', value: 'a'}), refuses: onlyReplace},
      {...update({op: 'add', path: '/requestValidatorId', value: 'wrong-id'}), refuses: onlyReplace},
      {
        ...update({op: 'add', path: '/httpMethod', value: 'PUT'}),
        refuses: ['BadRequestException', 'Invalid patch path /httpMethod'],
      },
      {
        ...update(replace('/requestParameters', 'method.request.querystring.optional=false')),
        refuses: ['BadRequestException', 'Invalid patch path /requestParameters'],
      },
      {
        ...update({op: 'add', path: '/requestModels/application/json', value: 'Empty'}),
        refuses: ['BadRequestException', 'Invalid patch path /requestModels/application/json'],
      },
      {...update(replace('/apiKeyRequired', 'whatever')), answers: [200, plain]},
      {...update(replace('/authorizationType', 'CUSTOM')), refuses: needsAuthorizer},
      {...update(replace('/authorizerId', 'abc123')), answers: [200, plain]},
      {
        ...update(replace('/authorizationType', 'CUSTOM'), replace('/authorizerId', 'abc123')),
        refuses: needsAuthorizer,
      },
      {
        ...update(replace('/requestValidatorId', 'missing')),
        refuses: ['BadRequestException', 'Invalid Request Validator identifier specified'],
      },
    ],
  },
  {
    name: 'a method behind a Lambda authorizer',
    source: 'localstack/localstack tests/aws/services/apigateway/test_apigateway_basic.snapshot.json',
    recorded: '2024-04-12',
    steps: [
      api,
      {
        ...authorizer,
        answers: [
          201,
          {
            id: madeUp.id,
            name: 'callers',
            type: 'TOKEN',
            authType: 'custom',
            authorizerUri: madeUp.text,
            identitySource: 'method.request.header.Authorization',
          },
        ],
      },
      {
        ...put({httpMethod: 'GET', authorizationType: 'CUSTOM', authorizerId: '{authorizer.id}', apiKeyRequired: true}),
        answers: [
          201,
          {httpMethod: 'GET', authorizationType: 'CUSTOM', authorizerId: '{authorizer.id}', apiKeyRequired: true},
        ],
      },
    ],
  },
  {
    name: 'authorizers of an unknown API: told differently by create and list',
    source,
    recorded: '2024-04-15',
    steps: [
      {
        ...authorizer,
        with: {...authorizer.with, restApiId: 'test-fake-rest-id'},
        refuses: [
          'ConflictException',
          'Unable to complete operation due to concurrent modification. Please try again later.',
        ],
      },
      {
        call: 'GetAuthorizers',
        with: {restApiId: 'test-fake-rest-id'},
        refuses: ['NotFoundException', 'Invalid API identifier specified 000000000000:test-fake-rest-id'],
      },
    ],
  },
]

testScenarios('method', scenarios)
