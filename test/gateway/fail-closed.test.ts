import assert from 'node:assert/strict'
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {test} from 'vitest'
import {wireModel, type WireMember} from '../../src/gateway/control/wire-model.js'
import {httpFeatures} from '../../src/gateway/store/http-feature-registry.js'
import {restFeatures} from '../../src/gateway/store/feature-registry.js'

/**
 * Every input of the service models that describes what a request passes: it is obeyed (the parts of the gateway that
 * serve requests know the member by name), or stands below with the reason why it need not be, or with the feature of the
 * registry that refuses it or warns about it. A member that a new model adds fails this test until somebody decides.
 */
const operations = {
  apigateway: [
    'CreateRestApi',
    'PutMethod',
    'PutIntegration',
    'PutIntegrationResponse',
    'PutMethodResponse',
    'CreateStage',
    'CreateAuthorizer',
    'PutGatewayResponse',
    'CreateModel',
    'CreateRequestValidator',
    'CreateUsagePlan',
    'CreateApiKey',
    'CreateDomainName',
    'CreateBasePathMapping',
  ],
  apigatewayv2: [
    'CreateApi',
    'CreateRoute',
    'CreateIntegration',
    'CreateIntegrationResponse',
    'CreateRouteResponse',
    'CreateStage',
    'CreateAuthorizer',
    'CreateDomainName',
    'CreateApiMapping',
    'CreateRoutingRule',
  ],
} as const

type Service = keyof typeof operations

/** Structures whose members no operation above names: stages get them by UpdateStage. */
const patched: Readonly<Record<Service, readonly string[]>> = {
  apigateway: ['MethodSetting', 'CanarySettings', 'AccessLogSettings'],
  apigatewayv2: [],
}

/** Why a member has no say in a request; `feature` names what the registry refuses or warns about. */
type Exception = {because: string} | {feature: string}

const tls = {because: 'The gateway listens on the loopback interface without TLS.'}
const roles = {because: 'Nothing on this machine has roles; functions are called by permission.'}
const control = {because: 'It is used up when the record is made: what it leads to is looked at instead.'}
const documents = {because: 'It describes answers for documents and SDKs; no answer is checked against it.'}
const output = {because: 'AWS fills it in; as an input it says nothing.'}

const exceptions: Readonly<Record<Service, Readonly<Record<string, Exception>>>> = {
  apigateway: {
    cloneFrom: control,
    ipAddressType: {because: 'A loopback address is what clients have.'},
    vpcEndpointIds: {feature: 'rest private endpoint'},
    securityPolicy: tls,
    endpointAccessMode: tls,
    integrationHttpMethod: {because: 'The record calls it httpMethod, which is obeyed.'},
    responseModels: documents,
    cacheClusterSize: {because: 'The cache of this machine has one size.'},
    cacheDataEncrypted: {because: 'Kept answers never leave the memory of the process.'},
    documentationVersion: documents,
    authType: {because: 'It names the scheme in exported documents.'},
    authorizerCredentials: roles,
    generateDistinctId: control,
    stageKeys: {because: 'AWS replaced it by usage plans, which are obeyed.'},
    restApiId: control,
    customerId: {because: 'It is for the marketplace.'},
    domainNameId: control,
    certificateName: tls,
    certificateBody: tls,
    certificatePrivateKey: tls,
    certificateChain: tls,
    certificateArn: tls,
    regionalCertificateName: tls,
    regionalCertificateArn: tls,
    ownershipVerificationCertificateArn: tls,
    truststoreUri: {feature: 'custom domain mutual TLS'},
    truststoreVersion: {feature: 'custom domain mutual TLS'},
  },
  apigatewayv2: {
    ipAddressType: {because: 'A loopback address is what clients have.'},
    autoDeploy: control,
    authorizerType: {because: 'JWT authorizers are known by jwtConfiguration, the others by authorizerUri.'},
    authorizerCredentialsArn: roles,
    responseModels: documents,
    domainNameConfigurations: tls,
    apiGatewayDomainName: output,
    certificateArn: tls,
    certificateName: tls,
    certificateUploadDate: output,
    domainNameStatus: output,
    domainNameStatusMessage: output,
    hostedZoneId: output,
    securityPolicy: tls,
    ownershipVerificationCertificateArn: tls,
    truststoreUri: {feature: 'custom domain mutual TLS'},
    truststoreVersion: {feature: 'custom domain mutual TLS'},
    domainNameId: control,
  },
}

const gateway = fileURLToPath(new URL('../../src/gateway/', import.meta.url))

/** The words in the sources that serve requests: all of the gateway but its control plane and the types of its records. */
function wordsOfDataPlane(): ReadonlySet<string> {
  const files = readdirSync(gateway, {recursive: true, encoding: 'utf8'}).filter(
    (file) => file.endsWith('.ts') && !/^(control|store)[\\/]/.test(file),
  )
  return new Set(files.flatMap((file) => readFileSync(join(gateway, file), 'utf8').match(/\w+/g) ?? []))
}

/** Members of a structure and of those inside it; labels name the record itself. */
function membersOf(service: Service, structure: string, seen = new Set<string>()): string[] {
  const {structures} = wireModel[service]
  const members: Readonly<Record<string, WireMember>> = structures[structure]?.members ?? {}
  seen.add(structure)
  return Object.entries(members).flatMap(([name, {type, in: place}]) => {
    const inner = (type.match(/[A-Z]\w+/g) ?? []).filter((word) => structures[word] !== undefined && !seen.has(word))
    return [...(place === 'label' ? [] : [name]), ...inner.flatMap((word) => membersOf(service, word, seen))]
  })
}

const words = wordsOfDataPlane()

for (const service of ['apigateway', 'apigatewayv2'] as const) {
  const structures = [
    ...operations[service].map((operation) => wireModel[service].operations[operation]?.input ?? operation),
    ...patched[service],
  ]
  for (const structure of structures) {
    test(`${service} ${structure}: every member is obeyed, or it is said why not`, () => {
      const members = membersOf(service, structure)
      assert.ok(members.length > 0, `${structure} is not in the model`)
      assert.deepEqual(
        members.filter((name) => !words.has(name) && exceptions[service][name] === undefined),
        [],
      )
    })
  }

  test(`${service}: no exception is for a member that is gone`, () => {
    const all = new Set(structures.flatMap((structure) => membersOf(service, structure)))
    assert.deepEqual(
      Object.keys(exceptions[service]).filter((name) => !all.has(name)),
      [],
    )
  })
}

test('features that exceptions name are in the registry', () => {
  const features = Object.values(exceptions).flatMap((members) =>
    Object.values(members).flatMap((exception) => ('feature' in exception ? [exception.feature] : [])),
  )
  const known = new Set([...Object.keys(restFeatures), ...Object.keys(httpFeatures)])
  assert.deepEqual(
    features.filter((feature) => !known.has(feature)),
    [],
  )
})

/** Source: developer guide, "OpenAPI extensions for API Gateway" (public copy April 2026). */
const extensions = [
  'any-method',
  'api-key-source',
  'auth',
  'authorizer',
  'authtype',
  'binary-media-types',
  'cors',
  'documentation',
  'endpoint-access-mode',
  'endpoint-configuration',
  'gateway-responses',
  'importexport-version',
  'integration',
  'integrations',
  'minimum-compression-size',
  'policy',
  'request-validator',
  'request-validators',
  'security-policy',
  'tag-value',
]

test('every extension of OpenAPI documents is known to the importer', () => {
  const spec = fileURLToPath(new URL('../../src/spec/', import.meta.url))
  const files = readdirSync(spec, {recursive: true, encoding: 'utf8'}).filter((file) => file.endsWith('.ts'))
  const source = files.map((file) => readFileSync(join(spec, file), 'utf8')).join('\n')
  assert.deepEqual(
    extensions.filter((name) => !new RegExp(`['"\`]?(?:x-amazon-apigateway-)?${name}['"\`]`).test(source)),
    [],
  )
})
