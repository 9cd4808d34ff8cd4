import {canonicalJson} from '../../model/json.js'
import type {LiveRestApi} from '../../model/live-api.js'
import type {Method, Model, RestApi, RestIntegration} from '../../model/rest-api.js'
import {encoded, expression, fromJson, template} from './hcl.js'
import type {Expression, HclValue} from './hcl.js'
import {attribute, filled, importId, listed, resourceName} from './resource.js'
import type {Resource} from './resource.js'

const restApi = 'aws_api_gateway_rest_api'
const rest_api_id = attribute(restApi, 'api')

/** What a REST API consists of, resource by resource; `live` gives the ids to import by. */
export function restResources(api: RestApi, live: LiveRestApi | undefined): Resource[] {
  return [
    apiResource(api, live),
    ...api.resources.filter((path) => path !== '/').map((path) => pathResource(path, live)),
    ...Object.entries(api.models).map(([name, model]) => modelResource(name, model, {api, live})),
    ...Object.entries(api.requestValidators).map(([name, validator]): Resource => {
      const {validateRequestBody: validate_request_body, validateRequestParameters: validate_request_parameters} =
        validator
      const attributes = {rest_api_id, name, validate_request_body, validate_request_parameters}
      const id = importId(live?.apiId, live?.ids.requestValidators[name])
      return {type: 'aws_api_gateway_request_validator', name: resourceName(name), attributes, importId: id}
    }),
    ...Object.entries(api.authorizers).map(([name, authorizer]): Resource => {
      const attributes = {
        ...{rest_api_id, name, type: authorizer.type},
        authorizer_uri: authorizer.authorizerUri,
        authorizer_credentials: authorizer.authorizerCredentials,
        identity_source: authorizer.identitySource,
        identity_validation_expression: authorizer.identityValidationExpression,
        authorizer_result_ttl_in_seconds: authorizer.authorizerResultTtlInSeconds,
        provider_arns: listed(authorizer.providerARNs),
      }
      const id = importId(live?.apiId, live?.ids.authorizers[name])
      return {type: 'aws_api_gateway_authorizer', name: resourceName(name), attributes, importId: id}
    }),
    ...Object.entries(api.gatewayResponses).map(([type, response]): Resource => {
      const attributes = {
        ...{rest_api_id, response_type: type, status_code: response.statusCode},
        response_parameters: filled(response.responseParameters),
        response_templates: filled(response.responseTemplates),
      }
      return {
        type: 'aws_api_gateway_gateway_response',
        name: type.toLowerCase(),
        attributes,
        importId: importId(live?.apiId, type),
      }
    }),
    ...api.documentationParts.map(({location, properties}): Resource => {
      const {type, path, method, statusCode: status_code, name} = location
      const place = canonicalJson(location)
      const id = importId(live?.apiId, live?.ids.documentationParts[place])
      const attributes = {rest_api_id, properties: encoded(fromJson(properties))}
      const blocks = [{name: 'location', body: {attributes: {type, path, method, status_code, name}}}]
      return {type: 'aws_api_gateway_documentation_part', name: resourceName(place), attributes, blocks, importId: id}
    }),
    ...Object.entries(api.methods).flatMap(([key, method]) => methodResources(key, method, {api, live})),
  ]
}

type Around = {api: RestApi; live: LiveRestApi | undefined}

function apiResource(api: RestApi, live: LiveRestApi | undefined): Resource {
  const {types, vpcEndpointIds, ipAddressType: ip_address_type} = api.endpointConfiguration
  const endpoint = {types: [...types], ip_address_type, vpc_endpoint_ids: listed(vpcEndpointIds)}
  const attributes = {
    name: api.name,
    description: api.description,
    api_key_source: api.apiKeySource,
    binary_media_types: listed(api.binaryMediaTypes),
    minimum_compression_size: api.minimumCompressionSize === undefined ? undefined : String(api.minimumCompressionSize),
    disable_execute_api_endpoint: api.disableExecuteApiEndpoint,
    policy: api.policy === undefined ? undefined : encoded(fromJson(api.policy)),
    tags: filled(api.tags),
  }
  const blocks = [{name: 'endpoint_configuration', body: {attributes: endpoint}}]
  return {type: restApi, name: 'api', attributes, blocks, importId: live?.apiId}
}

function pathResource(path: string, live: LiveRestApi | undefined): Resource {
  const slash = path.lastIndexOf('/')
  const attributes = {rest_api_id, parent_id: resourceId(path.slice(0, slash)), path_part: path.slice(slash + 1)}
  const id = importId(live?.apiId, live?.ids.resources[path])
  return {type: 'aws_api_gateway_resource', name: resourceName(path), attributes, importId: id}
}

function resourceId(path: string): Expression {
  if (path === '' || path === '/') return attribute(restApi, 'api', 'root_resource_id')
  return attribute('aws_api_gateway_resource', resourceName(path))
}

/** A reference between models is the URL of the other one; those that do not lead back are waited for. */
function modelResource(name: string, {contentType, description, schema}: Model, {api, live}: Around): Resource {
  const text = (value: string): HclValue => {
    const [, other] = /^#\/models\/([^/]+)$/.exec(value) ?? []
    if (other === undefined) return value
    return template('https://apigateway.amazonaws.com/restapis/', rest_api_id, `/models/${other}`)
  }
  const waitsFor = referredTo(schema).filter((other) => Object.hasOwn(api.models, other) && !leadsTo(api, other, name))
  const attributes = {
    ...{rest_api_id, name, content_type: contentType, description, schema: encoded(fromJson(schema, text))},
    depends_on: listed(waitsFor.map((other) => expression(`aws_api_gateway_model.${resourceName(other)}`))),
  }
  return {type: 'aws_api_gateway_model', name: resourceName(name), attributes, importId: importId(live?.apiId, name)}
}

function referredTo(schema: Model['schema']): string[] {
  const found = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/models\/([^"/]+)"/g)].map(([, name = '']) => name)
  return [...new Set(found)].sort()
}

function leadsTo({models}: RestApi, from: string, to: string): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === to) return true
    const model = Object.hasOwn(models, name) ? models[name] : undefined
    if (seen.has(name) || model === undefined) continue
    seen.add(name)
    open.push(...referredTo(model.schema))
  }
  return false
}

function methodResources(key: string, method: Method, {api, live}: Around): Resource[] {
  const [verb = '', path = ''] = key.split(/ (.*)/s)
  const own = resourceName(key)
  const place = {rest_api_id, resource_id: resourceId(path)}
  const id = importId(live?.apiId, live?.ids.resources[path], verb)
  const {authorizer, requestValidator, integration} = method
  const attributes = {
    ...place,
    http_method: verb,
    authorization: method.authorizationType,
    authorizer_id:
      authorizer === undefined ? undefined : attribute('aws_api_gateway_authorizer', resourceName(authorizer)),
    authorization_scopes: listed(method.authorizationScopes),
    api_key_required: method.apiKeyRequired,
    operation_name: method.operationName,
    request_validator_id:
      requestValidator === undefined
        ? undefined
        : attribute('aws_api_gateway_request_validator', resourceName(requestValidator)),
    request_parameters: filled(method.requestParameters),
    request_models: filled(modelNames(method.requestModels, api)),
  }
  const http_method = attribute('aws_api_gateway_method', own, 'http_method')
  const answers = Object.entries(method.responses).map(([status_code, response]): Resource => {
    const more = {
      ...{...place, http_method, status_code},
      response_parameters: filled(response.responseParameters),
      response_models: filled(modelNames(response.responseModels, api)),
    }
    const name = resourceName(`${key} ${status_code}`)
    return {type: 'aws_api_gateway_method_response', name, attributes: more, importId: id && `${id}/${status_code}`}
  })
  const backend =
    integration === undefined
      ? []
      : integrationResources({key, own, place: {...place, http_method}, id}, integration, method)
  return [{type: 'aws_api_gateway_method', name: own, attributes, importId: id}, ...answers, ...backend]
}

/** A model of the API is waited for; Empty and Error, which are there by themselves, need not be in it. */
function modelNames(models: Readonly<Record<string, string>>, api: RestApi): Record<string, HclValue> {
  return Object.fromEntries(
    Object.entries(models).map(([type, name]) => [
      type,
      Object.hasOwn(api.models, name) ? attribute('aws_api_gateway_model', resourceName(name), 'name') : name,
    ]),
  )
}

type Place = {key: string; own: string; place: Readonly<Record<string, HclValue>>; id: string | undefined}

function integrationResources({key, own, place, id}: Place, integration: RestIntegration, method: Method): Resource[] {
  const {tlsConfig} = integration
  const attributes = {
    ...place,
    type: integration.type,
    integration_http_method: integration.httpMethod,
    uri: integration.uri,
    credentials: integration.credentials,
    connection_type: integration.connectionType,
    connection_id: integration.connectionId,
    integration_target: integration.integrationTarget,
    request_parameters: filled(integration.requestParameters),
    request_templates: filled(integration.requestTemplates),
    passthrough_behavior: integration.passthroughBehavior,
    content_handling: integration.contentHandling,
    cache_namespace: integration.cacheNamespace,
    cache_key_parameters: listed(integration.cacheKeyParameters),
    timeout_milliseconds: integration.timeoutInMillis,
    response_transfer_mode: integration.responseTransferMode,
  }
  const tls = {insecure_skip_verification: tlsConfig?.insecureSkipVerification}
  const blocks = tlsConfig === undefined ? [] : [{name: 'tls_config', body: {attributes: tls}}]
  const responses = Object.entries(integration.responses).map(([status, response]): Resource => {
    const name = resourceName(`${key} ${status}`)
    const declared = Object.hasOwn(method.responses, status)
    const more = {
      ...place,
      status_code: declared ? attribute('aws_api_gateway_method_response', name, 'status_code') : status,
      selection_pattern: response.selectionPattern,
      response_parameters: filled(response.responseParameters),
      response_templates: filled(response.responseTemplates),
      content_handling: response.contentHandling,
      depends_on: [expression(`aws_api_gateway_integration.${own}`)],
    }
    return {type: 'aws_api_gateway_integration_response', name, attributes: more, importId: id && `${id}/${status}`}
  })
  return [{type: 'aws_api_gateway_integration', name: own, attributes, blocks, importId: id}, ...responses]
}
