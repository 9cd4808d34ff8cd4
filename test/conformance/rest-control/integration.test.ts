import {testScenarios, type Scenario, type Step} from '../scenario.js'

const source = 'localstack/localstack tests/aws/services/apigateway/test_apigateway_api.snapshot.json'

const api: Step = {call: 'CreateRestApi', with: {name: 'pets'}, as: 'api'}
const labels = {restApiId: '{api.id}', resourceId: '{api.rootResourceId}', httpMethod: 'GET'}
const response = {...labels, statusCode: '200'}
const method: Step = {call: 'PutMethod', with: {...labels, authorizationType: 'NONE'}}
const requestTemplates = {'application/json': '{"statusCode": 200}'}
const mock: Step = {call: 'PutIntegration', with: {...labels, type: 'MOCK', requestTemplates}}
const mockMethod = [api, method, mock]
const mockAnswer = {
  type: 'MOCK',
  requestTemplates,
  passthroughBehavior: 'WHEN_NO_MATCH',
  timeoutInMillis: 29000,
  cacheNamespace: '{api.rootResourceId}',
  cacheKeyParameters: [],
}

const unknownResource = ['NotFoundException', 'Invalid Resource identifier specified'] as const
const unknownMethod = ['NotFoundException', 'Invalid Method identifier specified'] as const
const unknownIntegration = ['NotFoundException', 'Invalid Integration identifier specified'] as const
const unknownStatus = ['NotFoundException', 'Invalid Response status code specified'] as const
const unknownParameter = ['NotFoundException', 'Invalid parameter name specified'] as const
const unknownType = ['NotFoundException', 'Content-Type specified was not found'] as const
const wrongStatus =
  "Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d"
const wrongOp = (index: number): string =>
  `Value 'wrong_op' at 'updateMethodResponseInput.patchOperations.${index}.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]`

const putResponse = (members: object): Step => ({call: 'PutIntegrationResponse', with: {...response, ...members}})
const putMethodResponse = (members: object): Step => ({call: 'PutMethodResponse', with: {...response, ...members}})

function updateMethodResponse(...patchOperations: object[]): Step {
  return {call: 'UpdateMethodResponse', with: {...response, patchOperations}}
}

const header = '/responseParameters/method.response.header.my-header'
const jsonModel = '/responseModels/application~1json'
const vpcLink = {
  type: 'HTTP_PROXY',
  connectionType: 'VPC_LINK',
  httpMethod: 'GET',
  uri: 'http://nlb.example.com',
  passthroughBehavior: 'WHEN_NO_MATCH',
  timeoutInMillis: 29000,
  cacheNamespace: '{api.rootResourceId}',
  cacheKeyParameters: [],
}

const scenarios: readonly Scenario[] = [
  {
    name: 'an unknown type is told with those that there are',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {
        call: 'PutIntegration',
        with: {...labels, type: 'HTTPS_PROXY'},
        refuses: [
          'ValidationException',
          "1 validation error detected: Value 'HTTPS_PROXY' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]",
        ],
      },
    ],
  },
  {
    name: 'what does not exist',
    source,
    recorded: '2025-11-18',
    steps: [
      api,
      method,
      {call: 'GetIntegration', with: {...labels, restApiId: 'missing'}, refuses: unknownResource},
      {call: 'GetIntegration', with: {...labels, resourceId: 'missing'}, refuses: unknownResource},
      {call: 'GetIntegration', with: {...labels, httpMethod: 'POST'}, refuses: unknownMethod},
      {call: 'GetIntegration', with: labels, refuses: unknownIntegration},
      {call: 'PutIntegration', with: {...labels, httpMethod: 'POST', type: 'MOCK'}, refuses: unknownMethod},
      {call: 'PutIntegration', with: {...labels, resourceId: 'missing', type: 'MOCK'}, refuses: unknownResource},
      {call: 'GetIntegrationResponse', with: response, refuses: unknownIntegration},
      mock,
      ...['PutIntegrationResponse', 'GetIntegrationResponse'].flatMap((call) => [
        {call, with: {...response, restApiId: 'missing'}, refuses: unknownResource},
        {call, with: {...response, resourceId: 'missing'}, refuses: unknownResource},
        {call, with: {...response, httpMethod: 'wrong-method'}, refuses: unknownMethod},
        {
          call,
          with: {...response, statusCode: 'wrong'},
          refuses: ['ValidationException', `1 validation error detected: ${wrongStatus}`] as const,
        },
      ]),
      {call: 'GetIntegrationResponse', with: {...response, statusCode: '201'}, refuses: unknownStatus},
    ],
  },
  {
    name: 'an HTTP integration through a VPC link whose id a stage variable holds',
    source,
    recorded: '2025-10-08',
    steps: [
      api,
      method,
      {
        call: 'PutIntegration',
        with: {
          ...labels,
          type: 'HTTP_PROXY',
          integrationHttpMethod: 'GET',
          uri: 'http://nlb.example.com',
          connectionType: 'VPC_LINK',
          connectionId: '${stageVariables.vpcLinkId}',
        },
        answers: [201, {...vpcLink, connectionId: '${stageVariables.vpcLinkId}'}],
      },
      {call: 'GetIntegration', with: labels, answers: [200, {...vpcLink, connectionId: '${stageVariables.vpcLinkId}'}]},
      {
        call: 'UpdateIntegration',
        with: {
          ...labels,
          patchOperations: [{op: 'replace', path: '/connectionId', value: '${stageVariables.vpcLinkIdBeta}'}],
        },
        answers: [200, {...vpcLink, connectionId: '${stageVariables.vpcLinkIdBeta}'}],
      },
    ],
  },
  {
    name: 'mapping expressions and templates have to be text',
    source,
    recorded: '2024-12-12',
    steps: [
      api,
      method,
      {
        call: 'PutMethod',
        with: {
          ...labels,
          httpMethod: 'POST',
          authorizationType: 'NONE',
          requestParameters: {'method.request.path.testPath': true, true: true},
        },
        refuses: [
          'BadRequestException',
          'Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: true]',
        ],
      },
      {
        call: 'PutIntegration',
        with: {...labels, type: 'HTTP_PROXY', requestParameters: {'integration.request.path.testPath': true}},
        refuses: ['SerializationException', 'class java.lang.Boolean can not be converted to an String'],
      },
      mock,
      {
        ...putResponse({selectionPattern: '', responseTemplates: {'application/json': 123}}),
        refuses: [
          'SerializationException',
          'class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String',
        ],
      },
      {
        ...putResponse({selectionPattern: '', responseTemplates: {123: '{"statusCode": 200}'}}),
        refuses: [
          'BadRequestException',
          'Validation Result: warnings : [], errors : [Invalid content type specified: 123]',
        ],
      },
    ],
  },
  {
    name: 'an integration response: put, get, update, put again, delete',
    source,
    recorded: '2025-06-11',
    steps: [
      ...mockMethod,
      {
        ...putResponse({responseTemplates: {'application/json': '"created"'}, selectionPattern: ''}),
        answers: [201, {statusCode: '200', selectionPattern: '', responseTemplates: {'application/json': '"created"'}}],
      },
      {
        call: 'GetIntegrationResponse',
        with: response,
        answers: [200, {statusCode: '200', selectionPattern: '', responseTemplates: {'application/json': '"created"'}}],
      },
      {
        call: 'UpdateIntegrationResponse',
        with: {...response, patchOperations: [{op: 'replace', path: '/selectionPattern', value: 'updated'}]},
        answers: [
          200,
          {statusCode: '200', selectionPattern: 'updated', responseTemplates: {'application/json': '"created"'}},
        ],
      },
      {
        ...putResponse({responseTemplates: {'application/json': 'over'}, selectionPattern: 'over'}),
        answers: [201, {statusCode: '200', selectionPattern: 'over', responseTemplates: {'application/json': 'over'}}],
      },
      {
        call: 'GetMethod',
        with: labels,
        answers: [
          200,
          {
            httpMethod: 'GET',
            authorizationType: 'NONE',
            apiKeyRequired: false,
            methodIntegration: {
              ...mockAnswer,
              integrationResponses: {
                200: {statusCode: '200', selectionPattern: 'over', responseTemplates: {'application/json': 'over'}},
              },
            },
          },
        ],
      },
      {call: 'DeleteIntegrationResponse', with: response, answers: [204, {}]},
    ],
  },
  {
    name: 'deleting an integration response: an unknown verb is a missing integration',
    source,
    recorded: '2025-08-21',
    steps: [
      ...mockMethod,
      putResponse({selectionPattern: ''}),
      {call: 'DeleteIntegrationResponse', with: {...response, resourceId: 'missing'}, refuses: unknownResource},
      {call: 'DeleteIntegrationResponse', with: {...response, restApiId: 'missing'}, refuses: unknownResource},
      {call: 'DeleteIntegrationResponse', with: {...response, httpMethod: 'POST'}, refuses: unknownIntegration},
      {call: 'DeleteIntegrationResponse', with: {...response, statusCode: '201'}, refuses: unknownStatus},
      {call: 'DeleteIntegrationResponse', with: {...response, httpMethod: 'BAD'}, refuses: unknownIntegration},
    ],
  },
  {
    name: 'an empty response template is kept as null',
    source,
    recorded: '2026-02-12',
    steps: [
      ...mockMethod,
      {
        call: 'PutIntegrationResponse',
        sends: [
          'PUT',
          '/restapis/{api.id}/resources/{api.rootResourceId}/methods/GET/integration/responses/200',
          {selectionPattern: '', responseTemplates: {'application/json': null}},
        ],
        answers: [201, {statusCode: '200', selectionPattern: '', responseTemplates: {'application/json': null}}],
      },
      {
        ...putResponse({selectionPattern: '', responseTemplates: {'application/json': ''}}),
        answers: [201, {statusCode: '200', selectionPattern: '', responseTemplates: {'application/json': null}}],
      },
      {...putResponse({selectionPattern: ''}), answers: [201, {statusCode: '200', selectionPattern: ''}]},
    ],
  },
  {
    name: 'a method response: put, get, update, delete',
    source,
    recorded: '2025-07-01',
    steps: [
      ...mockMethod,
      {
        ...putMethodResponse({responseParameters: {}, responseModels: {}}),
        answers: [201, {statusCode: '200', responseParameters: {}, responseModels: {}}],
      },
      {
        call: 'GetMethodResponse',
        with: response,
        answers: [200, {statusCode: '200', responseParameters: {}, responseModels: {}}],
      },
      ...['add', 'replace'].map((op) => ({
        ...updateMethodResponse({op, path: header, value: 'true'}, {op, path: jsonModel, value: 'Empty'}),
        answers: [
          201,
          {
            statusCode: '200',
            responseParameters: {'method.response.header.my-header': true},
            responseModels: {'application/json': 'Empty'},
          },
        ] as const,
      })),
      {
        ...updateMethodResponse({op: 'remove', path: header, value: 'true'}, {op: 'remove', path: jsonModel}),
        answers: [201, {statusCode: '200'}],
      },
      {call: 'DeleteMethodResponse', with: response, answers: [204, {}]},
    ],
  },
  {
    name: 'UpdateMethodResponse: what is not there, and what is refused',
    source,
    recorded: '2025-07-01',
    steps: [
      ...mockMethod,
      putMethodResponse({
        responseParameters: {'method.response.header.my-header': false},
        responseModels: {'application/json': 'Empty'},
      }),
      ...['replace', 'remove'].flatMap((op) => [
        {...updateMethodResponse({op, path: '/responseParameters/wrong', value: 'true'}), refuses: unknownParameter},
        {...updateMethodResponse({op, path: '/responseModels/wrong', value: 'Empty'}), refuses: unknownType},
      ]),
      {
        ...updateMethodResponse({op: 'remove', path: '/wrong/method.response.header.my-header', value: 'true'}),
        refuses: ['BadRequestException', 'Invalid patch path /wrong/method.response.header.my-header'],
      },
      {
        call: 'UpdateMethodResponse',
        with: {...response, statusCode: '201', patchOperations: []},
        refuses: unknownStatus,
      },
      {
        call: 'UpdateMethodResponse',
        with: {...response, statusCode: 'wrong', patchOperations: [{op: 'wrong_op', path: header, value: 'true'}]},
        refuses: ['ValidationException', `2 validation errors detected: ${wrongOp(1)}; ${wrongStatus}`],
      },
      {
        call: 'UpdateMethodResponse',
        with: {...response, resourceId: 'wrong', patchOperations: []},
        refuses: unknownResource,
      },
      {
        call: 'UpdateMethodResponse',
        with: {...response, httpMethod: 'POST', patchOperations: []},
        refuses: unknownMethod,
      },
      {
        ...updateMethodResponse(
          {op: 'wrong_op', path: header, value: 'true'},
          {op: 'remove', path: jsonModel, value: 'Empty'},
          {op: 'wrong_op', path: jsonModel, value: 'Empty'},
        ),
        refuses: ['ValidationException', `2 validation errors detected: ${wrongOp(1)}; ${wrongOp(3)}`],
      },
    ],
  },
]

testScenarios('integration', scenarios)
