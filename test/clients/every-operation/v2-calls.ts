import {call, find} from './call.js'
import type {OperationCall} from './call.js'

const notFound = 'NotFoundException'
const lambda = 'arn:aws:lambda:eu-west-1:000000000000:function:pets'
const invocation = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${lambda}/invocations`
const certificate = 'arn:aws:acm:eu-west-1:000000000000:certificate/01234567-89ab-cdef-0123-456789abcdef'
const pets = JSON.stringify({
  openapi: '3.0.1',
  info: {title: 'pets', version: '2'},
  paths: {
    '/pets': {
      get: {
        responses: {default: {description: 'ok'}},
        'x-amazon-apigateway-integration': {
          type: 'HTTP_PROXY',
          httpMethod: 'GET',
          uri: 'https://backend.example.com',
          payloadFormatVersion: '1.0',
        },
      },
    },
  },
})

const http = {ApiId: '{http}'}
const chat = {ApiId: '{chat}'}
const httpStage = {...http, StageName: 'prod'}
const chatStage = {...chat, StageName: 'prod'}
const route = {...chat, RouteId: '{route}'}
const routeResponse = {...route, RouteResponseId: '{routeResponse}'}
const integration = {...chat, IntegrationId: '{integration}'}
const integrationResponse = {...integration, IntegrationResponseId: '{integrationResponse}'}
const authorizer = {...http, AuthorizerId: '{authorizer}'}
const model = {...chat, ModelId: '{model}'}
const domain = {DomainName: 'api.example.com'}
const mapping = {...domain, ApiMappingId: '{mapping}'}
const rule = {...domain, RoutingRuleId: '{rule}'}
const link = {VpcLinkId: '{link}'}
const apiArn = {ResourceArn: 'arn:aws:apigateway:eu-west-1::/apis/{http}'}
const ruleBody = {
  Priority: 10,
  Conditions: [{MatchBasePaths: {AnyOf: ['pets']}}],
  Actions: [{InvokeApi: {ApiId: '{rest}', Stage: 'prod'}}],
}

const createCalls: readonly OperationCall[] = [
  call(
    'CreateApi',
    {Name: 'pets', ProtocolType: 'HTTP', CorsConfiguration: {AllowOrigins: ['https://example.com']}},
    {but: {ProtocolType: 'SMTP'}, keep: {http: 'ApiId'}},
  ),
  call(
    'CreateApi',
    {Name: 'chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action'},
    {but: {RouteSelectionExpression: undefined}, keep: {chat: 'ApiId'}},
  ),
  call(
    'CreateIntegration',
    {...chat, IntegrationType: 'AWS', IntegrationMethod: 'POST', IntegrationUri: invocation},
    {but: {IntegrationType: 'MAGIC'}, keep: {integration: 'IntegrationId'}},
  ),
  call(
    'CreateIntegrationResponse',
    {...integration, IntegrationResponseKey: '$default'},
    {but: {IntegrationId: 'none'}, refused: notFound, keep: {integrationResponse: 'IntegrationResponseId'}},
  ),
  call(
    'CreateModel',
    {...chat, Name: 'Message', ContentType: 'application/json', Schema: '{}'},
    {but: {Name: 'No name!'}, keep: {model: 'ModelId'}},
  ),
  call(
    'CreateRoute',
    {
      ...chat,
      RouteKey: '$connect',
      Target: 'integrations/{integration}',
      RequestParameters: {'route.request.querystring.room': {Required: true}},
    },
    {but: {RouteKey: '$nowhere'}, keep: {route: 'RouteId'}},
  ),
  call(
    'CreateRouteResponse',
    {...route, RouteResponseKey: '$default'},
    {but: {RouteResponseKey: '200'}, keep: {routeResponse: 'RouteResponseId'}},
  ),
  call(
    'CreateAuthorizer',
    {
      ...http,
      Name: 'users',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {Issuer: 'https://issuer.example.com', Audience: ['pets']},
    },
    {but: {JwtConfiguration: undefined}, keep: {authorizer: 'AuthorizerId'}},
  ),
  call(
    'CreateIntegration',
    {...http, IntegrationType: 'AWS_PROXY', IntegrationUri: lambda, PayloadFormatVersion: '2.0'},
    {but: {PayloadFormatVersion: '3.0'}, keep: {proxy: 'IntegrationId'}},
  ),
  call(
    'CreateRoute',
    {...http, RouteKey: 'GET /pets', Target: 'integrations/{proxy}'},
    {but: {RouteKey: 'FETCH /pets'}},
  ),
  call(
    'CreateDeployment',
    {...chat, Description: 'first'},
    {but: {ApiId: 'none'}, refused: notFound, keep: {deployment: 'DeploymentId'}},
  ),
  call('CreateStage', {...chatStage, DeploymentId: '{deployment}'}, {but: {StageName: 'not a stage'}}),
  call(
    'CreateStage',
    {
      ...httpStage,
      AutoDeploy: true,
      AccessLogSettings: {
        DestinationArn: 'arn:aws:logs:eu-west-1:000000000000:log-group:pets',
        Format: '$context.requestId',
      },
      RouteSettings: {'GET /pets': {ThrottlingBurstLimit: 5}},
    },
    {but: {RouteSettings: {'PUT /none': {ThrottlingBurstLimit: 5}}}, refused: notFound},
  ),
  call(
    'CreateDomainName',
    {
      ...domain,
      RoutingMode: 'ROUTING_RULE_THEN_API_MAPPING',
      DomainNameConfigurations: [{CertificateArn: certificate, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2'}],
    },
    {but: {DomainName: 'not a domain'}},
  ),
  call(
    'CreateApiMapping',
    {...domain, ...http, Stage: 'prod', ApiMappingKey: 'v1/pets'},
    {but: {Stage: 'none'}, refused: notFound, keep: {mapping: 'ApiMappingId'}},
  ),
  call('CreateRoutingRule', {...domain, ...ruleBody}, {but: {Priority: 0}, keep: {rule: 'RoutingRuleId'}}),
  call(
    'CreateVpcLink',
    {Name: 'inside', SubnetIds: ['subnet-0123456789abcdef0']},
    {but: {SubnetIds: []}, keep: {link: 'VpcLinkId'}},
  ),
  call('ImportApi', {Body: pets}, {but: {Body: 'no document'}, keep: {imported: 'ApiId'}}),
]

const portal = {PortalId: '{portal}'}
const product = {PortalProductId: '{product}'}
const page = {...product, ProductPageId: '{page}'}
const endpointPage = {...product, ProductRestEndpointPageId: '{endpointPage}'}
const content = {
  DisplayName: 'Pets',
  Theme: {
    CustomColors: {
      AccentColor: '#000000',
      BackgroundColor: '#ffffff',
      ErrorValidationColor: '#ff0000',
      HeaderColor: '#ffffff',
      NavigationColor: '#ffffff',
      TextColor: '#000000',
    },
  },
}

/** Portals live inside AWS: the gateway keeps what it is given. */
const portalCalls: readonly OperationCall[] = [
  call(
    'CreatePortalProduct',
    {DisplayName: 'Pets'},
    {but: {DisplayName: ''}, keep: {product: 'PortalProductId', productArn: 'PortalProductArn'}},
  ),
  call(
    'CreateProductPage',
    {...product, DisplayContent: {Title: 'Start', Body: 'Welcome'}},
    {but: {PortalProductId: 'none'}, refused: notFound, keep: {page: 'ProductPageId'}},
  ),
  call(
    'CreateProductRestEndpointPage',
    {
      ...product,
      RestEndpointIdentifier: {IdentifierParts: {Method: 'GET', Path: '/pets', RestApiId: '{http}', Stage: 'prod'}},
    },
    {but: {PortalProductId: 'none'}, refused: notFound, keep: {endpointPage: 'ProductRestEndpointPageId'}},
  ),
  call(
    'CreatePortal',
    {
      Authorization: {None: {}},
      EndpointConfiguration: {None: {}},
      PortalContent: content,
      IncludedPortalProductArns: ['{productArn}'],
    },
    {but: {PortalContent: {...content, DisplayName: ''}}, keep: {portal: 'PortalId'}},
  ),
  call(
    'PutPortalProductSharingPolicy',
    {...product, PolicyDocument: '{}'},
    {but: {PortalProductId: 'none'}, refused: notFound},
  ),
  ...['GetPortal', 'PreviewPortal', 'PublishPortal', 'DisablePortal'].map((operation) =>
    find(operation, portal, 'PortalId'),
  ),
  find('UpdatePortal', {...portal, RumAppMonitorName: 'pets'}, 'PortalId'),
  ...['GetPortalProduct', 'GetPortalProductSharingPolicy', 'ListProductPages', 'ListProductRestEndpointPages'].map(
    (operation) => find(operation, product, 'PortalProductId'),
  ),
  find('UpdatePortalProduct', {...product, Description: 'All pets'}, 'PortalProductId'),
  find('GetProductPage', page, 'ProductPageId'),
  find('UpdateProductPage', {...page, DisplayContent: {Title: 'Start', Body: 'Hello'}}, 'ProductPageId'),
  find('GetProductRestEndpointPage', endpointPage, 'ProductRestEndpointPageId'),
  find('UpdateProductRestEndpointPage', {...endpointPage, TryItState: 'DISABLED'}, 'ProductRestEndpointPageId'),
  ...['ListPortals', 'ListPortalProducts'].map((operation) => call(operation, {}, {but: {MaxResults: '-1'}})),
  find('DeleteProductRestEndpointPage', endpointPage, 'ProductRestEndpointPageId'),
  find('DeleteProductPage', page, 'ProductPageId'),
  find('DeletePortalProductSharingPolicy', product, 'PortalProductId'),
  find('DeletePortal', portal, 'PortalId'),
  find('DeletePortalProduct', product, 'PortalProductId'),
]

const changeCalls: readonly OperationCall[] = [
  call('UpdateApi', {...http, Description: 'Pets'}, {but: {RouteSelectionExpression: '$request.body.action'}}),
  find('UpdateApiMapping', {...mapping, ...http, ApiMappingKey: 'v2'}, 'ApiMappingId'),
  call(
    'UpdateAuthorizer',
    {...authorizer, Name: 'people'},
    {but: {JwtConfiguration: {Issuer: 'no address', Audience: ['pets']}}},
  ),
  find('UpdateDeployment', {...chat, DeploymentId: '{deployment}', Description: 'The first'}, 'DeploymentId'),
  find('UpdateDomainName', {...domain, DomainNameConfigurations: [{CertificateArn: certificate}]}, 'DomainName'),
  call('UpdateIntegration', {...integration, TimeoutInMillis: 5000}, {but: {TimeoutInMillis: 1}}),
  find(
    'UpdateIntegrationResponse',
    {...integrationResponse, ResponseTemplates: {'200': '{}'}},
    'IntegrationResponseId',
  ),
  call('UpdateModel', {...model, Description: 'A message'}, {but: {Schema: '{'}}),
  call('UpdateRoute', {...route, OperationName: 'connect'}, {but: {AuthorizationType: 'PASSPORT'}}),
  find('UpdateRouteResponse', {...routeResponse, ModelSelectionExpression: '$default'}, 'RouteResponseId'),
  call(
    'UpdateStage',
    {...httpStage, StageVariables: {alias: 'live'}},
    {but: {DefaultRouteSettings: {ThrottlingBurstLimit: -1}}},
  ),
  find('UpdateVpcLink', {...link, Name: 'within'}, 'VpcLinkId'),
  call('PutRoutingRule', {...rule, ...ruleBody, Priority: 20}, {but: {Priority: 0}}),
  call('ReimportApi', {ApiId: '{imported}', Body: pets}, {but: {Body: 'no document'}}),
  find('ResetAuthorizersCache', httpStage, 'StageName'),
  call('TagResource', {...apiArn, Tags: {owner: 'ann'}}, {but: {ResourceArn: 'no arn'}}),
]

const apiLists = ['GetAuthorizers', 'GetDeployments', 'GetIntegrations', 'GetModels', 'GetRoutes', 'GetStages']
const accountLists = ['GetApis', 'GetDomainNames', 'GetVpcLinks']

const readCalls: readonly OperationCall[] = [
  ...apiLists.map((operation) => find(operation, chat, 'ApiId')),
  ...accountLists.map((operation) => call(operation, {}, {but: {MaxResults: '-1'}})),
  call('ExportApi', {...http, Specification: 'OAS30', OutputType: 'JSON'}, {but: {OutputType: 'XML'}}),
  find('GetApi', http, 'ApiId'),
  find('GetApiMapping', mapping, 'ApiMappingId'),
  find('GetApiMappings', domain, 'DomainName'),
  find('GetAuthorizer', authorizer, 'AuthorizerId'),
  find('GetDeployment', {...chat, DeploymentId: '{deployment}'}, 'DeploymentId'),
  find('GetDomainName', domain, 'DomainName'),
  find('GetIntegration', integration, 'IntegrationId'),
  find('GetIntegrationResponse', integrationResponse, 'IntegrationResponseId'),
  find('GetIntegrationResponses', integration, 'IntegrationId'),
  find('GetModel', model, 'ModelId'),
  find('GetModelTemplate', model, 'ModelId'),
  find('GetRoute', route, 'RouteId'),
  find('GetRouteResponse', routeResponse, 'RouteResponseId'),
  find('GetRouteResponses', route, 'RouteId'),
  find('GetRoutingRule', rule, 'RoutingRuleId'),
  find('ListRoutingRules', domain, 'DomainName'),
  find('GetStage', httpStage, 'StageName'),
  call('GetTags', apiArn, {but: {ResourceArn: 'no arn'}}),
  find('GetVpcLink', link, 'VpcLinkId'),
]

const deleteCalls: readonly OperationCall[] = [
  call('UntagResource', {...apiArn, TagKeys: ['owner']}, {but: {ResourceArn: 'no arn'}}),
  find('DeleteRouteSettings', {...httpStage, RouteKey: 'GET /pets'}, 'StageName'),
  find('DeleteAccessLogSettings', httpStage, 'StageName'),
  find('DeleteCorsConfiguration', http, 'ApiId'),
  find('DeleteRoutingRule', rule, 'RoutingRuleId'),
  find('DeleteApiMapping', mapping, 'ApiMappingId'),
  find('DeleteDomainName', domain, 'DomainName'),
  find('DeleteRouteRequestParameter', {...route, RequestParameterKey: 'route.request.querystring.room'}, 'RouteId'),
  find('DeleteRouteResponse', routeResponse, 'RouteResponseId'),
  find('DeleteRoute', route, 'RouteId'),
  find('DeleteIntegrationResponse', integrationResponse, 'IntegrationResponseId'),
  find('DeleteIntegration', integration, 'IntegrationId'),
  find('DeleteModel', model, 'ModelId'),
  find('DeleteStage', chatStage, 'StageName'),
  find('DeleteDeployment', {...chat, DeploymentId: '{deployment}'}, 'DeploymentId'),
  find('DeleteAuthorizer', authorizer, 'AuthorizerId'),
  find('DeleteVpcLink', link, 'VpcLinkId'),
  find('DeleteApi', http, 'ApiId'),
]

/** Every operation of apigatewayv2 at least once. */
export const v2Calls: readonly OperationCall[] = [
  ...createCalls,
  ...portalCalls,
  ...changeCalls,
  ...readCalls,
  ...deleteCalls,
]
