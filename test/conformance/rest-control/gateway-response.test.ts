import {testScenarios, type Scenario, type Step} from '../scenario.js'

const source = 'localstack/localstack tests/aws/services/apigateway/test_apigateway_api.snapshot.json'

const api: Step = {call: 'CreateRestApi', with: {name: 'pets'}, as: 'api'}
const builtIn = {'application/json': '{"message":$context.error.messageString}'}
const template = {'application/json': '{"message": $context.error.messageString, "stage": "$context.stage"}'}
const parameters = {
  'gatewayresponse.header.x-request-path': 'method.request.path.petId',
  'gatewayresponse.header.Access-Control-Allow-Origin': "'a.b.c'",
}

/** Types with the status they have unless somebody changes it, in the order of their names. */
const statuses: Readonly<Record<string, string | undefined>> = {
  ACCESS_DENIED: '403',
  API_CONFIGURATION_ERROR: '500',
  AUTHORIZER_CONFIGURATION_ERROR: '500',
  AUTHORIZER_FAILURE: '500',
  BAD_REQUEST_BODY: '400',
  BAD_REQUEST_PARAMETERS: '400',
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  EXPIRED_TOKEN: '403',
  INTEGRATION_FAILURE: '504',
  INTEGRATION_TIMEOUT: '504',
  INVALID_API_KEY: '403',
  INVALID_SIGNATURE: '403',
  MISSING_AUTHENTICATION_TOKEN: '403',
  QUOTA_EXCEEDED: '429',
  REQUEST_TOO_LARGE: '413',
  RESOURCE_NOT_FOUND: '404',
  THROTTLED: '429',
  UNAUTHORIZED: '401',
  UNSUPPORTED_MEDIA_TYPE: '415',
  WAF_FILTERED: '403',
}

function untouched(responseType: string): object {
  const statusCode = statuses[responseType]
  const common = {responseType, defaultResponse: true, responseParameters: {}, responseTemplates: builtIn}
  return statusCode === undefined ? common : {...common, statusCode}
}

/** All types, those of `changed` otherwise than AWS's own. */
function all(changed: Readonly<Record<string, object>> = {}): object {
  return {items: Object.keys(statuses).map((type) => changed[type] ?? untouched(type))}
}

const put = (responseType: string, members: object): Step => ({
  call: 'PutGatewayResponse',
  with: {restApiId: '{api.id}', responseType, ...members},
})
const get = (responseType: string): Step => ({call: 'GetGatewayResponse', with: {restApiId: '{api.id}', responseType}})
const remove = (responseType: string): Step => ({
  call: 'DeleteGatewayResponse',
  with: {restApiId: '{api.id}', responseType},
})
const list: Step = {call: 'GetGatewayResponses', with: {restApiId: '{api.id}'}}

function update(responseType: string, ...patchOperations: object[]): Step {
  return {call: 'UpdateGatewayResponse', with: {restApiId: '{api.id}', responseType, patchOperations}}
}

const own = (responseType: string, members: object): object => ({
  responseType,
  defaultResponse: false,
  responseParameters: {},
  responseTemplates: builtIn,
  ...members,
})

const missing = 'MISSING_AUTHENTICATION_TOKEN'
const fiveHundreds = {
  statusCode: '599',
  responseParameters: {'gatewayresponse.header.x-request-header': 'method.request.header.Accept'},
  responseTemplates: template,
}
const inherited = (responseType: string): object => ({responseType, defaultResponse: true, ...fiveHundreds})
const unknownApi = ['NotFoundException', 'Invalid API identifier specified 000000000000:missing'] as const
const unknownType = [
  'ValidationException',
  "1 validation error detected: Value 'FAKE_RESPONSE_TYPE' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND, AUTHORIZER_CONFIGURATION_ERROR, MISSING_AUTHENTICATION_TOKEN, BAD_REQUEST_BODY, INVALID_SIGNATURE, INVALID_API_KEY, BAD_REQUEST_PARAMETERS, AUTHORIZER_FAILURE, UNAUTHORIZED, INTEGRATION_TIMEOUT, ACCESS_DENIED, DEFAULT_4XX, DEFAULT_5XX, WAF_FILTERED, QUOTA_EXCEEDED, THROTTLED, API_CONFIGURATION_ERROR, UNSUPPORTED_MEDIA_TYPE, INTEGRATION_FAILURE, EXPIRED_TOKEN]",
] as const

const scenarios: readonly Scenario[] = [
  {
    name: 'every type has an answer before anybody puts one, and again after its deletion',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {...get(missing), answers: [200, untouched(missing)]},
      {
        ...put(missing, {statusCode: '404', responseParameters: parameters, responseTemplates: template}),
        answers: [201, own(missing, {statusCode: '404', responseParameters: parameters, responseTemplates: template})],
      },
      {
        ...list,
        answers: [
          200,
          all({
            [missing]: own(missing, {statusCode: '404', responseParameters: parameters, responseTemplates: template}),
          }),
        ],
      },
      {...remove(missing), answers: [202, {}]},
      {...get(missing), answers: [200, untouched(missing)]},
    ],
  },
  {
    name: 'members that a put leaves out are the built-in ones; DEFAULT_5XX shows in the types it stands for',
    source,
    recorded: '2024-06-20',
    steps: [
      api,
      {...put(missing, {statusCode: '404'}), answers: [201, own(missing, {statusCode: '404'})]},
      {
        ...put(missing, {responseParameters: parameters}),
        answers: [201, own(missing, {statusCode: '403', responseParameters: parameters})],
      },
      {
        ...put(missing, {responseTemplates: template}),
        answers: [201, own(missing, {statusCode: '403', responseTemplates: template})],
      },
      {...put('DEFAULT_5XX', fiveHundreds), answers: [201, own('DEFAULT_5XX', fiveHundreds)]},
      {
        ...put('AUTHORIZER_FAILURE', {responseParameters: {'gatewayresponse.header.foo': "'bar'"}}),
        answers: [
          201,
          own('AUTHORIZER_FAILURE', {
            statusCode: '500',
            responseParameters: {'gatewayresponse.header.foo': "'bar'"},
          }),
        ],
      },
      {
        ...list,
        answers: [
          200,
          all({
            API_CONFIGURATION_ERROR: inherited('API_CONFIGURATION_ERROR'),
            AUTHORIZER_CONFIGURATION_ERROR: inherited('AUTHORIZER_CONFIGURATION_ERROR'),
            AUTHORIZER_FAILURE: own('AUTHORIZER_FAILURE', {
              statusCode: '500',
              responseParameters: {'gatewayresponse.header.foo': "'bar'"},
            }),
            DEFAULT_5XX: own('DEFAULT_5XX', fiveHundreds),
            INTEGRATION_FAILURE: inherited('INTEGRATION_FAILURE'),
            INTEGRATION_TIMEOUT: inherited('INTEGRATION_TIMEOUT'),
            [missing]: own(missing, {statusCode: '403', responseTemplates: template}),
          }),
        ],
      },
    ],
  },
  {
    name: 'unknown APIs and types',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {call: 'GetGatewayResponses', with: {restApiId: 'missing'}, refuses: unknownApi},
      {call: 'GetGatewayResponse', with: {restApiId: 'missing', responseType: 'DEFAULT_4XX'}, refuses: unknownApi},
      {call: 'DeleteGatewayResponse', with: {restApiId: 'missing', responseType: 'DEFAULT_4XX'}, refuses: unknownApi},
      {
        call: 'UpdateGatewayResponse',
        with: {restApiId: 'missing', responseType: 'DEFAULT_4XX', patchOperations: []},
        refuses: unknownApi,
      },
      {...remove('DEFAULT_4XX'), refuses: ['NotFoundException', 'Gateway response type not defined on api']},
      {...get('FAKE_RESPONSE_TYPE'), refuses: unknownType},
      {...remove('FAKE_RESPONSE_TYPE'), refuses: unknownType},
      {...update('FAKE_RESPONSE_TYPE'), refuses: unknownType},
      {...put('FAKE_RESPONSE_TYPE', {statusCode: '404'}), refuses: unknownType},
    ],
  },
  {
    name: 'UpdateGatewayResponse makes a response, and what it refuses',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {
        ...update('DEFAULT_4XX', {op: 'replace', path: '/statusCode', value: '444'}),
        answers: [200, own('DEFAULT_4XX', {statusCode: '444'})],
      },
      {...get('DEFAULT_4XX'), answers: [200, own('DEFAULT_4XX', {statusCode: '444'})]},
      {
        ...put('DEFAULT_4XX', {statusCode: '404', responseParameters: parameters}),
        answers: [201, own('DEFAULT_4XX', {statusCode: '404', responseParameters: parameters})],
      },
      {
        ...update(
          'DEFAULT_4XX',
          {op: 'replace', path: '/statusCode', value: '444'},
          {
            op: 'replace',
            path: '/responseParameters/gatewayresponse.header.Access-Control-Allow-Origin',
            value: "'example.com'",
          },
          {op: 'add', path: '/responseTemplates/application~1xml', value: '<a/>'},
        ),
        answers: [
          200,
          own('DEFAULT_4XX', {
            statusCode: '444',
            responseParameters: {
              ...parameters,
              'gatewayresponse.header.Access-Control-Allow-Origin': "'example.com'",
            },
            responseTemplates: {...builtIn, 'application/xml': '<a/>'},
          }),
        ],
      },
      ...['add', 'remove'].map((op) => ({
        ...update('DEFAULT_4XX', {op, path: '/statusCode', value: '444'}),
        refuses: ['BadRequestException', 'Invalid patch path /statusCode'] as const,
      })),
      {
        ...update('DEFAULT_5XX', {
          op: 'replace',
          path: '/responseParameters/gatewayresponse.header.Access-Control-Allow-Origin',
          value: "'example.com'",
        }),
        refuses: ['NotFoundException', 'Invalid parameter name specified'],
      },
      {
        ...update('DEFAULT_4XX', {op: 'add', value: "'example.com'"}),
        refuses: ['BadRequestException', 'Invalid patch path null'],
      },
      {
        ...update('DEFAULT_4XX', {op: 'wrong-op', path: '/statusCode', value: '1'}),
        refuses: [
          'ValidationException',
          "1 validation error detected: Value 'wrong-op' at 'updateGatewayResponseInput.patchOperations.1.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]",
        ],
      },
      {
        ...update('DEFAULT_4XX', {op: 'add', path: '/wrongPath', value: 'a'}),
        refuses: ['BadRequestException', 'Invalid patch path /wrongPath'],
      },
      {
        ...update('DEFAULT_4XX', {op: 'replace', path: '/responseTemplates/application~1xml', value: null}),
        refuses: ['BadRequestException', 'Invalid null or empty value in responseTemplates'],
      },
      {
        ...update('DEFAULT_4XX', {
          op: 'replace',
          path: '/responseParameters/gatewayresponse.header.Access-Control-Allow-Origin',
          value: null,
        }),
        refuses: ['BadRequestException', 'Invalid null or empty value in responseParameters'],
      },
    ],
  },
]

testScenarios('gateway response', scenarios)
