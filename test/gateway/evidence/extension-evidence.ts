import {Bench, functionUri, type Request} from './bench.js'
import {silent, type Evidence} from './evidence.js'

type Document = Readonly<Record<string, unknown>>
type Case = {kind?: 'rest' | 'http'; without: Document; with: Document; requests?: readonly Request[]}

/** Imports a definition, deploys it and sends the requests. */
async function observe(kind: 'rest' | 'http', document: Document, requests: readonly Request[]): Promise<unknown> {
  const bench = new Bench()
  try {
    return await bench.observe(kind === 'rest' ? importRest(bench, document) : importHttp(bench, document), requests)
  } finally {
    bench.store.close()
  }
}

function importRest(bench: Bench, document: Document): string {
  const restApiId = String(bench.call('rest', 'ImportRestApi', {body: Buffer.from(JSON.stringify(document))}).id)
  bench.call('rest', 'CreateDeployment', {restApiId, stageName: 'prod'})
  return restApiId
}

function importHttp(bench: Bench, document: Document): string {
  const apiId = String(bench.call('v2', 'ImportApi', {body: JSON.stringify(document)}).apiId)
  bench.call('v2', 'CreateStage', {apiId, stageName: 'prod', autoDeploy: true})
  return apiId
}

const echo = {type: 'http_proxy', httpMethod: 'GET', uri: 'http://backend.test/p'}
const integration = {'x-amazon-apigateway-integration': echo}
const lambda = {
  'x-amazon-apigateway-integration': {type: 'aws_proxy', httpMethod: 'POST', uri: functionUri('echo')},
}
const answers = {responses: {'200': {description: 'ok'}}}

/** An API with one operation; `further` are members of the document. */
function api(operation: Document = {}, further: Document = {}): Document {
  return {
    ...{openapi: '3.0.1', info: {title: 'pets', version: '1'}},
    paths: {'/things/{id}': {get: {...answers, ...integration, ...operation}}},
    ...further,
  }
}

const guard = {
  ...{type: 'apiKey', name: 'Authorization', in: 'header'},
  'x-amazon-apigateway-authtype': 'custom',
  'x-amazon-apigateway-authorizer': {type: 'token', authorizerUri: functionUri('wall')},
}
const secured = {security: [{guard: []}]}
const schemes = (scheme: Document): Document => ({components: {securitySchemes: {guard: scheme}}})
const keyNeeded = {security: [{key: []}]}
const keyScheme = {components: {securitySchemes: {key: {type: 'apiKey', name: 'x-api-key', in: 'header'}}}}
const required = {parameters: [{name: 'must', in: 'header', required: true, schema: {type: 'string'}}]}
const validators = {'x-amazon-apigateway-request-validators': {all: {validateRequestParameters: true}}}
const deny = {Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*'}
const allow = {...deny, Effect: 'Allow'}
const policy = (statement: Document): Document => ({
  'x-amazon-apigateway-policy': {Version: '2012-10-17', Statement: [statement]},
})

const cases: Readonly<Record<string, Case>> = {
  'any-method': {
    without: api(),
    with: api({}, {paths: {'/things/{id}': {'x-amazon-apigateway-any-method': {...answers, ...integration}}}}),
    requests: [{method: 'PUT'}],
  },
  'api-key-source': {
    without: api(keyNeeded, keyScheme),
    with: api(keyNeeded, {...keyScheme, 'x-amazon-apigateway-api-key-source': 'AUTHORIZER'}),
    requests: [{headers: ['x-api-key', 'a-key-that-nobody-knows']}],
  },
  authorizer: {
    without: api(secured, schemes({type: 'apiKey', name: 'Authorization', in: 'header'})),
    with: api(secured, schemes(guard)),
    requests: [{headers: ['Authorization', 't']}],
  },
  authtype: {
    without: api(),
    with: api(
      secured,
      schemes({type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4'}),
    ),
  },
  auth: {without: api(), with: api({'x-amazon-apigateway-auth': {type: 'AWS_IAM'}})},
  'binary-media-types': {
    without: api(lambda),
    with: api(lambda, {'x-amazon-apigateway-binary-media-types': ['text/plain']}),
    requests: [{headers: ['Content-Type', 'text/plain'], body: 'plain'}],
  },
  cors: {
    kind: 'http',
    without: api(),
    with: api({}, {'x-amazon-apigateway-cors': {allowOrigins: ['https://a.example']}}),
    requests: [{headers: ['Origin', 'https://a.example']}],
  },
  'endpoint-configuration': {
    without: api({}, policy(allow)),
    with: api(
      {},
      {
        ...policy(allow),
        servers: [{url: 'https://x', 'x-amazon-apigateway-endpoint-configuration': {disableExecuteApiEndpoint: true}}],
      },
    ),
  },
  'gateway-responses': {
    without: api(keyNeeded, keyScheme),
    with: api(keyNeeded, {
      ...keyScheme,
      'x-amazon-apigateway-gateway-responses': {INVALID_API_KEY: {statusCode: '418'}},
    }),
  },
  integration: {without: api(), with: api({'x-amazon-apigateway-integration': {...echo, uri: 'http://other.test/'}})},
  integrations: {
    kind: 'http',
    without: api({'x-amazon-apigateway-integration': {...echo, payloadFormatVersion: '1.0'}}),
    with: api(
      {'x-amazon-apigateway-integration': {$ref: '#/components/x-amazon-apigateway-integrations/other'}},
      {
        components: {
          'x-amazon-apigateway-integrations': {
            other: {...echo, uri: 'http://other.test/', payloadFormatVersion: '1.0'},
          },
        },
      },
    ),
  },
  'importexport-version': {
    kind: 'http',
    without: api(),
    with: api(
      {},
      {'x-amazon-apigateway-importexport-version': '1.0', 'x-amazon-apigateway-cors': {allowOrigins: ['*']}},
    ),
    requests: [{headers: ['Origin', 'https://a.example']}],
  },
  'minimum-compression-size': {
    without: api(),
    with: api({}, {'x-amazon-apigateway-minimum-compression-size': 0}),
    requests: [{headers: ['Accept-Encoding', 'gzip']}],
  },
  policy: {without: api({}, policy(allow)), with: api({}, policy(deny))},
  'request-validator': {
    without: api(required, validators),
    with: api(required, {...validators, 'x-amazon-apigateway-request-validator': 'all'}),
  },
  'request-validators': {
    without: api(
      {...required, 'x-amazon-apigateway-request-validator': 'all'},
      {
        'x-amazon-apigateway-request-validators': {all: {validateRequestParameters: false}},
      },
    ),
    with: api({...required, 'x-amazon-apigateway-request-validator': 'all'}, validators),
  },
}

const tls = silent('Certificates and protocols of AWS: the gateway makes its own, and only with --tls.')

/**
 * Every extension of OpenAPI documents, without `x-amazon-apigateway-`.
 * Source: developer guide, "OpenAPI extensions for API Gateway" (public copy April 2026).
 */
export const extensionEvidence: Readonly<Record<string, Evidence>> = {
  ...Object.fromEntries(
    Object.entries(cases).map(([name, {kind = 'rest', without, requests = [{}], ...one}]): [string, Evidence] => [
      name,
      {
        kind: 'changes',
        without: () => observe(kind, without, requests),
        with: () => observe(kind, one.with, requests),
      },
    ]),
  ),
  documentation: silent('It is for documents and SDKs; no answer is checked against it.'),
  'endpoint-access-mode': tls,
  'security-policy': tls,
  'tag-value': silent('It names something, and no request sees it.'),
}
