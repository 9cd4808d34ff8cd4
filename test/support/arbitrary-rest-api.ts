import fc from 'fast-check'
import type {Json} from '../../src/model/json.js'
import {present} from '../../src/model/present.js'
import type {
  Authorizer,
  GatewayResponse,
  IntegrationResponse,
  Method,
  Model,
  RestApi,
  RestIntegration,
} from '../../src/model/rest-api.js'
import {sortedRecord} from '../../src/model/sorted-record.js'

const paths = ['/', '/a', '/a/{x}', '/a/{x}/b', '/c-d', '/c-d/{proxy+}'] as const
const verbs = ['GET', 'POST', 'ANY'] as const
const mediaTypes = ['application/json', 'text/plain', 'application/vnd.api+json'] as const
const headers = ['X-One', 'X-Two'] as const
const authorizerNames = ['token', 'pool'] as const
const validatorNames = ['all', 'body only'] as const
const modelNames = ['Pet', 'Pets', 'Owner'] as const
const codes = ['200', '404'] as const

const text = fc.constantFrom('one', 'two', 'a longer text, with "quotes" and ${dollar}')
const template = fc.constantFrom('{"statusCode": 200}', '#set($x = 1)\n{"a": $x}', "$input.json('$')")

/**
 * Any REST API that definitions can describe, small enough to compare many: few names, so that pairs overlap.
 *
 * References are valid, as AWS and the translator guarantee. Models refer to each other without circles.
 */
export const restApi: fc.Arbitrary<RestApi> = fc
  .record({
    description: fc.option(text, {nil: undefined}),
    version: fc.option(fc.constantFrom('1', '2.0.1'), {nil: undefined}),
    apiKeySource: fc.constantFrom('HEADER' as const, 'AUTHORIZER' as const),
    binaryMediaTypes: fc.uniqueArray(fc.constantFrom('image/png', '*/*', 'application/octet-stream')),
    minimumCompressionSize: fc.option(fc.constantFrom(0, 1024), {nil: undefined}),
    policy: fc.option(policy(), {nil: undefined}),
    disableExecuteApiEndpoint: fc.boolean(),
    models: someOf(modelNames, model),
    requestValidators: someOf(validatorNames, () =>
      fc.record({validateRequestBody: fc.boolean(), validateRequestParameters: fc.boolean()}),
    ),
    authorizers: someOf(authorizerNames, authorizer),
    gatewayResponses: someOf(['UNAUTHORIZED', 'DEFAULT_4XX'], gatewayResponse),
    documentationParts: documentationParts(),
    bare: fc.subarray([...paths]),
    tags: someOf(['team', 'cost'], () => fc.constantFrom('store', 'a b')),
  })
  .chain(({bare, ...api}) =>
    methods(Object.keys(api.models), Object.keys(api.requestValidators), api.authorizers).map((made) =>
      present({
        kind: 'rest' as const,
        name: 'pets',
        ...api,
        models: withReference(api.models),
        binaryMediaTypes: [...api.binaryMediaTypes].sort(),
        endpointConfiguration: {types: ['REGIONAL' as const], vpcEndpointIds: [], ipAddressType: 'ipv4' as const},
        resources: resourcesOf([...bare, ...Object.keys(made).map((key) => key.slice(key.indexOf(' ') + 1))]),
        methods: made,
      }),
    ),
  )

function someOf<Value>(
  names: readonly string[],
  value: (name: string) => fc.Arbitrary<Value>,
): fc.Arbitrary<Readonly<Record<string, Value>>> {
  return fc
    .subarray([...names])
    .chain((chosen) => fc.tuple(...chosen.map((name) => value(name).map((made) => [name, made] as const))))
    .map((entries) => sortedRecord(entries))
}

function policy(): fc.Arbitrary<Json> {
  return fc.constantFrom('Allow', 'Deny').map((Effect) => ({
    Version: '2012-10-17',
    Statement: [{Effect, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*'}],
  }))
}

/** `Pets` holds `Pet` when there is one: AWS wants what is referred to first, and a schema that names it as a URL. */
function withReference(models: Readonly<Record<string, Model>>): Readonly<Record<string, Model>> {
  const {Pet, Pets, ...others} = models
  if (Pet === undefined || Pets === undefined) return models
  const schema = {type: 'array', items: {$ref: '#/models/Pet'}}
  return sortedRecord(Object.entries({...others, Pet, Pets: {...Pets, schema}}))
}

function model(name: string): fc.Arbitrary<Model> {
  const properties = fc.constantFrom<Json>({id: {type: 'integer'}}, {id: {type: 'string'}, tag: {type: 'string'}})
  return fc.record({description: fc.option(text, {nil: undefined}), properties}).map((made) =>
    present({
      contentType: 'application/json',
      description: made.description,
      schema: {title: name, type: 'object', properties: made.properties},
    }),
  )
}

function authorizer(name: string): fc.Arbitrary<Authorizer> {
  const ttl = fc.option(fc.constantFrom(0, 60), {nil: undefined})
  if (name === 'pool') {
    const arns = ['one', 'two'].map((id) => `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_${id}`)
    return fc.record({providerARNs: fc.subarray(arns, {minLength: 1}), ttl}).map(({providerARNs, ttl: seconds}) =>
      present({
        type: 'COGNITO_USER_POOLS' as const,
        identitySource: 'method.request.header.Authorization',
        providerARNs,
        authorizerResultTtlInSeconds: seconds,
      }),
    )
  }
  const pattern = fc.option(fc.constantFrom('^Bearer', '.*'), {nil: undefined})
  return fc.record({functionName: fc.constantFrom('auth', 'other'), ttl, pattern}).map((made) =>
    present({
      type: 'TOKEN' as const,
      authorizerUri: lambdaUri(made.functionName),
      identitySource: 'method.request.header.Authorization',
      identityValidationExpression: made.pattern,
      authorizerResultTtlInSeconds: made.ttl,
      providerARNs: [],
    }),
  )
}

function gatewayResponse(): fc.Arbitrary<GatewayResponse> {
  return fc
    .record({
      statusCode: fc.option(fc.constantFrom('418', '499'), {nil: undefined}),
      responseParameters: someOf(['gatewayresponse.header.X-Why'], () => fc.constantFrom("'a'", "'b'")),
      responseTemplates: someOf(['application/json'], () => fc.constant('{"message":$context.error.messageString}')),
    })
    .map((made) => present(made))
}

function documentationParts(): fc.Arbitrary<RestApi['documentationParts']> {
  const locations = [{type: 'API'}, {type: 'METHOD', path: '/a', method: 'GET'}]
  return fc
    .subarray(locations)
    .chain((chosen) =>
      fc.tuple(...chosen.map((location) => text.map((words) => ({location, properties: {description: words}})))),
    )
}

function methods(
  models: readonly string[],
  validators: readonly string[],
  authorizers: RestApi['authorizers'],
): fc.Arbitrary<RestApi['methods']> {
  const keys = verbs.flatMap((verb) => paths.map((path) => `${verb} ${path}`))
  return fc
    .subarray(keys, {maxLength: 5})
    .chain((chosen) =>
      fc
        .tuple(...chosen.map((key) => method(key, models, validators, authorizers).map((made) => [key, made] as const)))
        .map((entries) => sortedRecord(entries)),
    )
}

function method(
  key: string,
  models: readonly string[],
  validators: readonly string[],
  authorizers: RestApi['authorizers'],
): fc.Arbitrary<Method> {
  const guards: Pick<Method, 'authorizationType' | 'authorizer'>[] = [
    {authorizationType: 'NONE'},
    {authorizationType: 'AWS_IAM'},
    ...Object.entries(authorizers).map(([name, {type}]) => ({
      authorizationType: type === 'COGNITO_USER_POOLS' ? type : ('CUSTOM' as const),
      authorizer: name,
    })),
  ]
  const modelMap = models.length === 0 ? fc.constant({}) : someOf(mediaTypes, () => fc.constantFrom(...models))
  return fc
    .record({
      guard: fc.constantFrom(...guards),
      apiKeyRequired: fc.boolean(),
      operationName: fc.option(fc.constantFrom('listPets', 'showPet'), {nil: undefined}),
      requestValidator:
        validators.length === 0 ? fc.constant(undefined) : fc.option(fc.constantFrom(...validators), {nil: undefined}),
      requestParameters: someOf(
        headers.map((header) => `method.request.header.${header}`),
        () => fc.boolean(),
      ).map((declared) => sortedRecord([...Object.entries(declared), ...pathParameters(key)])),
      requestModels: modelMap,
      responses: someOf(codes, () =>
        fc.record({
          responseParameters: someOf(
            headers.map((header) => `method.response.header.${header}`),
            // AWS ignores the value, and a document cannot hold another one.
            () => fc.constant(false),
          ),
          responseModels: modelMap,
        }),
      ),
    })
    .chain(({guard, ...made}) =>
      fc.option(integration(made), {nil: undefined, freq: 8}).map((chosen) =>
        present({
          ...made,
          ...guard,
          authorizationScopes: guard.authorizationType === 'COGNITO_USER_POOLS' ? ['read'] : [],
          integration: chosen,
        }),
      ),
    )
}

/** An import declares them all as required, so they always are. */
function pathParameters(key: string): [string, boolean][] {
  return [...key.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => [`method.request.path.${name ?? ''}`, true])
}

type Declared = Pick<Method, 'requestParameters' | 'responses'>

/** Mappings refer only to what the method declares. */
function integration({requestParameters, responses}: Declared): fc.Arbitrary<RestIntegration> {
  const sources = Object.keys(requestParameters)
  return fc
    .record({
      target: fc.constantFrom<Pick<RestIntegration, 'type' | 'httpMethod' | 'uri' | 'connectionType'>>(
        {type: 'MOCK'},
        {type: 'HTTP', httpMethod: 'GET', uri: 'https://example.com/a', connectionType: 'INTERNET'},
        {type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'https://example.com/b', connectionType: 'INTERNET'},
        {type: 'AWS_PROXY', httpMethod: 'POST', uri: lambdaUri('pets'), connectionType: 'INTERNET'},
      ),
      requestParameters:
        sources.length === 0
          ? fc.constant({})
          : someOf(['integration.request.header.X-Sent'], () => fc.constantFrom(...sources, "'constant'")),
      requestTemplates: someOf(mediaTypes, () => template),
      passthroughBehavior: fc.constantFrom('WHEN_NO_MATCH' as const, 'WHEN_NO_TEMPLATES' as const, 'NEVER' as const),
      contentHandling: fc.option(fc.constantFrom('CONVERT_TO_TEXT' as const, 'CONVERT_TO_BINARY' as const), {
        nil: undefined,
      }),
      cacheNamespace: fc.option(fc.constant('shared'), {nil: undefined}),
      cacheKeyParameters: sources.length === 0 ? fc.constant([]) : fc.subarray(sources),
      timeoutInMillis: fc.constantFrom(29_000, 5_000),
      responses: fc
        .subarray(Object.keys(responses))
        .chain((chosen) =>
          fc.tuple(
            ...chosen.map((code) =>
              integrationResponse(code, Object.keys(responses[code]?.responseParameters ?? {})).map(
                (made) => [code, made] as const,
              ),
            ),
          ),
        )
        .map((entries) => sortedRecord(entries)),
    })
    .map(({target, ...made}) => present({...target, ...made}))
}

/** Patterns differ by code: a document keys responses by pattern, so two of one pattern could not be written down. */
function integrationResponse(code: string, declared: readonly string[]): fc.Arbitrary<IntegrationResponse> {
  return fc
    .record({
      responseParameters:
        declared.length === 0
          ? fc.constant({})
          : fc.subarray([...declared]).map((names) => sortedRecord(names.map((name) => [name, "'value'"] as const))),
      responseTemplates: someOf(mediaTypes, () => template),
    })
    .map((made) => present({selectionPattern: code === '200' ? undefined : `${code}.*`, ...made}))
}

function resourcesOf(used: readonly string[]): string[] {
  const all = used.flatMap((path) =>
    path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/') || '/'),
  )
  return [...new Set(['/', ...all])].sort()
}

function lambdaUri(functionName: string): string {
  const arn = `arn:aws:lambda:eu-west-1:123456789012:function:${functionName}`
  return `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`
}
