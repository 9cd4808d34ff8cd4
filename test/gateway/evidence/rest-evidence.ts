import type {Members} from '../../../src/gateway/control/operation.js'
import {Bench, functionUri, type Request} from './bench.js'
import {documents, made, names, roles, shown, silent, tls, type Evidence} from './evidence.js'

/** The calls that make an API, each with what a case adds to it. `ids` of what was made before are `#name`. */
type Parts = {
  api?: Members
  resource?: Members
  method?: Members
  integration?: Members
  integrationResponse?: Members
  methodResponse?: Members
  stage?: Members
  /** Values of the stage's settings for all methods. */
  settings?: Readonly<Record<string, string>>
  /** Further patch operations of the stage: path -> value. */
  stagePatch?: Readonly<Record<string, string>>
  authorizer?: Members
  gatewayResponse?: Members
  model?: Members
  validator?: Members
  plan?: Members
  key?: Members
  domain?: Members
  mapping?: Members
  /** `conditions` and `invokeApi` of a routing rule, in place of a mapping. */
  rule?: Members
}

type Case = {base?: Parts; adds: Parts; requests?: readonly Request[]}

const clientText = {method: 'POST', headers: ['Content-Type', 'text/plain'], body: 'plain'}
const clientJson = {method: 'POST', headers: ['Content-Type', 'application/json'], body: '{"a":1}'}
const backendUri = 'http://backend.test/p'

async function observe(parts: Parts, requests: readonly Request[]): Promise<unknown> {
  const bench = new Bench()
  try {
    return await bench.observe(build(bench, parts), requests)
  } finally {
    bench.store.close()
  }
}

/** Makes the API and answers its id. */
function build(bench: Bench, parts: Parts): string {
  const call = (name: string, input: Members): Members => bench.call('rest', name, input)
  const patchOperations = [{op: 'replace', path: '/cloudwatchRoleArn', value: 'arn:aws:iam::123456789012:role/logs'}]
  call('UpdateAccount', {patchOperations})
  const {id, rootResourceId} = call('CreateRestApi', {name: 'pets', ...parts.api})
  const restApiId = String(id)
  const things = call('CreateResource', {restApiId, parentId: rootResourceId, pathPart: 'things', ...parts.resource})
  const one = call('CreateResource', {restApiId, parentId: things.id, pathPart: '{id}'})
  const ids = makeReferences(call, restApiId, parts)
  const at = {restApiId, resourceId: one.id, httpMethod: 'ANY'}
  call('PutMethod', {...at, authorizationType: 'NONE', ...resolved(parts.method, ids)})
  const integration = {
    type: 'HTTP',
    integrationHttpMethod: 'POST',
    uri: backendUri,
    ...resolved(parts.integration, ids),
  }
  call('PutIntegration', {...at, ...integration})
  if (!integration.type.endsWith('_PROXY')) {
    call('PutMethodResponse', {...at, statusCode: '200', ...parts.methodResponse})
    call('PutIntegrationResponse', {...at, statusCode: '200', ...parts.integrationResponse})
  }
  if (parts.gatewayResponse) call('PutGatewayResponse', {restApiId, ...parts.gatewayResponse})
  const first = call('CreateDeployment', {restApiId}).id
  call('PutIntegration', {...at, type: 'MOCK', requestTemplates: {'application/json': '{"statusCode":200}'}})
  const second = call('CreateDeployment', {restApiId}).id
  const deployments = {...ids, first, second}
  call('CreateStage', {restApiId, stageName: 'prod', deploymentId: first, ...resolved(parts.stage, deployments)})
  call('CreateStage', {restApiId, stageName: 'live', deploymentId: second})
  patchStage(call, restApiId, parts)
  reachable(call, restApiId, parts)
  if (parts.rule !== undefined) addRule(bench, restApiId, parts.rule)
  return restApiId
}

type Call = (name: string, input: Members) => Members

function makeReferences(call: Call, restApiId: string, parts: Parts): Members {
  const schema = '{"$schema":"http://json-schema.org/draft-04/schema#","type":"object"}'
  call('CreateModel', {restApiId, name: 'Thing', contentType: 'application/json', schema, ...parts.model})
  const validator = call('CreateRequestValidator', {restApiId, name: 'all', ...parts.validator})
  const lenient = call('CreateRequestValidator', {restApiId, name: 'none'})
  const guard = {name: 'guard', type: 'TOKEN', authorizerUri: functionUri('guard')}
  const source = {identitySource: 'method.request.header.Authorization', authorizerResultTtlInSeconds: 0}
  const authorizer = call('CreateAuthorizer', {restApiId, ...guard, ...source, ...parts.authorizer})
  const wall = call('CreateAuthorizer', {
    restApiId,
    ...guard,
    ...source,
    name: 'wall',
    authorizerUri: functionUri('wall'),
  })
  const link = call('CreateVpcLink', {name: 'link', targetArns: [`${balancer}/net/a/b`]})
  return {
    ...{validator: validator.id, lenient: lenient.id, authorizer: authorizer.id, wall: wall.id, link: link.id},
  }
}

const balancer = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer'

/** `#name` stands for the id of what is called so. */
function resolved(members: Members = {}, ids: Members): Members & {type?: string} {
  return JSON.parse(JSON.stringify(members), (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith('#') ? ids[value.slice(1)] : value,
  ) as Members
}

function patchStage(call: Call, restApiId: string, {settings = {}, stagePatch = {}}: Parts): void {
  const patches = [
    ...Object.entries(settings).map(([path, value]) => ({op: 'replace', path: `/*/*/${path}`, value})),
    ...Object.entries(stagePatch).map(([path, value]) => ({op: 'replace', path, value})),
  ]
  for (const one of patches) {
    const certificate =
      one.value === '#certificate' ? {value: call('GenerateClientCertificate', {}).clientCertificateId} : {}
    call('UpdateStage', {restApiId, stageName: 'prod', patchOperations: [{...one, ...certificate}]})
  }
}

/** Plans, keys and domains: how the API is reached. */
function reachable(call: Call, restApiId: string, {plan, key, domain, mapping, rule}: Parts): void {
  if (plan !== undefined || key !== undefined) {
    const apiStages = [{apiId: restApiId, stage: 'prod'}]
    const given = (plan?.apiStages as Members[] | undefined)?.map((stage) => ({...apiStages[0], ...stage}))
    const made = call('CreateUsagePlan', {name: 'basic', ...plan, apiStages: given ?? apiStages})
    const apiKey = call('CreateApiKey', {name: 'me', value: keyValue, enabled: true, ...key})
    call('CreateUsagePlanKey', {usagePlanId: made.id, keyId: apiKey.id, keyType: 'API_KEY'})
  }
  if (domain !== undefined || mapping !== undefined) {
    const certificate = {regionalCertificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/a'}
    const endpointConfiguration = {types: ['REGIONAL']}
    const created = call('CreateDomainName', {
      domainName: 'api.example.com',
      ...certificate,
      endpointConfiguration,
      ...domain,
    })
    const domainName = (domain?.domainName as string | undefined) ?? 'api.example.com'
    const domainNameId = created.domainNameId === undefined ? {} : {domainNameId: created.domainNameId}
    if (rule === undefined) call('CreateBasePathMapping', {domainName, ...domainNameId, restApiId, ...mapping})
  }
}

function addRule(bench: Bench, restApiId: string, {conditions = [], invokeApi}: Members): void {
  const action = {invokeApi: {apiId: restApiId, stage: 'prod', ...(invokeApi as Members | undefined)}}
  bench.call('v2', 'CreateRoutingRule', {domainName: 'api.example.com', priority: 1, conditions, actions: [action]})
}

const keyValue = 'a-key-of-more-than-twenty-letters'
const withKey = {headers: ['x-api-key', keyValue]}
const once: readonly Request[] = [{}]
const withToken = {headers: ['Authorization', 'Bearer t']}
const guarded: Parts = {method: {authorizationType: 'CUSTOM', authorizerId: '#authorizer'}}
const keyed: Parts = {method: {apiKeyRequired: true}, key: {}}
const validated: Parts = {
  method: {requestValidatorId: '#validator', requestModels: {'application/json': 'Thing'}},
  validator: {validateRequestBody: true},
}
const cached: Parts = {
  stage: {cacheClusterEnabled: true, cacheClusterSize: '0.5'},
  settings: {'caching/enabled': 'true'},
}
const proxy: Parts = {integration: {type: 'HTTP_PROXY'}}
const lambdaProxy: Parts = {integration: {type: 'AWS_PROXY', uri: functionUri('echo')}}
const log = (format: string): Parts => ({
  stagePatch: {
    '/accessLogSettings/destinationArn': 'arn:aws:logs:eu-west-1:123456789012:log-group:access',
    '/accessLogSettings/format': `$context.requestId ${format}`,
  },
})
const domainCall: readonly Request[] = [
  {host: 'api.example.com', path: '/prod/things/7'},
  {host: 'api.example.com', path: '/v1/things/7'},
]
const policyOf = (Effect: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{Effect, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*'}],
  })

const cases: Readonly<Record<string, Case>> = {
  'CreateRestApi.name': {adds: {api: {name: 'animals'}}},
  'CreateRestApi.binaryMediaTypes': {
    base: lambdaProxy,
    adds: {api: {binaryMediaTypes: ['text/plain']}},
    requests: [clientText],
  },
  'CreateRestApi.minimumCompressionSize': {
    adds: {api: {minimumCompressionSize: 0}},
    requests: [{headers: ['Accept-Encoding', 'gzip']}],
  },
  'CreateRestApi.apiKeySource': {base: keyed, adds: {api: {apiKeySource: 'AUTHORIZER'}}, requests: [withKey]},
  'CreateRestApi.endpointConfiguration.types': {
    base: {api: {policy: policyOf('Allow')}},
    adds: {api: {policy: policyOf('Allow'), endpointConfiguration: {types: ['PRIVATE']}}},
  },
  'CreateRestApi.policy': {adds: {api: {policy: policyOf('Deny')}}},
  'CreateRestApi.disableExecuteApiEndpoint': {adds: {api: {disableExecuteApiEndpoint: true}}},
  'CreateResource.pathPart': {adds: {resource: {pathPart: 'other'}}},
  'PutMethod.authorizationType': {adds: {method: {authorizationType: 'AWS_IAM'}}},
  'PutMethod.authorizerId': {
    base: guarded,
    adds: {method: {authorizationType: 'CUSTOM', authorizerId: '#wall'}},
    requests: [withToken],
  },
  'PutMethod.apiKeyRequired': {adds: {method: {apiKeyRequired: true}}},
  'PutMethod.operationName': {base: log('$context.operationName'), adds: {method: {operationName: 'readThing'}}},
  'PutMethod.requestParameters': {
    base: {method: {requestValidatorId: '#validator'}, validator: {validateRequestParameters: true}},
    adds: {method: {requestValidatorId: '#validator', requestParameters: {'method.request.header.X-Must': true}}},
  },
  'PutMethod.requestModels': {
    base: {method: {requestValidatorId: '#validator'}, validator: {validateRequestBody: true}},
    adds: {method: {requestValidatorId: '#validator', requestModels: {'application/json': 'Thing'}}},
    requests: [{...clientJson, body: '[]'}],
  },
  'PutMethod.requestValidatorId': {
    base: {...validated, method: {requestValidatorId: '#lenient', requestModels: {'application/json': 'Thing'}}},
    adds: validated,
    requests: [{...clientJson, body: '[]'}],
  },
  'PutIntegration.type': {adds: {integration: {type: 'HTTP_PROXY'}}},
  'PutIntegration.integrationHttpMethod': {adds: {integration: {integrationHttpMethod: 'PUT'}}},
  'PutIntegration.uri': {adds: {integration: {uri: 'http://other.test/'}}},
  'PutIntegration.connectionType': {
    base: {integration: {}},
    adds: {integration: {connectionType: 'VPC_LINK', connectionId: '#link'}},
  },
  'PutIntegration.connectionId': {
    base: {
      integration: {connectionType: 'VPC_LINK', connectionId: '${stageVariables.link}'},
      stage: {variables: {link: 'abc123'}},
    },
    adds: {integration: {connectionType: 'VPC_LINK', connectionId: '#link'}},
  },
  'PutIntegration.integrationTarget': {
    base: {integration: {connectionType: 'VPC_LINK', connectionId: '#link'}},
    adds: {
      integration: {connectionType: 'VPC_LINK', connectionId: '#link', integrationTarget: `${balancer}/app/c/d`},
    },
  },
  'PutIntegration.credentials': {
    base: {
      integration: {
        type: 'AWS',
        uri: 'arn:aws:apigateway:eu-west-1:sqs:path/q',
        credentials: 'arn:aws:iam::123456789012:role/a',
      },
    },
    adds: {
      integration: {
        type: 'AWS',
        uri: 'arn:aws:apigateway:eu-west-1:sqs:path/q',
        credentials: 'arn:aws:iam::123456789012:role/b',
      },
    },
  },
  'PutIntegration.requestParameters': {
    adds: {integration: {requestParameters: {'integration.request.header.X-Id': "'seven'"}}},
  },
  'PutIntegration.requestTemplates': {adds: {integration: {requestTemplates: {'application/json': '{"mapped":true}'}}}},
  'PutIntegration.passthroughBehavior': {adds: {integration: {passthroughBehavior: 'NEVER'}}, requests: [clientText]},
  'PutIntegration.cacheKeyParameters': {
    base: {...cached, method: {requestParameters: {'method.request.querystring.q': false}}},
    adds: {integration: {cacheKeyParameters: ['method.request.querystring.q']}},
    requests: [{}, {path: '/prod/things/7?q=2'}],
  },
  'PutIntegration.contentHandling': {
    adds: {integration: {contentHandling: 'CONVERT_TO_BINARY'}},
    requests: [{...clientText, body: 'AAAA'}],
  },
  'PutIntegration.timeoutInMillis': {adds: {integration: {timeoutInMillis: 50}}},
  'PutIntegration.tlsConfig.insecureSkipVerification': {
    adds: {integration: {tlsConfig: {insecureSkipVerification: true}}},
  },
  'PutIntegration.responseTransferMode': {
    base: proxy,
    adds: {integration: {type: 'HTTP_PROXY', responseTransferMode: 'STREAM'}},
  },
  'PutIntegrationResponse.selectionPattern': {adds: {integrationResponse: {selectionPattern: '5\\d\\d'}}},
  'PutIntegrationResponse.responseParameters': {
    base: {methodResponse: {responseParameters: {'method.response.header.X-Out': false}}},
    adds: {integrationResponse: {responseParameters: {'method.response.header.X-Out': "'out'"}}},
  },
  'PutIntegrationResponse.responseTemplates': {
    adds: {integrationResponse: {responseTemplates: {'application/json': 'mapped'}}},
  },
  'PutIntegrationResponse.contentHandling': {
    base: {api: {binaryMediaTypes: ['image/png']}},
    adds: {integrationResponse: {contentHandling: 'CONVERT_TO_BINARY'}},
  },
  'CreateStage.stageName': {adds: {stage: {stageName: 'beta'}}, requests: [{path: '/beta/things/7'}]},
  'CreateStage.deploymentId': {adds: {stage: {deploymentId: '#second'}}},
  'CreateStage.cacheClusterEnabled': {
    base: {settings: {'caching/enabled': 'true'}},
    adds: {stage: {cacheClusterEnabled: true, cacheClusterSize: '0.5'}},
    requests: [{}, {}],
  },
  'CreateStage.variables': {
    base: {integration: {requestTemplates: {'application/json': '$stageVariables.a'}}},
    adds: {stage: {variables: {a: 'A'}}},
  },
  'CreateStage.canarySettings.percentTraffic': {
    base: {stage: {canarySettings: {deploymentId: '#second', percentTraffic: 0}}},
    adds: {stage: {canarySettings: {deploymentId: '#second', percentTraffic: 100}}},
  },
  'CreateStage.canarySettings.deploymentId': {
    base: {stage: {canarySettings: {deploymentId: '#first', percentTraffic: 100}}},
    adds: {stage: {canarySettings: {deploymentId: '#second', percentTraffic: 100}}},
  },
  'CreateStage.canarySettings.stageVariableOverrides': {
    base: {
      integration: {requestTemplates: {'application/json': '$stageVariables.a'}},
      stage: {canarySettings: {deploymentId: '#first', percentTraffic: 100}},
    },
    adds: {stage: {canarySettings: {deploymentId: '#first', percentTraffic: 100, stageVariableOverrides: {a: 'B'}}}},
  },
  'CreateStage.canarySettings.useStageCache': {
    base: {...cached, stage: {...cached.stage, canarySettings: {deploymentId: '#first', percentTraffic: 100}}},
    adds: {
      stage: {...cached.stage, canarySettings: {deploymentId: '#first', percentTraffic: 100, useStageCache: true}},
    },
    requests: [{}, {}],
  },
  'CreateStage.tracingEnabled': {base: {settings: {'logging/loglevel': 'INFO'}}, adds: {stage: {tracingEnabled: true}}},
  'Stage.clientCertificateId': {adds: {stagePatch: {'/clientCertificateId': '#certificate'}}},
  'CreateAuthorizer.type': {base: guarded, adds: {authorizer: {type: 'REQUEST'}}, requests: [withToken]},
  'CreateAuthorizer.authorizerUri': {
    base: guarded,
    adds: {authorizer: {authorizerUri: functionUri('wall')}},
    requests: [withToken],
  },
  'CreateAuthorizer.identitySource': {
    base: guarded,
    adds: {authorizer: {identitySource: 'method.request.header.Other'}},
    requests: [withToken],
  },
  'CreateAuthorizer.identityValidationExpression': {
    base: guarded,
    adds: {authorizer: {identityValidationExpression: 'nothing fits'}},
    requests: [withToken],
  },
  'CreateAuthorizer.authorizerResultTtlInSeconds': {
    base: guarded,
    adds: {authorizer: {authorizerResultTtlInSeconds: 300}},
    requests: [withToken, withToken],
  },
  'PutGatewayResponse.statusCode': {
    base: {...keyed, gatewayResponse: {responseType: 'INVALID_API_KEY'}},
    adds: {gatewayResponse: {responseType: 'INVALID_API_KEY', statusCode: '418'}},
  },
  'PutGatewayResponse.responseParameters': {
    base: {...keyed, gatewayResponse: {responseType: 'INVALID_API_KEY'}},
    adds: {
      gatewayResponse: {responseType: 'INVALID_API_KEY', responseParameters: {'gatewayresponse.header.X-Why': "'key'"}},
    },
  },
  'PutGatewayResponse.responseTemplates': {
    base: {...keyed, gatewayResponse: {responseType: 'INVALID_API_KEY'}},
    adds: {gatewayResponse: {responseType: 'INVALID_API_KEY', responseTemplates: {'application/json': 'own words'}}},
  },
  'CreateModel.schema': {
    base: validated,
    adds: {model: {schema: '{"type":"array"}'}},
    requests: [clientJson],
  },
  'CreateRequestValidator.validateRequestBody': {
    base: {...validated, validator: {}},
    adds: {validator: {validateRequestBody: true}},
    requests: [{...clientJson, body: '[]'}],
  },
  'CreateRequestValidator.validateRequestParameters': {
    base: {method: {requestValidatorId: '#validator', requestParameters: {'method.request.header.X-Must': true}}},
    adds: {validator: {validateRequestParameters: true}},
  },
  'CreateUsagePlan.apiStages.apiId': {base: keyed, adds: {plan: {apiStages: []}}, requests: [withKey]},
  'CreateUsagePlan.apiStages.stage': {base: keyed, adds: {plan: {apiStages: []}}, requests: [withKey]},
  'CreateUsagePlan.apiStages.throttle.burstLimit': {
    base: {...keyed, plan: {apiStages: [{throttle: {'/things/{id}/ANY': {rateLimit: 1, burstLimit: 5}}}]}},
    adds: {plan: {apiStages: [{throttle: {'/things/{id}/ANY': {rateLimit: 1, burstLimit: 1}}}]}},
    requests: [withKey, withKey],
  },
  'CreateUsagePlan.apiStages.throttle.rateLimit': {
    base: {...keyed, plan: {apiStages: [{throttle: {'/things/{id}/ANY': {rateLimit: 100, burstLimit: 1}}}]}},
    adds: {plan: {apiStages: [{throttle: {'/things/{id}/ANY': {rateLimit: 1, burstLimit: 1}}}]}},
    requests: [withKey, {...withKey, afterMs: 100}],
  },
  'CreateUsagePlan.throttle.burstLimit': {
    base: {...keyed, plan: {throttle: {rateLimit: 1, burstLimit: 5}}},
    adds: {plan: {throttle: {rateLimit: 1, burstLimit: 1}}},
    requests: [withKey, withKey],
  },
  'CreateUsagePlan.throttle.rateLimit': {
    base: {...keyed, plan: {throttle: {rateLimit: 100, burstLimit: 1}}},
    adds: {plan: {throttle: {rateLimit: 1, burstLimit: 1}}},
    requests: [withKey, {...withKey, afterMs: 100}],
  },
  'CreateUsagePlan.quota.limit': {
    base: {...keyed, plan: {quota: {limit: 5, period: 'DAY'}}},
    adds: {plan: {quota: {limit: 1, period: 'DAY'}}},
    requests: [withKey, withKey],
  },
  'CreateUsagePlan.quota.period': {
    base: {...keyed, plan: {quota: {limit: 1, period: 'DAY'}}},
    adds: {plan: {quota: {limit: 1, period: 'MONTH'}}},
    requests: [withKey, {...withKey, afterMs: 24 * 3600 * 1000}],
  },
  'CreateApiKey.enabled': {base: keyed, adds: {key: {enabled: false}}, requests: [withKey]},
  'CreateApiKey.value': {base: keyed, adds: {key: {value: 'quite-another-key-of-some-length'}}, requests: [withKey]},
  'CreateDomainName.domainName': {
    base: {mapping: {stage: 'prod', basePath: 'v1'}},
    adds: {domain: {domainName: 'other.example.com'}},
    requests: [{host: 'api.example.com', path: '/v1/things/7'}],
  },
  'CreateDomainName.endpointConfiguration.types': {
    base: {mapping: {stage: 'prod', basePath: 'v1'}},
    adds: {domain: {endpointConfiguration: {types: ['PRIVATE']}}},
    requests: domainCall,
  },
  'CreateDomainName.routingMode': {
    base: {mapping: {stage: 'prod', basePath: 'v1'}},
    adds: {domain: {routingMode: 'ROUTING_RULE_ONLY'}},
    requests: domainCall,
  },
  'CreateBasePathMapping.restApiId': {adds: {mapping: {stage: 'prod', basePath: 'v1'}}, requests: domainCall},
  'CreateBasePathMapping.basePath': {
    base: {mapping: {stage: 'prod', basePath: 'v2'}},
    adds: {mapping: {stage: 'prod', basePath: 'v1'}},
    requests: domainCall,
  },
  'CreateBasePathMapping.stage': {base: {mapping: {}}, adds: {mapping: {stage: 'prod'}}, requests: domainCall},
  'MethodSetting.loggingLevel': {adds: {settings: {'logging/loglevel': 'INFO'}}},
  'MethodSetting.metricsEnabled': {adds: {settings: {'metrics/enabled': 'true'}}},
  'MethodSetting.dataTraceEnabled': {
    base: {settings: {'logging/loglevel': 'INFO'}},
    adds: {settings: {'logging/loglevel': 'INFO', 'logging/dataTrace': 'true'}},
  },
  'MethodSetting.throttlingBurstLimit': {
    adds: {settings: {'throttling/burstLimit': '1', 'throttling/rateLimit': '1'}},
    requests: [{}, {}],
  },
  'MethodSetting.throttlingRateLimit': {
    base: {settings: {'throttling/burstLimit': '1', 'throttling/rateLimit': '100'}},
    adds: {settings: {'throttling/burstLimit': '1', 'throttling/rateLimit': '1'}},
    requests: [{}, {afterMs: 100}],
  },
  'MethodSetting.cachingEnabled': {
    base: {stage: cached.stage ?? {}},
    adds: {settings: {'caching/enabled': 'true'}},
    requests: [{}, {}],
  },
  'MethodSetting.cacheTtlInSeconds': {
    base: cached,
    adds: {settings: {'caching/enabled': 'true', 'caching/ttlInSeconds': '1'}},
    requests: [{}, {afterMs: 2000}],
  },
  'MethodSetting.requireAuthorizationForCacheControl': {
    base: cached,
    adds: {settings: {'caching/enabled': 'true', 'caching/requireAuthorizationForCacheControl': 'false'}},
    requests: [{}, {headers: ['Cache-Control', 'max-age=0']}],
  },
  'MethodSetting.unauthorizedCacheControlHeaderStrategy': {
    base: cached,
    adds: {settings: {'caching/enabled': 'true', 'caching/unauthorizedCacheControlHeaderStrategy': 'FAIL_WITH_403'}},
    requests: [{}, {headers: ['Cache-Control', 'max-age=0']}],
  },
  'AccessLogSettings.format': {base: log(''), adds: log('$context.status')},
  'AccessLogSettings.destinationArn': {
    base: log(''),
    adds: {
      stagePatch: {
        ...log('').stagePatch,
        '/accessLogSettings/destinationArn': 'arn:aws:logs:eu-west-1:123456789012:log-group:other',
      },
    },
  },
}

const ruled: Parts = {domain: {routingMode: 'ROUTING_RULE_ONLY'}, rule: {}}
const underShop = [{matchBasePaths: {anyOf: ['shop']}}]
const ifHeader = (valueGlob: string) => [{matchHeaders: {anyOf: [{header: 'x-v', valueGlob}]}}]
const byRule = {host: 'api.example.com', path: '/things/7'}

const ruleCases: Readonly<Record<string, Case>> = {
  'actions.invokeApi.apiId': {base: {domain: ruled.domain ?? {}}, adds: ruled, requests: [byRule]},
  'actions.invokeApi.stage': {base: ruled, adds: {rule: {invokeApi: {stage: 'live'}}}, requests: [byRule]},
  'actions.invokeApi.stripBasePath': {
    base: {...ruled, rule: {conditions: underShop}},
    adds: {rule: {conditions: underShop, invokeApi: {stripBasePath: true}}},
    requests: [{...byRule, path: '/shop/things/7'}],
  },
  'conditions.matchBasePaths.anyOf': {base: ruled, adds: {rule: {conditions: underShop}}, requests: [byRule]},
  'conditions.matchHeaders.anyOf.header': {base: ruled, adds: {rule: {conditions: ifHeader('*')}}, requests: [byRule]},
  'conditions.matchHeaders.anyOf.valueGlob': {
    base: {...ruled, rule: {conditions: ifHeader('*')}},
    adds: {rule: {conditions: ifHeader('2*')}},
    requests: [{...byRule, headers: ['x-v', '1']}],
  },
}

function changes({base = {}, adds, requests = once}: Case): Evidence {
  return {kind: 'changes', without: () => observe(base, requests), with: () => observe({...base, ...adds}, requests)}
}

/** Members of routing rules, which lead to REST APIs only. */
export const routingRuleEvidence: Readonly<Record<string, Evidence>> = Object.fromEntries(
  Object.entries(ruleCases).map(([member, one]) => [`CreateRoutingRule.${member}`, changes(one)]),
)

/** Every member of the calls that make a REST API, `Operation.member`. */
export const restEvidence: Readonly<Record<string, Evidence>> = {
  ...Object.fromEntries(Object.entries(cases).map(([member, one]) => [member, changes(one)])),
  'CreateRestApi.description': names,
  'CreateRestApi.version': names,
  'CreateRestApi.cloneFrom': made,
  'CreateRestApi.tags': names,
  'CreateRestApi.endpointConfiguration.ipAddressType': silent('A loopback address is what clients have.'),
  'CreateRestApi.endpointConfiguration.vpcEndpointIds': silent(
    'It makes DNS names for endpoints; policies decide who passes.',
  ),
  'CreateRestApi.securityPolicy': tls,
  'CreateRestApi.endpointAccessMode': tls,
  'PutIntegration.cacheNamespace': shown('test/gateway/data/rest/cache.test.ts'),
  'PutMethod.authorizationScopes': shown('test/gateway/data/rest/verify-user-pool-token.test.ts'),
  'PutMethodResponse.responseParameters': documents,
  'PutMethodResponse.responseModels': documents,
  'CreateStage.description': names,
  'CreateStage.cacheClusterSize': silent('The cache of this machine has one size.'),
  'CreateStage.documentationVersion': documents,
  'CreateStage.tags': names,
  'CreateAuthorizer.name': names,
  'CreateAuthorizer.providerARNs': shown('test/gateway/data/rest/verify-user-pool-token.test.ts'),
  'CreateAuthorizer.authType': silent('It names the scheme in exported documents.'),
  'CreateAuthorizer.authorizerCredentials': roles,
  'CreateModel.name': names,
  'CreateModel.contentType': silent('The content type that a method gives to a model is the one that counts.'),
  'CreateModel.description': names,
  'CreateRequestValidator.name': names,
  'CreateUsagePlan.name': names,
  'CreateUsagePlan.description': names,
  'CreateUsagePlan.quota.offset': shown('test/gateway/store/usage-quota.test.ts'),
  'CreateUsagePlan.tags': names,
  'CreateApiKey.name': names,
  'CreateApiKey.description': names,
  'CreateApiKey.generateDistinctId': made,
  'CreateApiKey.stageKeys.restApiId': silent('AWS replaced it by usage plans, which are obeyed.'),
  'CreateApiKey.stageKeys.stageName': silent('AWS replaced it by usage plans, which are obeyed.'),
  'CreateApiKey.customerId': silent('It is for the marketplace.'),
  'CreateApiKey.tags': names,
  ...Object.fromEntries(
    [
      ...['certificateName', 'certificateBody', 'certificatePrivateKey', 'certificateChain', 'certificateArn'],
      ...['regionalCertificateName', 'regionalCertificateArn', 'securityPolicy', 'endpointAccessMode'],
      'ownershipVerificationCertificateArn',
    ].map((member) => [`CreateDomainName.${member}`, tls]),
  ),
  'CreateDomainName.policy': silent('Private domain names, which have one, are not served: see the endpoint types.'),
  'CreateDomainName.endpointConfiguration.ipAddressType': silent('A loopback address is what clients have.'),
  'CreateDomainName.endpointConfiguration.vpcEndpointIds': silent('It makes DNS names for endpoints.'),
  'CreateDomainName.tags': names,
  'CreateDomainName.mutualTlsAuthentication.truststoreUri': shown('test/gateway/tls.test.ts'),
  'CreateDomainName.mutualTlsAuthentication.truststoreVersion': silent(
    'A file under local.truststores has one version.',
  ),
  'CreateBasePathMapping.domainNameId': made,
  'MethodSetting.cacheDataEncrypted': silent('Kept answers never leave the memory of the process.'),
}
