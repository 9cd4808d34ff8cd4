import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const source = 'localstack/localstack tests/aws/services/apigateway/test_apigateway_api.snapshot.json'

const api: Step = {call: 'CreateRestApi', with: {name: 'pets'}, as: 'api'}
const create: Step = {
  call: 'CreateRequestValidator',
  with: {restApiId: '{api.id}', name: 'all'},
  as: 'validator',
  answers: [201, {id: madeUp.id, name: 'all', validateRequestBody: false, validateRequestParameters: false}],
}
const labels = {restApiId: '{api.id}', requestValidatorId: '{validator.id}'}
const stored = {id: '{validator.id}', name: 'all', validateRequestBody: false, validateRequestParameters: false}
const unknown = ['NotFoundException', 'Invalid Request Validator identifier specified'] as const

const update = (operation: object): Step => ({
  call: 'UpdateRequestValidator',
  with: {...labels, patchOperations: [operation]},
})

const scenarios: readonly Scenario[] = [
  {
    name: 'create, list, get, update, delete',
    source,
    recorded: '2025-07-02',
    steps: [
      api,
      create,
      {call: 'GetRequestValidator', with: labels, answers: [200, stored]},
      {call: 'GetRequestValidators', with: {restApiId: '{api.id}'}, answers: [200, {items: [stored]}]},
      {
        ...update({op: 'replace', path: '/validateRequestBody', value: 'true'}),
        answers: [200, {...stored, validateRequestBody: true}],
      },
      {...update({op: 'replace', path: '/validateRequestBody'}), answers: [200, stored]},
      {call: 'GetRequestValidator', with: labels, answers: [200, stored]},
      {call: 'DeleteRequestValidator', with: labels, answers: [202, {}]},
      {call: 'GetRequestValidator', with: labels, refuses: unknown},
      {call: 'GetRequestValidators', with: {restApiId: '{api.id}'}, answers: [200, {items: []}]},
    ],
  },
  {
    name: 'an unknown API is told in four ways',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      create,
      {
        call: 'CreateRequestValidator',
        with: {restApiId: 'api_id', name: 'all'},
        refuses: ['BadRequestException', 'Invalid REST API identifier specified'],
      },
      {
        call: 'GetRequestValidators',
        with: {restApiId: 'api_id'},
        refuses: ['NotFoundException', 'Invalid API identifier specified 000000000000:api_id'],
      },
      ...['GetRequestValidator', 'DeleteRequestValidator'].flatMap((call) => [
        {call, with: {...labels, restApiId: 'api_id'}, refuses: unknown},
        {call, with: {...labels, requestValidatorId: 'missing'}, refuses: unknown},
      ]),
    ],
  },
  {
    name: 'what UpdateRequestValidator refuses',
    source,
    recorded: '2025-07-02',
    steps: [
      api,
      create,
      ...['add', 'remove'].map((op) => ({
        ...update({op, path: '/validateRequestBody', value: 'true'}),
        refuses: [
          'BadRequestException',
          `Invalid patch path  '/validateRequestBody' specified for op '${op}'. Please choose supported operations`,
        ] as const,
      })),
      {
        ...update({op: 'replace', path: '/invalidPath', value: 'true'}),
        refuses: [
          'BadRequestException',
          "Invalid patch path  '/invalidPath' specified for op 'replace'. Must be one of: [/name, /validateRequestParameters, /validateRequestBody]",
        ],
      },
      {
        ...update({op: 'replace', path: '/name'}),
        refuses: ['BadRequestException', 'Request Validator name cannot be blank'],
      },
    ],
  },
]

testScenarios('request validator', scenarios)
