import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const folder = 'localstack/localstack tests/aws/services/apigateway'
const extended = `${folder}/test_apigateway_extended.snapshot.json`
const common = `${folder}/test_apigateway_common.snapshot.json`

/** A key as lists show it. */
const listed = (name: string): object => ({
  id: madeUp.id,
  name,
  createdDate: madeUp.date,
  lastUpdatedDate: madeUp.date,
  enabled: false,
  stageKeys: [],
})
const nameless = {
  id: madeUp.id,
  createdDate: madeUp.date,
  lastUpdatedDate: madeUp.date,
  enabled: false,
  stageKeys: [],
}

const create = (as: string): Step => ({
  call: 'CreateApiKey',
  with: {name: as},
  as,
  answers: [201, {...listed(as), value: madeUp.text}],
})
const list = (members: object, names: string[], position: object = {}): Step => ({
  call: 'GetApiKeys',
  with: members,
  answers: [200, {items: names.map(listed), ...position}],
})

function update(path: string, value: string): Step {
  return {call: 'UpdateApiKey', with: {apiKey: '{key.id}', patchOperations: [{op: 'replace', path, value}]}}
}

const member = (as: string): object => ({id: `{${as}.id}`, name: as, type: 'API_KEY', value: `{${as}.value}`})

function attach(as: string): Step {
  return {
    call: 'CreateUsagePlanKey',
    with: {usagePlanId: '{plan.id}', keyId: `{${as}.id}`, keyType: 'API_KEY'},
    answers: [201, member(as)],
  }
}

const members = (input: object, names: string[]): Step => ({
  call: 'GetUsagePlanKeys',
  with: {usagePlanId: '{plan.id}', ...input},
  answers: [200, {items: names.map(member)}],
})

const labels = {restApiId: '{api.id}', resourceId: '{api.rootResourceId}', httpMethod: 'GET'}
const deployed: readonly Step[] = [
  {call: 'CreateRestApi', with: {name: 'pets'}, as: 'api'},
  {call: 'PutMethod', with: {...labels, authorizationType: 'NONE', apiKeyRequired: true}},
  {call: 'PutIntegration', with: {...labels, type: 'MOCK'}},
  {call: 'CreateDeployment', with: {restApiId: '{api.id}', stageName: 'dev'}},
]
const apiStages = [{apiId: '{api.id}', stage: 'dev'}]
const tooLong = ['BadRequestException', 'Invalid API Key description specified.'] as const

const value = (name: string): string => `${name}-0123456789-0123456789`
const keysFile = `name,key,description,enabled\none,${value('one')},first,true\ntwo,short,second,true\n`
const warning = 'Skipped invalid record: 2. API Key value should be at least 20 characters'
const importKeys = (failOnWarnings: boolean): Step => ({
  call: 'ImportApiKeys',
  with: {format: 'csv', failOnWarnings, body: Buffer.from(keysFile)},
})
const importedKey = {...listed('one'), enabled: true, description: 'first'}

const captured = {source: 'radkawar/stackd testdata/aws/apigateway/api_keys.json', recorded: '2026-09-25'}

const scenarios: readonly Scenario[] = [
  {
    name: 'a name query sorts by name; a second key may have the same name, not the same value',
    ...captured,
    steps: [
      create('shop-b'),
      {
        call: 'CreateApiKey',
        with: {name: 'shop-c', value: value('shop'), customerId: 'acme', description: 'c', tags: {Owner: 'me'}},
        as: 'c',
        answers: [
          201,
          {
            ...listed('shop-c'),
            value: value('shop'),
            customerId: 'acme',
            description: 'c',
            tags: {Owner: 'me'},
          },
        ],
      },
      create('shop-a'),
      {
        call: 'CreateApiKey',
        with: {name: 'shop-d', value: value('shop')},
        refuses: ['ConflictException', 'API Key already exists'],
      },
      create('shop-b'),
      {
        call: 'GetApiKeys',
        with: {nameQuery: 'shop-', includeValues: false},
        answers: [
          200,
          {
            items: [
              listed('shop-a'),
              listed('shop-b'),
              listed('shop-b'),
              {...listed('shop-c'), customerId: 'acme', description: 'c', tags: {Owner: 'me'}},
            ],
          },
        ],
      },
      list({nameQuery: 'shop-', customerId: 'absent'}, []),
      {
        call: 'UpdateApiKey',
        with: {apiKey: '{shop-a.id}', patchOperations: [{op: 'replace', path: '/description', value: 'new'}]},
        answers: [200, {...listed('shop-a'), description: 'new', tags: {}}],
      },
    ],
  },
  ...[false, true].map((failOnWarnings): Scenario => ({
    name: `an import keeps the good rows, failOnWarnings ${failOnWarnings}`,
    source: 'radkawar/stackd testdata/aws/apigateway',
    recorded: '2026-09-01',
    steps: [
      failOnWarnings
        ? {
            ...importKeys(true),
            refuses: ['BadRequestException', `Warnings found during import:\n\t${warning}`],
          }
        : {...importKeys(false), answers: [201, {ids: [madeUp.id], warnings: [warning]}]},
      {call: 'GetApiKeys', answers: [200, {items: [importedKey]}]},
    ],
  })),
  {
    name: 'a list starts with the youngest, a name query is a prefix in its own case',
    source: extended,
    recorded: '2024-10-10',
    steps: [
      list({}, []),
      create('test-key-b'),
      list({}, ['test-key-b']),
      list({nameQuery: 'test-key-a'}, []),
      list({nameQuery: 'test-key'}, ['test-key-b']),
      list({nameQuery: 'TEST-KEY'}, []),
      list({nameQuery: 'st-key-b'}, []),
      list({nameQuery: 'st-key'}, []),
      create('test-key-a'),
      list({}, ['test-key-a', 'test-key-b']),
      list({nameQuery: 'test-key-a'}, ['test-key-a']),
      list({nameQuery: 'test-key'}, ['test-key-a', 'test-key-b']),
      {...list({limit: 1}, ['test-key-a'], {position: madeUp.text}), as: 'page'},
      list({limit: 1, position: '{page.position}'}, ['test-key-b']),
    ],
  },
  {
    name: 'keys of a plan, deleted with their keys; an unknown plan has none',
    source: extended,
    recorded: '2024-10-10',
    steps: [
      create('second'),
      create('first'),
      {
        call: 'CreateUsagePlan',
        with: {name: 'basic'},
        as: 'plan',
        answers: [201, {id: madeUp.id, name: 'basic', apiStages: []}],
      },
      members({}, []),
      attach('second'),
      attach('first'),
      members({}, ['first', 'second']),
      members({nameQuery: 'f'}, ['first']),
      members({nameQuery: 'F'}, []),
      members({nameQuery: 'nothing'}, []),
      {call: 'DeleteApiKey', with: {apiKey: '{first.id}'}, answers: [202, {}]},
      {call: 'DeleteApiKey', with: {apiKey: '{second.id}'}, answers: [202, {}]},
      members({}, []),
      members({usagePlanId: 'bad-id'}, []),
    ],
  },
  {
    name: 'a limit that makes no sense is the usual one; a new name',
    source: extended,
    recorded: '2025-07-16',
    steps: [
      list({limit: -1}, []),
      {...create('key'), with: {name: 'key', enabled: false}},
      {...update('/name', 'new-name'), answers: [200, {...listed('new-name'), tags: {}}]},
    ],
  },
  {
    name: 'names: at most 1024 characters, and an empty one is none',
    source: extended,
    recorded: '2025-07-17',
    steps: [
      {
        call: 'CreateApiKey',
        with: {name: 'a'.repeat(1025)},
        refuses: ['BadRequestException', 'Invalid API Key name, can be at most 1024 characters.'],
      },
      {call: 'CreateApiKey', with: {name: ''}, answers: [201, {...nameless, value: madeUp.text}]},
      {call: 'CreateApiKey', with: {}, answers: [201, {...nameless, value: madeUp.text}]},
    ],
  },
  {
    name: 'values: 20 to 128 characters, and an empty one is made up',
    source: extended,
    recorded: '2025-07-17',
    steps: [
      {
        call: 'CreateApiKey',
        with: {value: 'short'},
        refuses: ['BadRequestException', 'API Key value should be at least 20 characters'],
      },
      {
        call: 'CreateApiKey',
        with: {value: 'a'.repeat(129)},
        refuses: ['BadRequestException', 'API Key value exceeds maximum size of 128 characters'],
      },
      {call: 'CreateApiKey', with: {value: ''}, answers: [201, {...nameless, value: madeUp.text}]},
    ],
  },
  {
    name: 'what UpdateApiKey refuses, and what it reads as false',
    source: extended,
    recorded: '2025-07-18',
    steps: [
      {call: 'CreateApiKey', with: {description: 'a'.repeat(125_001)}, refuses: tooLong},
      {call: 'CreateApiKey', with: {}, as: 'key'},
      {...update('/description', 'a'.repeat(125_001)), refuses: tooLong},
      {...update('/enabled', 'not-a-boolean'), answers: [200, {...nameless, tags: {}}]},
      {
        ...update('/id', 'new-id'),
        refuses: [
          'BadRequestException',
          "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description, /enabled, /name, /customerId]",
        ],
      },
    ],
  },
  {
    name: 'a plan on a stage: create, get, list, update',
    source: common,
    recorded: '2023-07-28',
    steps: [
      ...deployed,
      {
        call: 'CreateUsagePlan',
        with: {name: 'basic', description: 'a plan', apiStages},
        as: 'plan',
        answers: [201, {id: madeUp.id, name: 'basic', description: 'a plan', apiStages}],
      },
      {
        call: 'GetUsagePlan',
        with: {usagePlanId: '{plan.id}'},
        answers: [200, {id: '{plan.id}', name: 'basic', description: 'a plan', apiStages, tags: {}}],
      },
      {
        call: 'GetUsagePlans',
        answers: [200, {items: [{id: '{plan.id}', name: 'basic', description: 'a plan', apiStages}]}],
      },
      {
        call: 'UpdateUsagePlan',
        with: {
          usagePlanId: '{plan.id}',
          patchOperations: [
            {op: 'replace', path: '/throttle/burstLimit', value: '100'},
            {op: 'replace', path: '/throttle/rateLimit', value: '200'},
          ],
        },
        answers: [
          200,
          {
            id: '{plan.id}',
            name: 'basic',
            description: 'a plan',
            apiStages,
            tags: {},
            throttle: {burstLimit: 100, rateLimit: 200},
          },
        ],
      },
    ],
  },
  {
    name: 'a plan with everything, a key in it, the key disabled',
    source: common,
    recorded: '2023-07-27',
    steps: [
      ...deployed,
      {
        call: 'CreateUsagePlan',
        with: {
          name: 'basic',
          apiStages,
          throttle: {burstLimit: 1, rateLimit: 2},
          quota: {limit: 10, period: 'DAY', offset: 0},
          tags: {tag_key: 'tag_value'},
        },
        as: 'plan',
        answers: [
          201,
          {
            id: madeUp.id,
            name: 'basic',
            apiStages,
            throttle: {burstLimit: 1, rateLimit: 2},
            quota: {limit: 10, offset: 0, period: 'DAY'},
            tags: {tag_key: 'tag_value'},
          },
        ],
      },
      {
        call: 'CreateApiKey',
        with: {name: 'key', enabled: true},
        as: 'key',
        answers: [201, {...listed('key'), enabled: true, value: madeUp.text}],
      },
      attach('key'),
      {...update('/enabled', 'false'), answers: [200, {...listed('key'), tags: {}}]},
    ],
  },
  {
    name: 'a burst may be larger than a rate',
    source: extended,
    recorded: '2025-09-26',
    steps: [
      {
        call: 'CreateUsagePlan',
        with: {name: 'basic', throttle: {rateLimit: 10, burstLimit: 20}},
        answers: [201, {id: madeUp.id, name: 'basic', apiStages: [], throttle: {burstLimit: 20, rateLimit: 10}}],
      },
    ],
  },
]

testScenarios('API key', scenarios)
