import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const folder = 'localstack/localstack tests/aws/services/apigateway'
const common = `${folder}/test_apigateway_common.snapshot.json`
const canary = `${folder}/test_apigateway_canary.snapshot.json`

/** The paths that UpdateStage knows, as AWS prints them, its missing commas included. */
const knownPaths =
  '[/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format, /{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace, /{resourcePath}/{httpMethod}/logging/loglevel, /{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds, /{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted, /{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, /{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, /*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel, /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, /*/*/caching/enabled, /*/*/caching/dataEncrypted, /*/*/caching/requireAuthorizationForCacheControl, /*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}, /tracingEnabled]'

const labels = {restApiId: '{api.id}', resourceId: '{api.rootResourceId}', httpMethod: 'GET'}

/** An API that can be deployed. */
const api: readonly Step[] = [
  {call: 'CreateRestApi', with: {name: 'pets'}, as: 'api'},
  {call: 'PutMethod', with: {...labels, authorizationType: 'NONE'}},
  {call: 'PutIntegration', with: {...labels, type: 'MOCK'}},
]

function deploy(as: string, members: object = {}): Step {
  return {
    call: 'CreateDeployment',
    with: {restApiId: '{api.id}', ...members},
    as,
    answers: [201, {id: madeUp.id, createdDate: madeUp.date}],
  }
}

const create = (members: object): Step => ({call: 'CreateStage', with: {restApiId: '{api.id}', ...members}})
const get: Step = {call: 'GetStage', with: {restApiId: '{api.id}', stageName: 'dev'}}
const list = (members: object = {}): Step => ({call: 'GetStages', with: {restApiId: '{api.id}', ...members}})

function update(...patchOperations: object[]): Step {
  return {call: 'UpdateStage', with: {restApiId: '{api.id}', stageName: 'dev', patchOperations}}
}

const replace = (path: string, value: string): object => ({op: 'replace', path, value})

/** A stage as every operation answers it. */
const stage = (deploymentId: string, members: object = {}): object => ({
  stageName: 'dev',
  deploymentId,
  cacheClusterEnabled: false,
  cacheClusterStatus: 'NOT_AVAILABLE',
  createdDate: madeUp.date,
  lastUpdatedDate: madeUp.date,
  methodSettings: {},
  tracingEnabled: false,
  ...members,
})

const settings = {
  cacheDataEncrypted: false,
  cacheTtlInSeconds: 300,
  cachingEnabled: true,
  dataTraceEnabled: false,
  metricsEnabled: false,
  requireAuthorizationForCacheControl: true,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10000,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
}

const unknownPath = (path: string) =>
  ['BadRequestException', `Invalid method setting path: ${path}. Must be one of: ${knownPaths}`] as const
const nothingThere = (token: string) =>
  [
    'BadRequestException',
    `Cannot remove method setting ${token} because there is no method setting for this method `,
  ] as const
const inUse = ['BadRequestException', 'Active stages pointing to this deployment must be moved or deleted'] as const
const notDeployable = (why: string) => ['BadRequestException', `Invalid deployment content specified.${why}`] as const
const needsStage = 'Non null and non empty stageName must be provided for canary deployment. Provided value is '

const documented: readonly Step[] = [
  ...api,
  deploy('one'),
  {
    call: 'CreateDocumentationPart',
    with: {restApiId: '{api.id}', location: {type: 'API'}, properties: '{"foo": "bar"}'},
  },
  {call: 'CreateDocumentationVersion', with: {restApiId: '{api.id}', documentationVersion: 'v123'}},
  {
    ...create({stageName: 'dev', deploymentId: '{one.id}', description: 'my stage', documentationVersion: 'v123'}),
    answers: [201, stage('{one.id}', {description: 'my stage', documentationVersion: 'v123'})],
  },
]

const canaryOf = (deploymentId: string, percentTraffic: number, overrides?: object): object => ({
  canarySettings: {
    deploymentId,
    percentTraffic,
    useStageCache: false,
    ...(overrides === undefined ? {} : {stageVariableOverrides: overrides}),
  },
})
const variables = {testVar: 'default'}
const named = {description: 'dev stage', variables}

const account = {throttleSettings: {burstLimit: 5000, rateLimit: 10000}, features: ['UsagePlans'], apiKeyVersion: '4'}
const role = 'arn:aws:iam::000000000000:role/logs'
const logGroup = 'arn:aws:logs:eu-west-1:000000000000:log-group:access'
const setRole = (value: string): Step => ({
  call: 'UpdateAccount',
  with: {patchOperations: [replace('/cloudwatchRoleArn', value)]},
})
const needsRole = [
  'BadRequestException',
  'CloudWatch Logs role ARN must be set in account settings to enable logging',
] as const

const scenarios: readonly Scenario[] = [
  {
    name: 'logs need a role of the account',
    source: 'https://github.com/Miserlou/Zappa/issues/1946',
    recorded: '2019-10-25',
    steps: [
      ...api,
      deploy('one', {stageName: 'dev'}),
      {...update(replace('/*/*/logging/loglevel', 'ERROR')), refuses: needsRole},
      {...update(replace('/accessLogSettings/destinationArn', logGroup)), refuses: needsRole},
      setRole(role),
      {
        ...update(replace('/accessLogSettings/destinationArn', logGroup)),
        answers: [200, stage('{one.id}', {accessLogSettings: {destinationArn: logGroup}})],
      },
    ],
  },
  {
    name: 'the account: what it has, and a role taken away that it never had',
    source: 'radkawar/stackd testdata/aws/apigateway/rest_websocket_logs.json',
    recorded: '2026-09-25',
    steps: [
      {call: 'GetAccount', answers: [200, account]},
      {...setRole(''), answers: [200, account]},
      {...setRole(role), answers: [200, {...account, cloudwatchRoleArn: role}]},
    ],
  },
  {
    name: 'method settings: every member with the first touch, `*/*` as the default of others',
    source: common,
    recorded: '2024-03-05',
    steps: [
      ...documented,
      {...update(replace('/documentation_version', '123')), refuses: unknownPath('/documentation_version')},
      {...update(replace('/tags/tag1', 'value1')), refuses: unknownPath('/tags/tag1')},
      {
        ...update(
          replace('/description', 'stage new'),
          replace('/variables/var1', 'test'),
          replace('/variables/var2', 'test2'),
          replace('/*/*/throttling/burstLimit', '123'),
          replace('/*/*/caching/enabled', 'true'),
          replace('/tracingEnabled', 'true'),
          replace('/test/GET/throttling/burstLimit', '124'),
        ),
        answers: [
          200,
          stage('{one.id}', {
            description: 'stage new',
            documentationVersion: 'v123',
            tracingEnabled: true,
            variables: {var1: 'test', var2: 'test2'},
            methodSettings: {
              '*/*': {...settings, throttlingBurstLimit: 123},
              'test/GET': {...settings, throttlingBurstLimit: 124},
            },
          }),
        ],
      },
      {
        ...update(replace('/*/*/throttling/burstLimit', '100')),
        answers: [
          200,
          stage('{one.id}', {
            description: 'stage new',
            documentationVersion: 'v123',
            tracingEnabled: true,
            variables: {var1: 'test', var2: 'test2'},
            methodSettings: {
              '*/*': {...settings, throttlingBurstLimit: 100},
              'test/GET': {...settings, throttlingBurstLimit: 124},
            },
          }),
        ],
      },
    ],
  },
  {
    name: 'the settings of all methods are removed as a whole',
    source: common,
    recorded: '2024-03-05',
    steps: [
      ...documented,
      {...update({op: 'remove', path: '/*/*'}), refuses: nothingThere('*/*')},
      {
        ...update(replace('/*/*/caching/enabled', 'true')),
        answers: [
          200,
          stage('{one.id}', {
            description: 'my stage',
            documentationVersion: 'v123',
            methodSettings: {'*/*': settings},
          }),
        ],
      },
      {
        ...update({op: 'remove', path: '/*/*'}),
        answers: [200, stage('{one.id}', {description: 'my stage', documentationVersion: 'v123'})],
      },
    ],
  },
  {
    name: 'a deployment cannot be deleted while a stage shows it',
    source: common,
    recorded: '2023-09-11',
    steps: [
      ...api,
      deploy('one'),
      create({stageName: 'dev', deploymentId: '{one.id}'}),
      {
        call: 'GetDeployment',
        with: {restApiId: '{api.id}', deploymentId: '{one.id}'},
        answers: [200, {id: '{one.id}', createdDate: madeUp.date}],
      },
      {...list(), answers: [200, {item: [stage('{one.id}')]}]},
      {call: 'DeleteDeployment', with: {restApiId: '{api.id}', deploymentId: '{one.id}'}, refuses: inUse},
      deploy('two', {stageName: 'dev'}),
      {...list(), answers: [200, {item: [stage('{two.id}')]}]},
      {call: 'DeleteDeployment', with: {restApiId: '{api.id}', deploymentId: '{one.id}'}, answers: [202, {}]},
      {call: 'DeleteDeployment', with: {restApiId: '{api.id}', deploymentId: '{two.id}'}, refuses: inUse},
      {call: 'DeleteStage', with: {restApiId: '{api.id}', stageName: 'dev'}, answers: [202, {}]},
      {call: 'DeleteDeployment', with: {restApiId: '{api.id}', deploymentId: '{two.id}'}, answers: [202, {}]},
      {call: 'GetDeployments', with: {restApiId: '{api.id}'}, answers: [200, {items: []}]},
    ],
  },
  {
    name: 'a deployment that creates its stage, and its description',
    source: `${folder}/test_apigateway_basic.snapshot.json`,
    recorded: '2024-04-12',
    steps: [
      ...api,
      deploy('one', {stageName: 'dev'}),
      {...get, answers: [200, stage('{one.id}')]},
      {
        call: 'UpdateDeployment',
        with: {
          restApiId: '{api.id}',
          deploymentId: '{one.id}',
          patchOperations: [replace('/description', 'new-description')],
        },
        answers: [200, {id: '{one.id}', createdDate: madeUp.date, description: 'new-description'}],
      },
    ],
  },
  {
    name: 'stages of one deployment',
    source: `${folder}/test_apigateway_api.snapshot.json`,
    recorded: '2026-02-11',
    steps: [
      ...api,
      deploy('one', {stageName: 'dev'}),
      deploy('two', {stageName: 'prod'}),
      {...list(), answers: [200, {item: [stage('{one.id}'), stage('{two.id}', {stageName: 'prod'})]}]},
      {...list({deploymentId: '{one.id}'}), answers: [200, {item: [stage('{one.id}')]}]},
      {...list({deploymentId: '{two.id}'}), answers: [200, {item: [stage('{two.id}', {stageName: 'prod'})]}]},
    ],
  },
  {
    name: 'a stage with a canary: create, change an override, remove',
    source: canary,
    recorded: '2025-05-30',
    steps: [
      ...api,
      deploy('one'),
      deploy('two'),
      {
        ...create({
          stageName: 'dev',
          deploymentId: '{one.id}',
          ...named,
          canarySettings: {
            deploymentId: '{two.id}',
            percentTraffic: 50,
            stageVariableOverrides: {testVar: 'canary'},
          },
        }),
        answers: [201, stage('{one.id}', {...named, ...canaryOf('{two.id}', 50, {testVar: 'canary'})})],
      },
      {
        ...update(replace('/canarySettings/stageVariableOverrides/testVar', 'updated')),
        answers: [200, stage('{one.id}', {...named, ...canaryOf('{two.id}', 50, {testVar: 'updated'})})],
      },
      {...update({op: 'remove', path: '/canarySettings'}), answers: [200, stage('{one.id}', named)]},
      {...get, answers: [200, stage('{one.id}', named)]},
      {
        ...create({stageName: 'other', deploymentId: '{one.id}', canarySettings: {deploymentId: 'deploy'}}),
        refuses: ['BadRequestException', 'Deployment id does not exist'],
      },
    ],
  },
  {
    name: 'a canary deployment goes to the canary of its stage',
    source: canary,
    recorded: '2025-05-30',
    steps: [
      ...api,
      deploy('one'),
      create({stageName: 'dev', deploymentId: '{one.id}', ...named}),
      deploy('two', {
        stageName: 'dev',
        canarySettings: {percentTraffic: 50, stageVariableOverrides: {testVar: 'canary'}},
      }),
      {...get, answers: [200, stage('{one.id}', {...named, ...canaryOf('{two.id}', 50, {testVar: 'canary'})})]},
    ],
  },
  {
    name: 'touching one member of a canary makes the whole of it',
    source: canary,
    recorded: '2025-05-30',
    steps: [
      ...api,
      deploy('one'),
      deploy('two'),
      create({stageName: 'dev', deploymentId: '{one.id}', ...named}),
      {
        ...update(replace('/canarySettings/deploymentId', '{two.id}')),
        answers: [200, stage('{one.id}', {...named, ...canaryOf('{two.id}', 0)})],
      },
      update({op: 'remove', path: '/canarySettings'}),
      {
        ...update(replace('/canarySettings/percentTraffic', '50')),
        answers: [200, stage('{one.id}', {...named, ...canaryOf('{one.id}', 50)})],
      },
      {...get, answers: [200, stage('{one.id}', {...named, ...canaryOf('{one.id}', 50)})]},
    ],
  },
  {
    name: 'what a canary deployment needs',
    source: canary,
    recorded: '2025-05-30',
    steps: [
      ...api,
      ...(
        [
          [{}, `${needsStage}null`],
          [{stageName: ''}, needsStage],
          [
            {stageName: 'non-existing'},
            'Stage non-existing must already be created before making a canary release deployment',
          ],
        ] as const
      ).map(([members, why]) => ({
        call: 'CreateDeployment',
        with: {restApiId: '{api.id}', ...members, canarySettings: {percentTraffic: 50}},
        refuses: notDeployable(why),
      })),
    ],
  },
  {
    name: 'what UpdateStage refuses of canaries',
    source: canary,
    recorded: '2025-05-30',
    steps: [
      ...api,
      deploy('one', {stageName: 'dev'}),
      deploy('two', {
        stageName: 'dev',
        canarySettings: {percentTraffic: 50, stageVariableOverrides: {testVar: 'canary'}},
      }),
      {
        ...update({op: 'remove', path: '/canarySettings/stageVariableOverrides'}),
        refuses: nothingThere('canarySettings/stageVariableOverrides'),
      },
      {...update({op: 'remove', path: '/canarySettings/badPath'}), refuses: nothingThere('canarySettings/badPath')},
      {...update(replace('/canarySettings', 'test')), refuses: unknownPath('/canarySettings')},
      {...update(replace('/canarySettings/badPath', 'badPath')), refuses: unknownPath('/canarySettings/badPath')},
      update({op: 'remove', path: '/canarySettings'}),
      {
        ...update({op: 'add', path: '/canarySettings/deploymentId', value: '{one.id}'}),
        refuses: ['BadRequestException', 'Invalid add operation with path: /canarySettings/deploymentId'],
      },
      {
        ...update(replace('/canarySettings/deploymentId', 'deploy')),
        refuses: ['BadRequestException', 'Deployment id does not exist'],
      },
    ],
  },
  {
    name: 'a canary is promoted by copies, in the order of the list',
    source: canary,
    recorded: '2025-05-30',
    steps: [
      ...api,
      deploy('one', {stageName: 'dev', variables: {testVar: 'test', testVar2: 'test2'}}),
      {
        ...update(
          {op: 'copy', path: '/canarySettings/stageVariableOverrides', from: '/variables'},
          {op: 'copy', path: '/canarySettings/deploymentId', from: '/deploymentId'},
        ),
        refuses: [
          'BadRequestException',
          'Invalid copy operation with path: /canarySettings/stageVariableOverrides and from /variables. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]',
        ],
      },
      {
        ...update(
          {op: 'copy', from: '/canarySettings/stageVariableOverrides', path: '/variables'},
          {op: 'copy', from: '/canarySettings/deploymentId', path: '/deploymentId'},
        ),
        refuses: ['BadRequestException', 'Promotion not available. Canary does not exist.'],
      },
      {
        ...update(
          replace('/canarySettings/percentTraffic', '0.0'),
          {op: 'copy', from: '/canarySettings/deploymentId', path: '/deploymentId'},
          {op: 'copy', from: '/canarySettings/stageVariableOverrides', path: '/variables'},
        ),
        answers: [
          200,
          stage('{one.id}', {variables: {testVar: 'test', testVar2: 'test2'}, ...canaryOf('{one.id}', 0)}),
        ],
      },
      deploy('two', {
        stageName: 'dev',
        canarySettings: {percentTraffic: 50, stageVariableOverrides: {testVar: 'override'}},
      }),
      {
        ...update(
          replace('/canarySettings/percentTraffic', '0.0'),
          {op: 'copy', from: '/canarySettings/deploymentId', path: '/deploymentId'},
          {op: 'copy', from: '/canarySettings/stageVariableOverrides', path: '/variables'},
        ),
        answers: [
          200,
          stage('{two.id}', {
            variables: {testVar: 'override', testVar2: 'test2'},
            ...canaryOf('{two.id}', 0, {testVar: 'override'}),
          }),
        ],
      },
    ],
  },
]

testScenarios('stage', scenarios)
