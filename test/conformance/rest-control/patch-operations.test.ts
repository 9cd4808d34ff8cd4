import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../src/gateway/control/operation.js'
import {ServiceError} from '../../../src/gateway/control/service-error.js'
import {Caller} from '../../gateway/control/apigateway/caller.js'
import type {RecordedCase} from '../recorded-case.js'

/** AWS's table of what each Update operation can change. */
const table = {
  source: 'https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html',
  recorded: '2026-05-01',
}

const operations = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const
type Op = (typeof operations)[number]

/**
 * One path: the operations that AWS takes there, each with a value that fits; all others are refused. A name in braces,
 * `{restApiId}`, stands for one of the account's ids.
 */
type Row = [path: string, accepted: Partial<Record<Op, string>>]

type Table = {update: string; labels: (world: World) => Members; rows: readonly Row[]}

/** An account with one of everything. */
class World extends Caller {
  readonly api = this.mockApi()
  readonly resourceId = this.text(
    'CreateResource',
    {...this.inApi({parentId: this.api.rootId}), pathPart: 'pets'},
    'id',
  )
  readonly authorizerId = this.text('CreateAuthorizer', this.inApi({name: 'pool', ...pool}), 'id')
  readonly validatorId = this.text('CreateRequestValidator', this.inApi({name: 'all'}), 'id')
  readonly deploymentId: string
  readonly otherDeploymentId: string
  readonly partId: string
  readonly keyId: string
  readonly planId: string
  readonly linkId: string
  readonly privateApiId: string
  readonly privateDomainId: string
  readonly ids: Readonly<Record<string, string>>
  readonly certificateId: string
  readonly method = this.inApi({resourceId: this.resourceId, httpMethod: 'POST'})

  constructor() {
    super()
    const parameters = {'method.request.querystring.q': false}
    this.call('PutMethod', {
      ...this.method,
      authorizationType: 'COGNITO_USER_POOLS',
      authorizerId: this.authorizerId,
      authorizationScopes: ['a/read', 'a/write'],
      requestParameters: parameters,
      requestModels: {'application/json': 'Empty'},
    })
    this.call('PutIntegration', {
      ...this.method,
      type: 'HTTP',
      integrationHttpMethod: 'GET',
      uri: 'http://example.com',
      cacheKeyParameters: ['method.request.querystring.q'],
      requestParameters: {'integration.request.header.q': 'method.request.querystring.q'},
      requestTemplates: {'application/json': '{}'},
    })
    const response = {...this.method, statusCode: '200'}
    const header = 'method.response.header.X-A'
    this.call('PutMethodResponse', {
      ...response,
      responseParameters: {[header]: false},
      responseModels: {'application/json': 'Empty'},
    })
    this.call('PutIntegrationResponse', {
      ...response,
      responseParameters: {[header]: "'a'"},
      responseTemplates: {'application/json': '{}'},
    })
    this.call(
      'PutGatewayResponse',
      this.inApi({
        responseType: 'THROTTLED',
        responseParameters: {'gatewayresponse.header.X-A': "'a'"},
      }),
    )
    this.call('CreateModel', this.inApi({name: 'Pet', contentType: 'application/json', schema: '{"type":"object"}'}))
    const location = {type: 'API'}
    this.partId = this.text('CreateDocumentationPart', this.inApi({location, properties: '{"a":"b"}'}), 'id')
    this.call('CreateDocumentationVersion', this.inApi({documentationVersion: '1'}))
    this.certificateId = this.text('GenerateClientCertificate', {}, 'clientCertificateId')
    this.call('UpdateAccount', {patchOperations: [{op: 'replace', path: '/cloudwatchRoleArn', value: role}]})
    this.deploymentId = this.text('CreateDeployment', this.inApi({}), 'id')
    this.otherDeploymentId = this.text('CreateDeployment', this.inApi({}), 'id')
    this.call(
      'CreateStage',
      this.inApi({
        stageName: 'dev',
        deploymentId: this.deploymentId,
        variables: {a: 'b'},
        canarySettings: {
          deploymentId: this.otherDeploymentId,
          percentTraffic: 10,
          stageVariableOverrides: {a: 'c'},
        },
      }),
    )
    this.call(
      'UpdateStage',
      this.inApi({
        stageName: 'dev',
        patchOperations: [
          {op: 'replace', path: '/accessLogSettings/destinationArn', value: logGroup},
          {op: 'replace', path: '/accessLogSettings/format', value: '$context.requestId'},
          {op: 'replace', path: '/*/*/metrics/enabled', value: 'true'},
        ],
      }),
    )
    this.call('CreateStage', this.inApi({stageName: 'prod', deploymentId: this.deploymentId}))
    this.keyId = this.text('CreateApiKey', {name: 'key'}, 'id')
    const stage = {apiId: this.api.restApiId, stage: 'dev', throttle: {'/pets/POST': {rateLimit: 1, burstLimit: 1}}}
    const quota = {limit: 10, period: 'WEEK', offset: 1}
    const plan = {name: 'plan', apiStages: [stage], quota, throttle: {rateLimit: 1, burstLimit: 1}}
    this.planId = this.text('CreateUsagePlan', plan, 'id')
    this.call('CreateUsagePlanKey', {usagePlanId: this.planId, keyId: this.keyId, keyType: 'API_KEY'})
    const targetArns = ['arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/a/0123456789abcdef']
    this.call('CreateDomainName', {
      domainName,
      regionalCertificateArn: certificateArn,
      endpointConfiguration: {types: ['REGIONAL']},
    })
    this.call('CreateBasePathMapping', {domainName, basePath: 'pets', ...this.inApi({stage: 'dev'})})
    this.linkId = this.text('CreateVpcLink', {name: 'link', targetArns}, 'id')
    const endpointConfiguration = {types: ['PRIVATE']}
    const onlyPrivate = {endpointConfiguration: {...endpointConfiguration, vpcEndpointIds: [endpointId]}}
    this.privateApiId = this.text('CreateRestApi', {name: 'private', ...onlyPrivate}, 'id')
    this.privateDomainId = this.text(
      'CreateDomainName',
      {domainName: privateDomainName, certificateArn, endpointConfiguration, policy},
      'domainNameId',
    )
    const other = this.mockApi()
    this.call('CreateDeployment', {restApiId: other.restApiId, stageName: 'dev'})
    this.ids = {
      restApiId: this.api.restApiId,
      otherRestApiId: other.restApiId,
      otherResourceId: this.text('CreateResource', {...this.inApi({parentId: this.api.rootId}), pathPart: 'a'}, 'id'),
      otherAuthorizerId: this.text('CreateAuthorizer', this.inApi({name: 'other', ...pool}), 'id'),
    }
  }

  /** A path or a value with ids in place of their names. */
  filled(text: string): string {
    return text.replaceAll(/\{(\w+)\}/g, (name, id) => this.ids[String(id)] ?? name)
  }

  inApi(members: Members): Members {
    return {restApiId: this.api.restApiId, ...members}
  }
}

const role = 'arn:aws:iam::111111111111:role/logs'
const logGroup = 'arn:aws:logs:eu-west-1:111111111111:log-group:access'
const poolArn = (name: string): string => `arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_${name}`
const domainName = 'api.example.com'
const privateDomainName = 'private.example.com'
const endpointId = 'vpce-0123456789abcdef0'
const policy = '{"Version":"2012-10-17","Statement":[]}'
const certificateArn = 'arn:aws:acm:eu-west-1:111111111111:certificate/11111111-2222-3333-4444-555555555555'
const pool = {
  type: 'COGNITO_USER_POOLS',
  providerARNs: [poolArn('A'), poolArn('B')],
  identitySource: 'method.request.header.Authorization',
}

/** The same value for add and replace; remove takes none. */
const all = (value: string): Row[1] => ({add: value, replace: value, remove: ''})
const replaced = (value: string): Row[1] => ({replace: value})
const listed = (value: string): Row[1] => ({add: value, remove: value})

const tables: readonly Table[] = [
  {
    update: 'UpdateAccount',
    labels: () => ({}),
    rows: [
      ['/cloudwatchRoleArn', replaced(role)],
      ['/features', {add: 'UsagePlans', remove: 'BlockedForRoutingRules'}],
      ['/throttleSettings', {}],
    ],
  },
  {
    update: 'UpdateApiKey',
    labels: ({keyId}) => ({apiKey: keyId}),
    rows: [
      ['/customerId', replaced('a')],
      ['/description', replaced('a')],
      ['/name', replaced('a')],
      ['/enabled', replaced('true')],
      ['/labels', listed('a')],
      ['/stages', listed('abc123/dev')],
      ['/value', {}],
    ],
  },
  {
    update: 'UpdateAuthorizer',
    labels: ({api, authorizerId}) => ({restApiId: api.restApiId, authorizerId}),
    rows: [
      ['/name', replaced('a')],
      ['/authType', replaced('cognito_user_pools')],
      ['/authorizerResultTtlInSeconds', replaced('60')],
      ['/identityValidationExpression', replaced('^a$')],
      ['/type', replaced('COGNITO_USER_POOLS')],
      ['/identitySource', {add: 'method.request.header.A', replace: 'method.request.header.A', remove: ''}],
      ['/providerARNs', {add: poolArn('C'), remove: poolArn('B')}],
      ['/id', {}],
    ],
  },
  {
    update: 'UpdateBasePathMapping',
    labels: () => ({domainName, basePath: 'pets'}),
    rows: [
      ['/basepath', replaced('dogs')],
      ['/stage', replaced('prod')],
      ['/restapiId', replaced('{otherRestApiId}')],
      ['/domainName', {}],
    ],
  },
  {
    update: 'UpdateClientCertificate',
    labels: ({certificateId}) => ({clientCertificateId: certificateId}),
    rows: [
      ['/description', replaced('a')],
      ['/pemEncodedCertificate', {}],
    ],
  },
  {
    update: 'UpdateDeployment',
    labels: ({api, deploymentId}) => ({restApiId: api.restApiId, deploymentId}),
    rows: [
      ['/description', replaced('a')],
      ['/id', {}],
    ],
  },
  {
    update: 'UpdateDocumentationPart',
    labels: ({api, partId}) => ({restApiId: api.restApiId, documentationPartId: partId}),
    rows: [
      ['/properties', replaced('{"a":"c"}')],
      ['/location', {}],
    ],
  },
  {
    update: 'UpdateDocumentationVersion',
    labels: ({api}) => ({restApiId: api.restApiId, documentationVersion: '1'}),
    rows: [
      ['/description', replaced('a')],
      ['/version', {}],
    ],
  },
  {
    update: 'UpdateDomainName',
    labels: () => ({domainName}),
    rows: [
      ['/certificateArn', all(certificateArn)],
      ['/certificateName', all('a')],
      ['/regionalCertificateArn', all(certificateArn)],
      ['/regionalCertificateName', all('a')],
      ['/endpointConfiguration/types', {add: 'EDGE', remove: 'EDGE'}],
      ['/endpointAccessMode', replaced('BASIC')],
      ['/mutualTlsAuthentication/truststoreUri', all('s3://bucket/truststore.pem')],
      ['/mutualTlsAuthentication/truststoreVersion', all('1')],
      ['/ownershipVerificationCertificateArn', all(certificateArn)],
      ['/endpointConfiguration/ipAddressType', replaced('dualstack')],
      ['/routingMode', replaced('ROUTING_RULE_ONLY')],
      ['/securityPolicy', replaced('TLS_1_2')],
      ['/domainName', {}],
    ],
  },
  {
    update: 'UpdateDomainName',
    labels: ({privateDomainId}) => ({domainName: privateDomainName, domainNameId: privateDomainId}),
    rows: [
      ['/policy', replaced(policy)],
      ['/managementPolicy', replaced(policy)],
    ],
  },
  {
    update: 'UpdateGatewayResponse',
    labels: ({api}) => ({restApiId: api.restApiId, responseType: 'THROTTLED'}),
    rows: [
      ['/statusCode', replaced('418')],
      ['/responseParameters/gatewayresponse.header.X-A', all("'b'")],
      ['/responseTemplates/application~1json', all('{}')],
      ['/responseType', {}],
    ],
  },
  {
    update: 'UpdateIntegration',
    labels: ({method}) => method,
    rows: [
      ['/cacheKeyParameters/method.request.querystring.q', all('method.request.querystring.q')],
      ['/cacheNamespace', replaced('a')],
      ['/connectionType', replaced('INTERNET')],
      ['/contentHandling', replaced('CONVERT_TO_TEXT')],
      ['/credentials', replaced(role)],
      ['/httpMethod', replaced('POST')],
      ['/passthroughBehavior', replaced('NEVER')],
      ['/timeoutInMillis', replaced('1000')],
      ['/tlsConfig/insecureSkipVerification', replaced('true')],
      ['/uri', replaced('http://example.com/a')],
      ['/requestParameters/integration.request.header.q', all("'a'")],
      ['/requestTemplates/application~1json', all('{}')],
      ['/type', {}],
    ],
  },
  {
    update: 'UpdateIntegrationResponse',
    labels: ({method}) => ({...method, statusCode: '200'}),
    rows: [
      ['/contentHandling', replaced('CONVERT_TO_TEXT')],
      ['/selectionPattern', replaced('2..')],
      ['/responseParameters/method.response.header.X-A', all("'b'")],
      ['/responseTemplates/application~1json', all('{}')],
      ['/statusCode', {}],
    ],
  },
  {
    update: 'UpdateMethod',
    labels: ({method}) => method,
    rows: [
      ['/apiKeyRequired', replaced('true')],
      ['/authorizationScopes', listed('a/read')],
      ['/authorizationType', replaced('NONE')],
      ['/authorizerId', replaced('{otherAuthorizerId}')],
      ['/operationName', replaced('a')],
      ['/requestValidatorId', replaced('')],
      ['/requestParameters/method.request.querystring.q', all('true')],
      ['/requestModels/application~1json', all('Error')],
      ['/httpMethod', {}],
    ],
  },
  {
    update: 'UpdateMethodResponse',
    labels: ({method}) => ({...method, statusCode: '200'}),
    rows: [
      ['/responseModels/application~1json', all('Error')],
      ['/responseParameters/method.response.header.X-A', all('true')],
      ['/statusCode', {}],
    ],
  },
  {
    update: 'UpdateModel',
    labels: ({api}) => ({restApiId: api.restApiId, modelName: 'Pet'}),
    rows: [
      ['/description', replaced('a')],
      ['/schema', replaced('{"type":"object","title":"a"}')],
      ['/contentType', {}],
    ],
  },
  {
    update: 'UpdateRequestValidator',
    labels: ({api, validatorId}) => ({restApiId: api.restApiId, requestValidatorId: validatorId}),
    rows: [
      ['/name', replaced('a')],
      ['/validateRequestBody', replaced('true')],
      ['/validateRequestParameters', replaced('true')],
      ['/id', {}],
    ],
  },
  {
    update: 'UpdateResource',
    labels: ({api, resourceId}) => ({restApiId: api.restApiId, resourceId}),
    rows: [
      ['/pathPart', replaced('dogs')],
      ['/parentId', replaced('{otherResourceId}')],
      ['/path', {}],
    ],
  },
  {
    update: 'UpdateRestApi',
    labels: ({api}) => ({restApiId: api.restApiId}),
    rows: [
      ['/apiKeySource', replaced('AUTHORIZER')],
      ['/disableExecuteApiEndpoint', replaced('true')],
      ['/name', replaced('a')],
      ['/policy', replaced('{"Version":"2012-10-17","Statement":[]}')],
      ['/description', all('a')],
      ['/endpointConfiguration/types/EDGE', replaced('REGIONAL')],
      ['/endpointConfiguration/ipAddressType', replaced('dualstack')],
      ['/minimumCompressionSize', replaced('10')],
      ['/rootResourceId', {}],
    ],
  },
  {
    update: 'UpdateRestApi',
    labels: ({privateApiId}) => ({restApiId: privateApiId}),
    rows: [['/endpointConfiguration/vpcEndpointIds', {add: 'vpce-0123456789abcdef1', remove: endpointId}]],
  },
  {
    update: 'UpdateStage',
    labels: ({api}) => ({restApiId: api.restApiId, stageName: 'dev'}),
    rows: [
      ['/accessLogSettings', {remove: ''}],
      ['/accessLogSettings/destinationArn', all(logGroup)],
      ['/accessLogSettings/format', all('$context.status')],
      ['/cacheClusterEnabled', replaced('true')],
      ['/cacheClusterSize', replaced('1.6')],
      ['/canarySettings', {remove: ''}],
      ['/canarySettings/percentTraffic', replaced('20')],
      ['/canarySettings/useStageCache', replaced('true')],
      ['/description', replaced('a')],
      ['/documentationVersion', replaced('1')],
      ['/tracingEnabled', replaced('true')],
      ['/variables/a', all('c')],
      ['/*/*', {remove: ''}],
      ['/*/*/metrics/enabled', replaced('false')],
      ['/*/*/logging/dataTrace', replaced('true')],
      ['/*/*/logging/loglevel', replaced('ERROR')],
      ['/*/*/throttling/burstLimit', replaced('1')],
      ['/*/*/throttling/rateLimit', replaced('0.5')],
      ['/~1pets/POST/caching/enabled', replaced('true')],
      ['/~1pets/POST/caching/ttlInSeconds', replaced('60')],
      ['/~1pets/POST/caching/dataEncrypted', replaced('true')],
      ['/~1pets/POST/caching/requireAuthorizationForCacheControl', replaced('false')],
      ['/~1pets/POST/caching/unauthorizedCacheControlHeaderStrategy', replaced('FAIL_WITH_403')],
      ['/stageName', {}],
    ],
  },
  {
    update: 'UpdateUsage',
    labels: ({planId, keyId}) => ({usagePlanId: planId, keyId}),
    rows: [
      ['/remaining', replaced('5')],
      ['/used', {}],
    ],
  },
  {
    update: 'UpdateUsagePlan',
    labels: ({planId}) => ({usagePlanId: planId}),
    rows: [
      ['/name', replaced('a')],
      ['/description', replaced('a')],
      ['/productCode', all('a')],
      ['/quota', {remove: ''}],
      ['/quota/limit', {add: '5', replace: '5'}],
      ['/quota/offset', {add: '2', replace: '2'}],
      ['/quota/period', {add: 'MONTH', replace: 'MONTH'}],
      ['/throttle', {remove: ''}],
      ['/throttle/burstLimit', {add: '5', replace: '5'}],
      ['/throttle/rateLimit', {add: '5', replace: '5'}],
      ['/apiStages', {add: '{restApiId}:prod', remove: '{restApiId}:dev'}],
      ['/apiStages/{restApiId}:dev/throttle', all('{"/pets/POST":{"rateLimit":5,"burstLimit":5}}')],
      ['/apiStages/{restApiId}:dev/throttle/~1pets/POST', {remove: ''}],
      ['/apiStages/{restApiId}:dev/throttle/~1pets/POST/rateLimit', {add: '5', replace: '5'}],
      ['/apiStages/{restApiId}:dev/throttle/~1pets/POST/burstLimit', {add: '5', replace: '5'}],
      ['/id', {}],
    ],
  },
  {
    update: 'UpdateVpcLink',
    labels: ({linkId}) => ({vpcLinkId: linkId}),
    rows: [
      ['/name', replaced('a')],
      ['/description', replaced('a')],
      ['/targetArns', {}],
    ],
  },
]

/** Beginnings of AWS's refusals: of a path, of an operation at a path, and UpdateStage's own. */
const refusals = [
  /^Invalid patch path {2}'\S+' specified for op '\w+'\. (Please choose supported operations|Must be one of: \[.+\])$/,
  /^Invalid patch path \/\S+$/,
  /^Invalid patch operation specified\. Must be (one of: \[[\w, ]+\]|'add'\|'remove'\|'replace')$/,
  /^Invalid method setting path: \/\S+\. Must be one of: \[/,
  /^Cannot remove method setting \S+ because there is no method setting for this method $/,
  /^Invalid (add|move|test) operation with path: \/\S+$/,
  /^Invalid copy operation with path: \/\S+ and from \S+\. Valid copy:path are /,
  /^Invalid accessLogSettings path\. Must be one of : \[/,
]

/** Thrown to take an accepted operation back, so that the next one finds the account as it was. */
class Undone extends Error {}

function refusalOf(world: World, {update, labels}: Table, operation: Members): string | undefined {
  try {
    return world.store.transaction(() => {
      world.call(update, {...labels(world), patchOperations: [operation]})
      throw new Undone()
    })
  } catch (error) {
    if (error instanceof Undone) return undefined
    if (error instanceof ServiceError && error.code === 'BadRequestException') return error.message
    throw error
  }
}

const cases = tables.flatMap((each) =>
  each.rows.map(([path, accepted]): RecordedCase & {row: Table; path: string; accepted: Row[1]} => ({
    name: `${each.update} ${path}: ${Object.keys(accepted).join(', ') || 'nothing'}`,
    ...table,
    row: each,
    path,
    accepted,
  })),
)

const world = new World()

for (const {name, source, recorded, row, path, accepted} of cases) {
  test(`patch operations: ${name} (${source}, ${recorded})`, () => {
    for (const op of operations) {
      const value = world.filled(accepted[op] ?? 'a')
      const refusal = refusalOf(world, row, {op, path: world.filled(path), value})
      if (Object.hasOwn(accepted, op)) assert.equal(refusal, undefined, op)
      else
        assert.ok(
          refusals.some((known) => known.test(refusal ?? 'accepted')),
          `${op}: ${refusal ?? 'accepted'}`,
        )
    }
  })
}
