import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {
  AuthorizerRecord,
  IntegrationRecord,
  IntegrationResponseRecord,
  MethodRecord,
  RestApiRecord,
  StageRecord,
} from '../../../../src/gateway/store/rest-records.js'
import {restFeature, type RestFeature} from '../../../../src/gateway/store/feature-registry.js'
import {deploy, methodOf, portsOf} from './rest-fixture.js'

const uri = 'http://h'

const cases: {name: string; integration: Partial<IntegrationRecord>; header: string | undefined}[] = [
  {name: 'a plain integration', integration: {}, header: undefined},
]

for (const {name, integration, header} of cases) {
  test(`a response names what the gateway does not do like AWS: ${name}`, async () => {
    const method = methodOf({type: 'HTTP_PROXY', httpMethod: 'GET', uri, ...integration})
    const api = deploy({routes: {'GET /': method}}, portsOf())
    assert.equal((await api.call('/')).headers['x-apigw-local-unsupported'], header)
    assert.equal('unsupported' in (api.ports.invocations[0] ?? {}), false)
  })
}

/**
 * How the data plane treats a member of a record: it obeys it, the member does not influence a request, or the registry
 * says what is missing. A member without an entry does not compile, so none can be ignored unseen.
 */
type Treatment = 'obeyed' | 'no influence' | RestFeature

type Treatments<Record_> = Record<keyof Required<Record_>, Treatment>

const restApi: Treatments<RestApiRecord> = {
  accountId: 'obeyed',
  region: 'obeyed',
  id: 'obeyed',
  name: 'no influence',
  description: 'no influence',
  version: 'no influence',
  createdDate: 'no influence',
  rootResourceId: 'no influence',
  apiKeySource: 'obeyed',
  binaryMediaTypes: 'obeyed',
  minimumCompressionSize: 'obeyed',
  policy: 'obeyed',
  disableExecuteApiEndpoint: 'obeyed',
  endpointConfiguration: 'obeyed',
  // TLS versions and endpoint types of a loopback connection without TLS.
  securityPolicy: 'no influence',
  endpointAccessMode: 'no influence',
  tags: 'no influence',
  warnings: 'no influence',
}

const method: Treatments<MethodRecord> = {
  httpMethod: 'obeyed',
  authorizationType: 'obeyed',
  authorizerId: 'obeyed',
  authorizationScopes: 'obeyed',
  apiKeyRequired: 'obeyed',
  operationName: 'obeyed',
  requestValidatorId: 'obeyed',
  requestParameters: 'obeyed',
  requestModels: 'obeyed',
  methodResponses: 'obeyed',
  methodIntegration: 'obeyed',
}

const integration: Treatments<IntegrationRecord> = {
  type: 'obeyed',
  httpMethod: 'obeyed',
  uri: 'obeyed',
  // A role of an account; nothing here has roles.
  credentials: 'no influence',
  connectionType: 'obeyed',
  connectionId: 'obeyed',
  integrationTarget: 'obeyed',
  requestParameters: 'obeyed',
  requestTemplates: 'obeyed',
  passthroughBehavior: 'obeyed',
  contentHandling: 'obeyed',
  timeoutInMillis: 'obeyed',
  cacheNamespace: 'obeyed',
  cacheKeyParameters: 'obeyed',
  responseTransferMode: 'obeyed',
  tlsConfig: 'obeyed',
  integrationResponses: 'obeyed',
}

const integrationResponse: Treatments<IntegrationResponseRecord> = {
  statusCode: 'obeyed',
  selectionPattern: 'obeyed',
  responseParameters: 'obeyed',
  responseTemplates: 'obeyed',
  contentHandling: 'obeyed',
}

const authorizer: Treatments<AuthorizerRecord> = {
  id: 'obeyed',
  name: 'no influence',
  type: 'obeyed',
  authType: 'no influence',
  authorizerUri: 'obeyed',
  authorizerCredentials: 'no influence',
  identitySource: 'obeyed',
  identityValidationExpression: 'obeyed',
  authorizerResultTtlInSeconds: 'obeyed',
  providerARNs: 'obeyed',
}

/** `clientCertificateId` is the open point: backends that ask for the stage's certificate do not get it yet. */
const stage: Treatments<Omit<StageRecord, 'clientCertificateId'>> = {
  stageName: 'obeyed',
  deploymentId: 'obeyed',
  description: 'no influence',
  createdDate: 'no influence',
  lastUpdatedDate: 'no influence',
  variables: 'obeyed',
  cacheClusterEnabled: 'obeyed',
  cacheClusterSize: 'no influence',
  cacheClusterStatus: 'no influence',
  tracingEnabled: 'no influence',
  documentationVersion: 'no influence',
  accessLogSettings: 'obeyed',
  methodSettings: 'obeyed',
  canarySettings: 'obeyed',
  tags: 'no influence',
}

test('every feature that a record names as missing is in the registry and not called enforced', () => {
  const all = [restApi, method, integration, integrationResponse, authorizer, stage].flatMap((record) =>
    Object.values(record),
  )
  const missing = new Set(all.filter((treatment) => treatment !== 'obeyed' && treatment !== 'no influence'))
  const states = [...missing].map((feature) => restFeature(feature).state)
  assert.deepEqual(
    states.filter((state) => state !== 'refused' && state !== 'warned'),
    [],
  )
})
