import type {Members} from '../../../src/gateway/control/operation.js'
import {Bench, functionUri, type Request} from './bench.js'
import {documents, made, names, roles, shown, silent, tls, type Evidence} from './evidence.js'
import {routingRuleEvidence} from './rest-evidence.js'

type Parts = {
  api?: Members
  route?: Members
  integration?: Members
  stage?: Members
  authorizer?: Members
  domain?: Members
  mapping?: Members
}

type Case = {base?: Parts; adds: Parts; requests?: readonly Request[]}

async function observe(parts: Parts, requests: readonly Request[]): Promise<unknown> {
  const bench = new Bench()
  try {
    return await bench.observe(build(bench, parts), requests)
  } finally {
    bench.store.close()
  }
}

function build(bench: Bench, parts: Parts): string {
  const call = (name: string, input: Members): Members => bench.call('v2', name, input)
  const api = call('CreateApi', {name: 'pets', protocolType: 'HTTP', ...parts.api})
  const at = {apiId: api.apiId}
  const backend = {integrationType: 'HTTP_PROXY', integrationMethod: 'ANY', integrationUri: 'http://backend.test/p'}
  const integration = call('CreateIntegration', {
    ...at,
    ...{...backend, payloadFormatVersion: '1.0'},
    ...parts.integration,
  })
  const other = call('CreateIntegration', {
    ...at,
    ...backend,
    integrationUri: 'http://other.test',
    payloadFormatVersion: '1.0',
  })
  const lambda = {authorizerType: 'REQUEST', authorizerUri: functionUri('guard'), authorizerPayloadFormatVersion: '1.0'}
  const source = {identitySource: ['$request.header.Authorization'], authorizerResultTtlInSeconds: 0}
  const guard = call('CreateAuthorizer', {...at, name: 'guard', ...lambda, ...source, ...parts.authorizer})
  const wall = call('CreateAuthorizer', {...at, name: 'wall', ...lambda, ...source, authorizerUri: functionUri('wall')})
  const ids: Members = {
    guard: guard.authorizerId,
    wall: wall.authorizerId,
    other: `integrations/${String(other.integrationId)}`,
  }
  const target = `integrations/${String(integration.integrationId)}`
  call('CreateRoute', {...at, routeKey: 'ANY /things/{id}', target: target, ...resolved(parts.route, ids)})
  const deployment = call('CreateDeployment', at)
  call('CreateRoute', {...at, routeKey: 'GET /later', target})
  const second = call('CreateDeployment', at)
  const deployed = {first: deployment.deploymentId, second: second.deploymentId}
  call('CreateStage', {...at, stageName: 'prod', deploymentId: deployed.first, ...resolved(parts.stage, deployed)})
  call('CreateStage', {...at, stageName: 'live', deploymentId: deployed.second})
  if (parts.domain !== undefined || parts.mapping !== undefined) reach(call, at, parts)
  return String(api.apiId)
}

function resolved(members: Members = {}, ids: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      typeof value === 'string' && value.startsWith('#') ? ids[value.slice(1)] : value,
    ]),
  )
}

function reach(call: (name: string, input: Members) => Members, at: Members, {domain, mapping}: Parts): void {
  const certificate = {certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/a', endpointType: 'REGIONAL'}
  const {domainName = 'api.example.com'} = domain ?? {}
  const configurations = {domainNameConfigurations: [{...certificate, securityPolicy: 'TLS_1_2'}]}
  call('CreateDomainName', {domainName, ...configurations, ...domain})
  call('CreateApiMapping', {...at, domainName, stage: 'prod', apiMappingKey: 'v1', ...mapping})
}

const once: readonly Request[] = [{}]
const lambda: Parts = {
  integration: {integrationType: 'AWS_PROXY', integrationUri: functionUri('echo'), payloadFormatVersion: '2.0'},
}
const guarded: Parts = {route: {authorizationType: 'CUSTOM', authorizerId: '#guard'}}
const withToken = {headers: ['Authorization', 'Bearer t']}
const cors = {allowOrigins: ['https://a.example'], allowMethods: ['GET'], allowHeaders: ['x-a']}
const fromOrigin = {headers: ['Origin', 'https://a.example']}
const preflight = {
  method: 'OPTIONS',
  headers: [
    'Origin',
    'https://a.example',
    'Access-Control-Request-Method',
    'GET',
    'Access-Control-Request-Headers',
    'x-a',
  ],
}
const corsChange = (change: Members): Case => ({
  base: {api: {corsConfiguration: cors}},
  adds: {api: {corsConfiguration: {...cors, ...change}}},
  requests: [fromOrigin, {...preflight, path: '/prod/nothing'}],
})
const viaDomain: readonly Request[] = [{host: 'api.example.com', path: '/v1/things/7'}]
const accessLog = (format: string, name = 'access'): Members => ({
  accessLogSettings: {
    destinationArn: `arn:aws:logs:eu-west-1:123456789012:log-group:${name}`,
    format: `$context.requestId ${format}`,
  },
})
const route = 'ANY /things/{id}'
const burst = (burstLimit: number, rateLimit: number): Members => ({
  throttlingBurstLimit: burstLimit,
  throttlingRateLimit: rateLimit,
})

const linked: Members = {
  connectionType: 'VPC_LINK',
  connectionId: 'abc123',
  integrationUri: 'arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-1',
}
const queue: Members = {
  ...{integrationType: 'AWS_PROXY', integrationSubtype: 'SQS-SendMessage', integrationMethod: undefined},
  ...{integrationUri: undefined, credentialsArn: 'arn:aws:iam::123456789012:role/a'},
  requestParameters: {QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/q', MessageBody: 'hi'},
}

const cases: Readonly<Record<string, Case>> = {
  'CreateApi.corsConfiguration.allowCredentials': corsChange({allowCredentials: true}),
  'CreateApi.corsConfiguration.allowHeaders': corsChange({allowHeaders: ['x-b']}),
  'CreateApi.corsConfiguration.allowMethods': corsChange({allowMethods: ['PUT']}),
  'CreateApi.corsConfiguration.allowOrigins': corsChange({allowOrigins: ['https://b.example']}),
  'CreateApi.corsConfiguration.exposeHeaders': corsChange({exposeHeaders: ['x-out']}),
  'CreateApi.corsConfiguration.maxAge': corsChange({maxAge: 60}),
  'CreateApi.disableExecuteApiEndpoint': {adds: {api: {disableExecuteApiEndpoint: true}}},
  'CreateRoute.routeKey': {adds: {route: {routeKey: 'GET /other'}}},
  'CreateRoute.authorizationType': {adds: {route: {authorizationType: 'AWS_IAM'}}},
  'CreateRoute.authorizerId': {
    base: guarded,
    adds: {route: {authorizationType: 'CUSTOM', authorizerId: '#wall'}},
    requests: [withToken],
  },
  'CreateRoute.target': {adds: {route: {target: '#other'}}},
  'CreateIntegration.integrationType': {adds: lambda},
  'CreateIntegration.connectionType': {adds: {integration: linked}},
  'CreateIntegration.connectionId': {
    base: {integration: linked},
    adds: {integration: {...linked, connectionId: 'def456'}},
  },
  'CreateIntegration.integrationMethod': {adds: {integration: {integrationMethod: 'PUT'}}},
  'CreateIntegration.integrationSubtype': {adds: {integration: queue}},
  'CreateIntegration.credentialsArn': {
    base: {integration: {...queue, credentialsArn: 'arn:aws:iam::123456789012:role/a'}},
    adds: {integration: {...queue, credentialsArn: 'arn:aws:iam::123456789012:role/b'}},
  },
  'CreateIntegration.tlsConfig.serverNameToVerify': {
    base: {integration: linked},
    adds: {integration: {...linked, tlsConfig: {serverNameToVerify: 'inside.example.com'}}},
  },
  'CreateIntegration.integrationUri': {adds: {integration: {integrationUri: 'http://other.test/'}}},
  'CreateIntegration.payloadFormatVersion': {
    base: lambda,
    adds: {integration: {...lambda.integration, payloadFormatVersion: '1.0'}},
  },
  'CreateIntegration.requestParameters': {adds: {integration: {requestParameters: {'append:header.x-in': 'in'}}}},
  'CreateIntegration.responseParameters': {
    adds: {integration: {responseParameters: {'200': {'append:header.x-out': 'out'}}}},
  },
  'CreateIntegration.timeoutInMillis': {adds: {integration: {timeoutInMillis: 50}}},
  'CreateStage.stageName': {adds: {stage: {stageName: 'beta'}}},
  'CreateStage.accessLogSettings.format': {base: {stage: accessLog('')}, adds: {stage: accessLog('$context.status')}},
  'CreateStage.accessLogSettings.destinationArn': {
    base: {stage: accessLog('')},
    adds: {stage: accessLog('', 'other')},
  },
  'CreateStage.defaultRouteSettings.throttlingBurstLimit': {
    base: {stage: {defaultRouteSettings: burst(5, 1)}},
    adds: {stage: {defaultRouteSettings: burst(1, 1)}},
    requests: [{}, {}],
  },
  'CreateStage.defaultRouteSettings.throttlingRateLimit': {
    base: {stage: {defaultRouteSettings: burst(1, 100)}},
    adds: {stage: {defaultRouteSettings: burst(1, 1)}},
    requests: [{}, {afterMs: 100}],
  },
  'CreateStage.defaultRouteSettings.detailedMetricsEnabled': {
    adds: {stage: {defaultRouteSettings: {detailedMetricsEnabled: true}}},
  },
  'CreateStage.routeSettings.detailedMetricsEnabled': {
    adds: {stage: {routeSettings: {[route]: {detailedMetricsEnabled: true}}}},
  },
  'CreateStage.deploymentId': {adds: {stage: {deploymentId: '#second'}}, requests: [{path: '/prod/later'}]},
  'CreateStage.routeSettings.throttlingBurstLimit': {
    base: {stage: {routeSettings: {[route]: burst(5, 1)}}},
    adds: {stage: {routeSettings: {[route]: burst(1, 1)}}},
    requests: [{}, {}],
  },
  'CreateStage.routeSettings.throttlingRateLimit': {
    base: {stage: {routeSettings: {[route]: burst(1, 100)}}},
    adds: {stage: {routeSettings: {[route]: burst(1, 1)}}},
    requests: [{}, {afterMs: 100}],
  },
  'CreateStage.stageVariables': {base: lambda, adds: {stage: {stageVariables: {a: 'A'}}}},
  'CreateAuthorizer.identitySource': {
    base: guarded,
    adds: {authorizer: {identitySource: ['$request.header.Other']}},
    requests: [withToken],
  },
  'CreateAuthorizer.authorizerPayloadFormatVersion': {
    base: guarded,
    adds: {authorizer: {authorizerPayloadFormatVersion: '2.0'}},
    requests: [withToken],
  },
  'CreateAuthorizer.authorizerResultTtlInSeconds': {
    base: guarded,
    adds: {authorizer: {authorizerResultTtlInSeconds: 300}},
    requests: [withToken, withToken],
  },
  'CreateAuthorizer.authorizerUri': {
    base: guarded,
    adds: {authorizer: {authorizerUri: functionUri('wall')}},
    requests: [withToken],
  },
  'CreateAuthorizer.enableSimpleResponses': {
    base: {...guarded, authorizer: {authorizerUri: functionUri('simple'), authorizerPayloadFormatVersion: '2.0'}},
    adds: {
      authorizer: {
        authorizerUri: functionUri('simple'),
        authorizerPayloadFormatVersion: '2.0',
        enableSimpleResponses: true,
      },
    },
    requests: [withToken],
  },
  'CreateDomainName.domainName': {
    base: {mapping: {}},
    adds: {domain: {domainName: 'other.example.com'}},
    requests: viaDomain,
  },
  'CreateDomainName.routingMode': {
    base: {mapping: {}},
    adds: {domain: {routingMode: 'ROUTING_RULE_ONLY'}},
    requests: viaDomain,
  },
  'CreateApiMapping.apiId': {adds: {mapping: {}}, requests: viaDomain},
  'CreateApiMapping.stage': {
    base: {mapping: {}},
    adds: {mapping: {stage: 'live'}},
    requests: [{host: 'api.example.com', path: '/v1/later'}],
  },
  'CreateApiMapping.apiMappingKey': {base: {mapping: {}}, adds: {mapping: {apiMappingKey: 'v2'}}, requests: viaDomain},
}

function changes({base = {}, adds, requests = once}: Case): Evidence {
  return {kind: 'changes', without: () => observe(base, requests), with: () => observe({...base, ...adds}, requests)}
}

const connect = shown('test/gateway/data/websocket/connect.test.ts')
const message = shown('test/gateway/data/websocket/message.test.ts')
const events = shown('test/gateway/data/websocket/event-lines.test.ts')
const tokens = shown('test/gateway/data/http/authorize-jwt.test.ts')
const output = silent('AWS fills it in; as an input it says nothing.')

/** Members of one call that the same holds for. */
function each(prefix: string, members: readonly string[], evidence: Evidence): Record<string, Evidence> {
  return Object.fromEntries(members.map((member) => [`${prefix}.${member}`, evidence]))
}

/** Every member of the calls that make an HTTP or WebSocket API, `Operation.member`. */
export const httpEvidence: Readonly<Record<string, Evidence>> = {
  ...Object.fromEntries(Object.entries(cases).map(([member, one]) => [member, changes(one)])),
  ...each('CreateApi', ['name', 'description', 'tags', 'version'], names),
  ...each('CreateApi', ['credentialsArn', 'routeKey', 'target'], made),
  'CreateApi.apiKeySelectionExpression': connect,
  'CreateApi.disableSchemaValidation': message,
  'CreateApi.ipAddressType': silent('A loopback address is what clients have.'),
  'CreateApi.protocolType': shown('test/gateway/data/data-plane.test.ts'),
  'CreateApi.routeSelectionExpression': message,
  ...each('CreateRoute', ['modelSelectionExpression', 'requestModels', 'routeResponseSelectionExpression'], message),
  'CreateRoute.apiKeyRequired': connect,
  'CreateRoute.authorizationScopes': tokens,
  'CreateRoute.operationName': names,
  'CreateRoute.requestParameters.required': silent('API Gateway has no validation of parameters for WebSocket APIs.'),
  ...each('CreateIntegration', ['passthroughBehavior', 'requestTemplates', 'templateSelectionExpression'], message),
  'CreateIntegration.contentHandlingStrategy': message,
  'CreateIntegration.description': names,
  ...each('CreateIntegrationResponse', ['integrationResponseKey', 'responseTemplates'], message),
  ...each('CreateIntegrationResponse', ['contentHandlingStrategy', 'templateSelectionExpression'], message),
  'CreateIntegrationResponse.responseParameters': silent('WebSocket answers have no headers.'),
  'CreateRouteResponse.routeResponseKey': shown('test/gateway/data/websocket/message.test.ts', 'twoWay'),
  ...each('CreateRouteResponse', ['modelSelectionExpression', 'responseModels'], documents),
  'CreateRouteResponse.responseParameters.required': documents,
  ...each('CreateModel', ['name', 'contentType', 'description'], names),
  'CreateModel.schema': message,
  'CreateStage.autoDeploy': made,
  'CreateStage.clientCertificateId': silent('Of WebSocket APIs: map-http-event.ts passes it on as REST APIs do.'),
  ...each('CreateStage', ['description', 'tags'], names),
  ...each('CreateStage.defaultRouteSettings', ['loggingLevel', 'dataTraceEnabled'], events),
  ...each('CreateStage.routeSettings', ['loggingLevel', 'dataTraceEnabled'], events),
  'CreateAuthorizer.authorizerType': tokens,
  'CreateAuthorizer.name': names,
  'CreateAuthorizer.authorizerCredentialsArn': roles,
  'CreateAuthorizer.identityValidationExpression': silent('AWS documents that this parameter is not used.'),
  ...each('CreateAuthorizer.jwtConfiguration', ['audience', 'issuer'], tokens),
  ...each(
    'CreateDomainName.domainNameConfigurations',
    ['certificateArn', 'certificateName', 'ownershipVerificationCertificateArn', 'securityPolicy'],
    tls,
  ),
  ...each(
    'CreateDomainName.domainNameConfigurations',
    [
      ...['apiGatewayDomainName', 'certificateUploadDate', 'domainNameStatus', 'domainNameStatusMessage'],
      ...['hostedZoneId'],
    ],
    output,
  ),
  'CreateDomainName.domainNameConfigurations.endpointType': silent('Version 2 makes regional domain names only.'),
  'CreateDomainName.domainNameConfigurations.ipAddressType': silent('A loopback address is what clients have.'),
  'CreateDomainName.mutualTlsAuthentication.truststoreUri': shown('test/gateway/tls.test.ts'),
  'CreateDomainName.mutualTlsAuthentication.truststoreVersion': silent(
    'A file under local.truststores has one version.',
  ),
  'CreateDomainName.tags': names,
  ...routingRuleEvidence,
  'CreateRoutingRule.domainNameId': made,
  'CreateRoutingRule.priority': shown('test/gateway/domain-route.test.ts'),
}
