import {call, find} from './call.js'
import type {Members, OperationCall} from './call.js'

const lambda = 'arn:aws:lambda:eu-west-1:000000000000:function:auth'
const invocation = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${lambda}/invocations`
const balancer = 'arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/net/inside/0123456789abcdef'
const certificate = 'arn:aws:acm:eu-west-1:000000000000:certificate/01234567-89ab-cdef-0123-456789abcdef'
const privateDomain = 'private.example.com'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const invalid = 'ValidationException'
const notFound = 'NotFoundException'

/** What PutRestApi merges into the API, and what ImportRestApi makes of it. */
const pets = bytes(
  JSON.stringify({
    openapi: '3.0.1',
    info: {title: 'pets', version: '2'},
    paths: {'/imported': {get: {responses: {'200': {description: 'ok'}}}}},
  }),
)
const parts = bytes(
  JSON.stringify({
    openapi: '3.0.1',
    info: {title: 'pets', version: '1'},
    paths: {},
    'x-amazon-apigateway-documentation': {
      documentationParts: [{location: {type: 'RESOURCE', path: '/x'}, properties: {summary: 'X'}}],
    },
  }),
)

const api = {restApiId: '{api}'}
const resource = {...api, resourceId: '{resource}'}
const method = {...resource, httpMethod: 'GET'}
const response = {...method, statusCode: '200'}
const stage = {...api, stageName: 'prod'}
const gatewayResponse = {...api, responseType: 'DEFAULT_4XX'}
const mapping = {domainName: 'api.example.com', basePath: 'v1'}
const planKey = {usagePlanId: '{plan}', keyId: '{key}'}
const association = {domainNameAccessAssociationArn: '{association}'}

/** A change of one member; the invalid call names a path that nothing has. */
function change(operation: string, target: Members, path: string, value: string): OperationCall {
  const patch = (at: string): Members => ({patchOperations: [{op: 'replace', path: at, value}]})
  return call(operation, {...target, ...patch(path)}, {but: patch('/colour')})
}

const createCalls: readonly OperationCall[] = [
  call('CreateRestApi', {name: 'pets'}, {but: {minimumCompressionSize: -1}, keep: {api: 'id', root: 'rootResourceId'}}),
  call(
    'CreateResource',
    {...api, parentId: '{root}', pathPart: 'pets'},
    {but: {pathPart: 'a/b'}, keep: {resource: 'id'}},
  ),
  call(
    'CreateModel',
    {...api, name: 'Pet', contentType: 'application/json', schema: '{}'},
    {but: {name: 'P', schema: '{'}},
  ),
  call(
    'CreateRequestValidator',
    {...api, name: 'all', validateRequestBody: true},
    {but: {restApiId: 'none'}, keep: {validator: 'id'}},
  ),
  call(
    'CreateAuthorizer',
    {...api, name: 'token', type: 'TOKEN', authorizerUri: invocation, identitySource: 'method.request.header.Auth'},
    {but: {name: 'other', type: 'PASSPORT'}, refused: invalid, keep: {authorizer: 'id'}},
  ),
  call('PutMethod', {...method, authorizationType: 'NONE'}, {but: {httpMethod: 'FETCH'}}),
  call(
    'PutMethodResponse',
    {...response, responseModels: {'application/json': 'Empty'}},
    {but: {statusCode: '2xx'}, refused: invalid},
  ),
  call(
    'PutIntegration',
    {...method, type: 'MOCK', requestTemplates: {'application/json': '{"statusCode": 200}'}},
    {but: {type: 'MAGIC'}, refused: invalid},
  ),
  call(
    'PutIntegrationResponse',
    {...response, responseTemplates: {'application/json': '{}'}},
    {but: {resourceId: 'none'}, refused: notFound},
  ),
  call(
    'PutGatewayResponse',
    {...gatewayResponse, statusCode: '400'},
    {but: {responseType: 'DEFAULT_3XX'}, refused: invalid},
  ),
  call(
    'CreateDocumentationPart',
    {...api, location: {type: 'API'}, properties: '{"description":"All about pets"}'},
    {but: {location: {type: 'NOVEL'}}, refused: invalid, keep: {part: 'id'}},
  ),
  call('ImportDocumentationParts', {...api, body: parts}, {but: {body: bytes('no document')}}),
  call(
    'CreateDeployment',
    {...api, description: 'first'},
    {but: {restApiId: 'none'}, refused: notFound, keep: {deployment: 'id'}},
  ),
  call(
    'CreateStage',
    {...stage, deploymentId: '{deployment}', variables: {alias: 'live'}},
    {but: {stageName: 'not a stage'}},
  ),
  call(
    'CreateDocumentationVersion',
    {...api, documentationVersion: '1', stageName: 'prod'},
    {but: {restApiId: 'none'}, refused: notFound},
  ),
  call('CreateApiKey', {name: 'acme', enabled: true}, {but: {value: 'too short'}, keep: {key: 'id'}}),
  call(
    'ImportApiKeys',
    {format: 'csv', body: bytes('Name,key\nfred,0123456789012345678901234\n')},
    {but: {body: bytes('Colour\nred\n')}},
  ),
  call(
    'CreateUsagePlan',
    {name: 'basic', apiStages: [{apiId: '{api}', stage: 'prod'}], quota: {limit: 100, period: 'MONTH'}},
    {but: {quota: {limit: 100, period: 'YEAR'}}, refused: invalid, keep: {plan: 'id'}},
  ),
  call('CreateUsagePlanKey', {...planKey, keyType: 'API_KEY'}, {but: {keyId: 'none'}, refused: notFound}),
  call(
    'GenerateClientCertificate',
    {description: 'for backends'},
    {but: {tags: {'aws:reserved': 'x'}}, keep: {certificate: 'clientCertificateId'}},
  ),
  call('CreateVpcLink', {name: 'inside', targetArns: [balancer]}, {but: {targetArns: ['no arn']}, keep: {link: 'id'}}),
  call(
    'CreateDomainName',
    {domainName: 'api.example.com', regionalCertificateArn: certificate, endpointConfiguration: {types: ['REGIONAL']}},
    {but: {domainName: 'not a domain'}},
  ),
  call(
    'CreateDomainName',
    {domainName: privateDomain, certificateArn: certificate, endpointConfiguration: {types: ['PRIVATE']}},
    {but: {domainName: ''}, keep: {privateArn: 'domainNameArn'}},
  ),
  call(
    'CreateDomainNameAccessAssociation',
    {
      domainNameArn: '{privateArn}',
      accessAssociationSourceType: 'VPCE',
      accessAssociationSource: 'vpce-0123456789abcdef0',
    },
    {but: {domainNameArn: 'no arn'}, keep: {association: 'domainNameAccessAssociationArn'}},
  ),
  call(
    'CreateBasePathMapping',
    {...mapping, ...api, stage: 'prod'},
    {but: {domainName: 'none.example.com'}, refused: notFound},
  ),
]

const changeCalls: readonly OperationCall[] = [
  change('UpdateRestApi', api, '/description', 'Pets'),
  change('UpdateResource', resource, '/pathPart', 'animals'),
  change('UpdateModel', {...api, modelName: 'Pet'}, '/description', 'A pet'),
  change('UpdateRequestValidator', {...api, requestValidatorId: '{validator}'}, '/validateRequestBody', 'false'),
  change('UpdateAuthorizer', {...api, authorizerId: '{authorizer}'}, '/authorizerResultTtlInSeconds', '60'),
  change('UpdateMethod', method, '/apiKeyRequired', 'true'),
  change('UpdateMethodResponse', response, '/responseModels/application~1json', 'Pet'),
  change('UpdateIntegration', method, '/timeoutInMillis', '5000'),
  change('UpdateIntegrationResponse', response, '/selectionPattern', '2..'),
  change('UpdateGatewayResponse', gatewayResponse, '/statusCode', '418'),
  change('UpdateDocumentationPart', {...api, documentationPartId: '{part}'}, '/properties', '{"description":"Pets"}'),
  change('UpdateDocumentationVersion', {...api, documentationVersion: '1'}, '/description', 'First'),
  change('UpdateDeployment', {...api, deploymentId: '{deployment}'}, '/description', 'The first'),
  change('UpdateStage', stage, '/*/*/throttling/rateLimit', '10'),
  change('UpdateApiKey', {apiKey: '{key}'}, '/description', 'ACME Ltd'),
  change('UpdateUsagePlan', {usagePlanId: '{plan}'}, '/throttle/rateLimit', '5'),
  change('UpdateUsage', planKey, '/remaining', '50'),
  change('UpdateClientCertificate', {clientCertificateId: '{certificate}'}, '/description', 'backends'),
  change('UpdateVpcLink', {vpcLinkId: '{link}'}, '/description', 'inside'),
  change('UpdateDomainName', {domainName: 'api.example.com'}, '/securityPolicy', 'TLS_1_2'),
  change('UpdateBasePathMapping', mapping, '/stage', 'prod'),
  change('UpdateAccount', {}, '/cloudwatchRoleArn', 'arn:aws:iam::000000000000:role/logs'),
  call('PutRestApi', {...api, mode: 'merge', body: pets}, {but: {body: bytes('openapi: [')}}),
  call('ImportRestApi', {body: pets}, {but: {body: bytes('no document')}, keep: {imported: 'id'}}),
]

const actionCalls: readonly OperationCall[] = [
  find('FlushStageCache', stage, 'stageName'),
  find('FlushStageAuthorizersCache', stage, 'stageName'),
]

const listCalls: readonly OperationCall[] = [
  ...['GetAuthorizers', 'GetDeployments', 'GetDocumentationParts', 'GetDocumentationVersions'],
  ...['GetGatewayResponses', 'GetModels', 'GetRequestValidators', 'GetResources', 'GetStages'],
].map((operation) => find(operation, api, 'restApiId'))

const accountCalls: readonly OperationCall[] = [
  ...['GetApiKeys', 'GetClientCertificates', 'GetDomainNames', 'GetDomainNameAccessAssociations'],
  ...['GetRestApis', 'GetSdkTypes', 'GetUsagePlans', 'GetVpcLinks'],
].map((operation) => call(operation, {limit: 10}, {but: {position: 'no such position'}}))

const readCalls: readonly OperationCall[] = [
  {operation: 'GetAccount', valid: {}, invalid: 'unsigned', refused: 'MissingAuthenticationTokenException'},
  find('GetApiKey', {apiKey: '{key}', includeValue: true}, 'apiKey'),
  find('GetAuthorizer', {...api, authorizerId: '{authorizer}'}, 'authorizerId'),
  find('GetBasePathMapping', mapping, 'basePath'),
  find('GetBasePathMappings', {domainName: 'api.example.com'}, 'domainName'),
  find('GetClientCertificate', {clientCertificateId: '{certificate}'}, 'clientCertificateId'),
  find('GetDeployment', {...api, deploymentId: '{deployment}', embed: ['apisummary']}, 'deploymentId'),
  find('GetDocumentationPart', {...api, documentationPartId: '{part}'}, 'documentationPartId'),
  find('GetDocumentationVersion', {...api, documentationVersion: '1'}, 'documentationVersion'),
  find('GetDomainName', {domainName: 'api.example.com'}, 'domainName'),
  call('GetSdk', {...stage, sdkType: 'javascript'}, {but: {sdkType: 'cobol'}}),
  call('GetExport', {...stage, exportType: 'oas30', accepts: 'application/json'}, {but: {exportType: 'raml'}}),
  call('GetGatewayResponse', gatewayResponse, {but: {responseType: 'DEFAULT_3XX'}, refused: invalid}),
  find('GetIntegration', method, 'resourceId'),
  find('GetIntegrationResponse', response, 'resourceId'),
  find('GetMethod', method, 'resourceId'),
  find('GetMethodResponse', response, 'resourceId'),
  find('GetModel', {...api, modelName: 'Pet', flatten: true}, 'modelName'),
  find('GetModelTemplate', {...api, modelName: 'Pet'}, 'modelName'),
  find('GetRequestValidator', {...api, requestValidatorId: '{validator}'}, 'requestValidatorId'),
  find('GetResource', {...resource, embed: ['methods']}, 'resourceId'),
  find('GetRestApi', api, 'restApiId'),
  find('GetSdkType', {id: 'javascript'}, 'id'),
  find('GetStage', stage, 'stageName'),
  call('GetTags', {resourceArn: 'arn:aws:apigateway:eu-west-1::/restapis/{api}'}, {but: {resourceArn: 'no arn'}}),
  call('GetUsage', {usagePlanId: '{plan}', startDate: '2026-01-01', endDate: '2026-01-02'}, {but: {startDate: 'May'}}),
  find('GetUsagePlan', {usagePlanId: '{plan}'}, 'usagePlanId'),
  find('GetUsagePlanKey', planKey, 'keyId'),
  call('GetUsagePlanKeys', {usagePlanId: '{plan}', limit: 10}, {but: {position: 'no such position'}}),
  find('GetVpcLink', {vpcLinkId: '{link}'}, 'vpcLinkId'),
  find('TestInvokeMethod', method, 'resourceId'),
  find('TestInvokeAuthorizer', {...api, authorizerId: '{authorizer}'}, 'authorizerId'),
]

const apiArn = 'arn:aws:apigateway:eu-west-1::/restapis/{api}'

const tagCalls: readonly OperationCall[] = [
  call('TagResource', {resourceArn: apiArn, tags: {owner: 'ann'}}, {but: {resourceArn: 'no arn'}}),
  call('UntagResource', {resourceArn: apiArn, tagKeys: ['owner']}, {but: {resourceArn: 'no arn'}}),
]

const deleteCalls: readonly OperationCall[] = [
  find('DeleteIntegrationResponse', response, 'resourceId'),
  find('DeleteMethodResponse', response, 'resourceId'),
  find('DeleteIntegration', method, 'resourceId'),
  find('DeleteMethod', method, 'resourceId'),
  find('DeleteResource', resource, 'resourceId'),
  find('DeleteUsagePlanKey', planKey, 'keyId'),
  call('CreateUsagePlan', {name: 'spare'}, {but: {name: ''}, keep: {spare: 'id'}}),
  call('DeleteUsagePlan', {usagePlanId: '{spare}'}, {but: {usagePlanId: '{plan}'}}),
  find('DeleteApiKey', {apiKey: '{key}'}, 'apiKey'),
  find('DeleteBasePathMapping', mapping, 'basePath'),
  call(
    'RejectDomainNameAccessAssociation',
    {...association, domainNameArn: '{privateArn}'},
    {
      but: {domainNameArn: 'no arn'},
      refused: notFound,
    },
  ),
  call(
    'CreateDomainNameAccessAssociation',
    {domainNameArn: '{privateArn}', accessAssociationSourceType: 'VPCE', accessAssociationSource: 'vpce-1'},
    {
      but: {accessAssociationSourceType: 'LAN'},
      refused: invalid,
      keep: {association: 'domainNameAccessAssociationArn'},
    },
  ),
  find('DeleteDomainNameAccessAssociation', association, 'domainNameAccessAssociationArn'),
  find('DeleteDomainName', {domainName: 'api.example.com'}, 'domainName'),
  find('DeleteDocumentationPart', {...api, documentationPartId: '{part}'}, 'documentationPartId'),
  find('DeleteStage', stage, 'stageName'),
  find('DeleteDocumentationVersion', {...api, documentationVersion: '1'}, 'documentationVersion'),
  find('DeleteDeployment', {...api, deploymentId: '{deployment}'}, 'deploymentId'),
  find('DeleteGatewayResponse', gatewayResponse, 'restApiId'),
  find('DeleteAuthorizer', {...api, authorizerId: '{authorizer}'}, 'authorizerId'),
  find('DeleteRequestValidator', {...api, requestValidatorId: '{validator}'}, 'requestValidatorId'),
  find('DeleteModel', {...api, modelName: 'Pet'}, 'modelName'),
  find('DeleteClientCertificate', {clientCertificateId: '{certificate}'}, 'clientCertificateId'),
  find('DeleteVpcLink', {vpcLinkId: '{link}'}, 'vpcLinkId'),
  find('DeleteRestApi', api, 'restApiId'),
]

/** Every operation of apigateway at least once. */
export const restCalls: readonly OperationCall[] = [
  ...createCalls,
  ...changeCalls,
  ...actionCalls,
  ...listCalls,
  ...accountCalls,
  ...readCalls,
  ...tagCalls,
  ...deleteCalls,
]
