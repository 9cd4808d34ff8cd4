import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const source = 'localstack/localstack tests/aws/services/apigateway/test_apigateway_api.snapshot.json'

/** Members that every answer of a REST API has. */
const common = {
  id: madeUp.id,
  name: 'pets',
  createdDate: madeUp.date,
  apiKeySource: 'HEADER',
  disableExecuteApiEndpoint: false,
  endpointConfiguration: {types: ['EDGE'], ipAddressType: 'ipv4'},
  rootResourceId: madeUp.id,
}

const create = (members: object = {}): Step => ({call: 'CreateRestApi', with: {name: 'pets', ...members}, as: 'api'})

function update(...patchOperations: object[]): Step {
  return {call: 'UpdateRestApi', with: {restApiId: '{api.id}', patchOperations}}
}

const replace = (path: string, value?: string): object => ({
  op: 'replace',
  path,
  ...(value === undefined ? {} : {value}),
})
const compression = 'Invalid minimum compression size, must be between 0 and 10485760'
const opEnum =
  'failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]'
const wrongTypes =
  "Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]"
const wrongAddress =
  "Value 'wrong' at 'createRestApiInput.endpointConfiguration.ipAddressType' failed to satisfy constraint: Member must satisfy enum value set: [ipv4, dualstack]"
const endpoint = (types: string[], ipAddressType?: string): object => ({
  endpointConfiguration: {types, ...(ipAddressType === undefined ? {} : {ipAddressType})},
})

const scenarios: readonly Scenario[] = [
  {
    name: 'create, list, delete',
    source,
    recorded: '2025-07-02',
    steps: [
      {...create({description: 'first'}), answers: [201, {...common, description: 'first'}]},
      {
        call: 'CreateRestApi',
        with: {name: 'toys', description: 'second'},
        as: 'toys',
        answers: [201, {...common, name: 'toys', description: 'second'}],
      },
      {
        call: 'GetRestApis',
        answers: [
          200,
          {
            items: [
              {...common, description: 'first'},
              {...common, name: 'toys', description: 'second'},
            ],
          },
        ],
      },
      {call: 'DeleteRestApi', with: {restApiId: '{api.id}'}, answers: [202, {}]},
      {call: 'GetRestApis', answers: [200, {items: [{...common, name: 'toys', description: 'second'}]}]},
    ],
  },
  {
    name: 'ids are case-sensitive, unknown ones are told with the account',
    source,
    recorded: '2024-04-15',
    steps: [
      {
        call: 'GetRestApi',
        with: {restApiId: 'ABC123'},
        refuses: ['NotFoundException', 'Invalid API identifier specified 000000000000:ABC123'],
      },
      {
        call: 'UpdateRestApi',
        with: {restApiId: 'api_id', patchOperations: [replace('/apiKeySource', 'AUTHORIZER')]},
        refuses: ['NotFoundException', 'Invalid API identifier specified 000000000000:api_id'],
      },
    ],
  },
  {
    name: 'optional members of a new API',
    source,
    recorded: '2025-07-02',
    steps: [
      {...create(), answers: [201, common]},
      {...create({description: ''}), refuses: ['BadRequestException', 'Description cannot be an empty string']},
      {...create({version: 'v1'}), answers: [201, {...common, version: 'v1'}]},
      {...create({binaryMediaTypes: []}), answers: [201, common]},
      {...create({binaryMediaTypes: ['image/png']}), answers: [201, {...common, binaryMediaTypes: ['image/png']}]},
      {...create({minimumCompressionSize: -1}), refuses: ['BadRequestException', compression]},
    ],
  },
  {
    name: 'tags are in every answer of an API that has some',
    source,
    recorded: '2025-07-02',
    steps: [
      {...create({tags: {team: 'store'}}), answers: [201, {...common, tags: {team: 'store'}}]},
      {call: 'GetRestApi', with: {restApiId: '{api.id}'}, answers: [200, {...common, tags: {team: 'store'}}]},
      {call: 'GetRestApis', answers: [200, {items: [{...common, tags: {team: 'store'}}]}]},
    ],
  },
  {
    name: 'binary media types are patched like a map, tags appear empty',
    source,
    recorded: '2025-07-02',
    steps: [
      create({description: 'first'}),
      {
        ...update(
          {op: 'add', path: '/binaryMediaTypes/image~1png'},
          {op: 'add', path: '/binaryMediaTypes/image~1jpeg'},
        ),
        answers: [200, {...common, description: 'first', binaryMediaTypes: ['image/png', 'image/jpeg'], tags: {}}],
      },
      {
        ...update(replace('/binaryMediaTypes/image~1png', 'image/gif')),
        answers: [200, {...common, description: 'first', binaryMediaTypes: ['image/jpeg', 'image/gif'], tags: {}}],
      },
      {
        ...update({op: 'remove', path: '/binaryMediaTypes/image~1gif'}, {op: 'remove', path: '/description'}),
        answers: [200, {...common, binaryMediaTypes: ['image/jpeg'], tags: {}}],
      },
    ],
  },
  {
    name: 'a list is not patched as a whole, and `-` is a type like any other',
    source,
    recorded: '2025-07-02',
    steps: [
      create(),
      {
        ...update({op: 'add', path: '/binaryMediaTypes/-', value: 'image/png'}),
        answers: [200, {...common, binaryMediaTypes: ['-'], tags: {}}],
      },
      ...['add', 'replace', 'remove'].map((op) => ({
        ...update({op, path: '/binaryMediaTypes', value: 'image/gif'}),
        refuses: ['BadRequestException', 'Invalid patch path /binaryMediaTypes'] as const,
      })),
    ],
  },
  {
    name: 'compression is switched on, off, and to everything',
    source,
    recorded: '2025-07-02',
    steps: [
      create(),
      {
        ...update(replace('/minimumCompressionSize', '10')),
        answers: [200, {...common, minimumCompressionSize: 10, tags: {}}],
      },
      {...update(replace('/minimumCompressionSize', '')), answers: [200, {...common, tags: {}}]},
      {
        ...update(replace('/minimumCompressionSize', '0')),
        answers: [200, {...common, minimumCompressionSize: 0, tags: {}}],
      },
      {...update(replace('/minimumCompressionSize', '-1')), refuses: ['BadRequestException', compression]},
      {...update(replace('/minimumCompressionSize', 'test')), refuses: ['BadRequestException', compression]},
      {
        ...update({op: 'add', path: '/minimumCompressionSize', value: '10'}),
        refuses: ['BadRequestException', 'Invalid patch operation specified. Must be one of: [replace]'],
      },
    ],
  },
  {
    name: 'endpoint configuration of a new API: what is refused, in which order',
    source,
    recorded: '2025-07-11',
    steps: [
      {
        ...create(endpoint([])),
        refuses: ['BadRequestException', 'REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.'],
      },
      {
        ...create(endpoint(['EDGE'], 'wrong')),
        refuses: ['ValidationException', `1 validation error detected: ${wrongAddress}`],
      },
      {...create(endpoint(['wrong'])), refuses: ['ValidationException', `1 validation error detected: ${wrongTypes}`]},
      {
        ...create(endpoint(['wrong'], 'wrong')),
        refuses: ['ValidationException', `2 validation errors detected: ${wrongTypes}; ${wrongAddress}`],
      },
      {
        ...create({...endpoint(['wrong'], 'wrong'), description: ''}),
        refuses: ['ValidationException', `2 validation errors detected: ${wrongTypes}; ${wrongAddress}`],
      },
      {
        ...create({...endpoint([]), description: ''}),
        refuses: ['BadRequestException', 'Description cannot be an empty string'],
      },
      {
        ...create(endpoint(['EDGE', 'REGIONAL'])),
        refuses: ['BadRequestException', 'Cannot create an api with multiple Endpoint Types.'],
      },
      {
        ...create(endpoint(['EDGE'], 'dualstack')),
        answers: [201, {...common, endpointConfiguration: {types: ['EDGE'], ipAddressType: 'dualstack'}}],
      },
      {
        ...create(endpoint(['REGIONAL'])),
        answers: [201, {...common, endpointConfiguration: {types: ['REGIONAL'], ipAddressType: 'ipv4'}}],
      },
    ],
  },
  {
    name: 'a private API is always dual stack',
    source,
    recorded: '2025-07-04',
    steps: [
      {
        ...create(endpoint(['PRIVATE'], 'ipv4')),
        refuses: ['BadRequestException', 'Only dualstack ipAddressType is supported for Private APIs.'],
      },
      {
        ...create({...endpoint(['PRIVATE'], 'ipv4'), description: ''}),
        refuses: ['BadRequestException', 'Description cannot be an empty string'],
      },
      {
        ...create(endpoint(['PRIVATE'])),
        answers: [201, {...common, endpointConfiguration: {types: ['PRIVATE'], ipAddressType: 'dualstack'}}],
      },
      {...create({endpointConfiguration: {}}), answers: [201, common]},
    ],
  },
  {
    name: 'endpoint configuration of an API that exists',
    source,
    recorded: '2025-07-07',
    steps: [
      create(),
      {
        ...update(replace('/endpointConfiguration/types/EDGE', 'PRIVATE')),
        answers: [200, {...common, endpointConfiguration: {types: ['PRIVATE'], ipAddressType: 'dualstack'}, tags: {}}],
      },
      {
        ...update(replace('/endpointConfiguration/ipAddressType', 'ipv4')),
        refuses: ['BadRequestException', 'Only dualstack ipAddressType is supported for Private APIs.'],
      },
      {
        ...update(replace('/endpointConfiguration/ipAddressType', 'wrong')),
        refuses: ['BadRequestException', 'ipAddressType must be either ipv4 or dualstack.'],
      },
      {
        ...update(replace('/endpointConfiguration/types/0', 'wrong')),
        refuses: ['BadRequestException', 'Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE'],
      },
      {
        ...update({op: 'add', path: '/endpointConfiguration/ipAddressType', value: 'ipv4'}),
        refuses: ['BadRequestException', 'Invalid patch operation specified. Must be one of: [replace]'],
      },
      {
        ...update({op: 'move', path: '/endpointConfiguration/types/0', value: 'EDGE'}),
        refuses: ['BadRequestException', "Invalid patch operation specified. Must be 'add'|'remove'|'replace'"],
      },
      {
        ...update(replace('/endpointConfiguration/ipAddressType', 'dualstack')),
        answers: [200, {...common, endpointConfiguration: {types: ['PRIVATE'], ipAddressType: 'dualstack'}, tags: {}}],
      },
    ],
  },
  {
    name: 'unknown operations are all told at once',
    source,
    recorded: '2025-07-07',
    steps: [
      create(),
      {
        ...update(
          {op: 'wrong', path: '/endpointConfiguration/ipAddressType', value: 'ipv4'},
          {op: 'wrong', path: '/name', value: 'a'},
        ),
        refuses: [
          'ValidationException',
          `2 validation errors detected: Value 'wrong' at 'updateRestApiInput.patchOperations.1.member.op' ${opEnum}; Value 'wrong' at 'updateRestApiInput.patchOperations.2.member.op' ${opEnum}`,
        ],
      },
    ],
  },
]

testScenarios('REST API', scenarios)
