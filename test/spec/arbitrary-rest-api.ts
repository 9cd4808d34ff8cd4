import fc from 'fast-check'
import type {GeneratorValue} from 'fast-check'
import {locationWithPath} from '../../src/model/documentation-location.js'
import {canonicalJson} from '../../src/model/json.js'
import type {Json} from '../../src/model/json.js'
import type {
  Authorizer,
  DocumentationPart,
  IntegrationResponse,
  Method,
  MethodKey,
  Model,
  RestApi,
  RestIntegration,
} from '../../src/model/rest-api.js'

/** Any REST API that an OpenAPI document can hold: `restLosses` has nothing to say about it. */
export function arbitraryRestApi(): fc.Arbitrary<RestApi> {
  return fc.gen().map((generate) => restApi(generate))
}

const verbs = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY'] as const
const mediaTypes = ['application/json', 'application/xml', 'image/png', 'text/plain', '*/*'] as const
const statuses = ['200', '201', '400', '404', '500'] as const
/** Letters that JSON, YAML, URLs or references give a meaning. */
const letters = Array.from('aZ0 :#"\'\\/{}$é\n~%')

const text = () => fc.string({minLength: 1, maxLength: 12, unit: fc.constantFrom(...letters)})
const alphanumeric = () => fc.string({minLength: 1, maxLength: 6, unit: fc.constantFrom(...Array.from('abXY01'))})
const name = () => fc.string({minLength: 1, maxLength: 8, unit: fc.constantFrom(...Array.from('abXY01-_.'))})
const texts = () => fc.dictionary(name(), text(), {maxKeys: 3, noNullPrototype: true}).map(sorted)
const templates = () =>
  fc.dictionary(fc.constantFrom(...mediaTypes), text(), {maxKeys: 2, noNullPrototype: true}).map(sorted)
const names = () => fc.uniqueArray(name(), {maxLength: 3})
const one = <const Value>(...values: readonly Value[]) => fc.constantFrom(...values)
const few = <Value>(...values: readonly Value[]) => fc.uniqueArray(fc.constantFrom(...values), {maxLength: 3})
const path = () =>
  fc
    .tuple(
      fc.array(fc.oneof(alphanumeric(), one('v1.0', 'a-b_c', 'x:y')), {maxLength: 3}),
      one('', '{id}', '{id}/x', '{p+}'),
    )
    .map(([parts, end]) => `/${[...parts, end].filter((part) => part !== '').join('/')}`)

type Known = {
  models: readonly string[]
  authorizers: Readonly<Record<string, Authorizer>>
  validators: readonly string[]
}

function restApi(generate: GeneratorValue): RestApi {
  const models = generate(() => fc.uniqueArray(alphanumeric(), {maxLength: 4}))
  const authorizers = sorted(from(generate(names), () => authorizer(generate)))
  const validators = generate(names)
  const known = {models, authorizers, validators}
  const paths = withoutConflicts(generate(() => fc.uniqueArray(path(), {maxLength: 4})))
  const keys = paths.flatMap((each) => generate(() => few(...verbs)).map((verb): MethodKey => `${verb} ${each}`))
  return {
    kind: 'rest',
    name: generate(text),
    ...maybe(generate, {description: text, version: text, minimumCompressionSize: () => fc.nat(10_485_760), policy}),
    apiKeySource: generate(() => one('HEADER', 'AUTHORIZER')),
    binaryMediaTypes: generate(() => few(...mediaTypes)).sort(),
    disableExecuteApiEndpoint: generate(fc.boolean),
    endpointConfiguration: {
      types: [generate(() => one('EDGE', 'REGIONAL', 'PRIVATE'))],
      vpcEndpointIds: generate(names).sort(),
      ipAddressType: generate(() => one('ipv4', 'dualstack')),
    },
    resources: resourcesOf(paths),
    methods: sorted(Object.fromEntries(keys.map((key) => [key, method(generate, key, known)]))),
    models: sorted(from(models, () => model(generate, models))),
    requestValidators: sorted(from(validators, () => generate(validator))),
    authorizers,
    gatewayResponses: sorted(
      from(
        generate(() => few('UNAUTHORIZED', 'DEFAULT_4XX', 'THROTTLED')),
        () => ({
          ...maybe(generate, {statusCode: () => one(...statuses)}),
          responseParameters: generate(texts),
          responseTemplates: generate(templates),
        }),
      ),
    ),
    documentationParts: documentationParts(generate),
    tags: generate(texts),
  }
}

const policy = () => fc.dictionary(name(), json(), {minKeys: 1, maxKeys: 2, noNullPrototype: true})
/** As JSON has it (no -0), and without the one key that documents may not have. */
const json = () =>
  (fc.jsonValue({maxDepth: 2}) as fc.Arbitrary<Json>)
    .map((value) => JSON.parse(JSON.stringify(value)) as Json)
    .filter((value) => !canonicalJson(value).includes('__proto__'))
const validator = () =>
  fc.record({validateRequestBody: fc.boolean(), validateRequestParameters: fc.boolean()}, {noNullPrototype: true})

function authorizer(generate: GeneratorValue): Authorizer {
  const type = generate(() => one('TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'))
  const header = generate(() => one('method.request.header.Authorization', 'method.request.header.X-Token'))
  const common = maybe(generate, {
    authType: () => one('custom', 'oauth2'),
    authorizerCredentials: text,
    identityValidationExpression: text,
    authorizerResultTtlInSeconds: () => fc.nat(3600),
  })
  if (type === 'COGNITO_USER_POOLS') {
    return {
      ...common,
      type,
      identitySource: header,
      providerARNs: generate(() => fc.array(text(), {minLength: 1, maxLength: 2})),
    }
  }
  const uri = {authorizerUri: generate(invocation), providerARNs: []}
  if (type === 'TOKEN') return {...common, ...uri, type, identitySource: header}
  const source = maybe(generate, {identitySource: () => one('method.request.header.A, context.b', 'stageVariables.c')})
  return {...common, ...uri, ...source, type}
}

/** Schemas with references to models, into the model itself, and properties that are called like keywords. */
function model(generate: GeneratorValue, models: readonly string[]): Model {
  const property = () =>
    one<Json>(
      {type: 'string', title: 'T'},
      {$ref: '#/properties/a'},
      ...models.map((each) => ({$ref: `#/models/${each}`})),
    )
  const properties = generate(() =>
    fc.dictionary(one('a', 'default', 'example', '$ref', 'x-y', 'items'), property(), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  )
  return {
    contentType: 'application/json',
    ...maybe(generate, {description: text}),
    schema: {
      type: 'object',
      properties: {a: {type: 'integer'}, ...properties},
      ...maybe(generate, {required: () => one(['a']), allOf: () => property().map((each) => [each])}),
    },
  }
}

function method(generate: GeneratorValue, key: MethodKey, {models, authorizers, validators}: Known): Method {
  const authorizerName = generate(() => one('', ...Object.keys(authorizers)))
  const chosen = authorizers[authorizerName]
  const responses = from(
    generate(() => few(...statuses)),
    () => ({
      responseParameters: sorted(
        from(
          generate(names).map((each) => `method.response.header.${each}`),
          () => false,
        ),
      ),
      responseModels: modelMap(generate, models),
    }),
  )
  const inPath = [...key.matchAll(/\{(\w+)\+?\}/g)].map((match) => `method.request.path.${match[1] ?? ''}`)
  const other = generate(names).map(
    (each, index) => `method.request.${index % 2 === 0 ? 'header' : 'querystring'}.${each}`,
  )
  const requestParameters = sorted({...from(other, () => generate(fc.boolean)), ...from(inPath, () => true)})
  const hasIntegration = generate(fc.boolean)
  return {
    authorizationType:
      chosen === undefined
        ? generate(() => one('NONE', 'AWS_IAM'))
        : chosen.type === 'COGNITO_USER_POOLS'
          ? chosen.type
          : 'CUSTOM',
    ...(chosen !== undefined && {authorizer: authorizerName}),
    authorizationScopes: chosen === undefined ? [] : generate(names).sort(),
    apiKeyRequired: generate(fc.boolean),
    ...maybe(generate, {operationName: text}),
    ...(validators.length > 0 && maybe(generate, {requestValidator: () => one(...validators)})),
    requestParameters,
    requestModels: modelMap(generate, models),
    responses: sorted(responses),
    ...(hasIntegration && {integration: integration(generate, requestParameters, responses)}),
  }
}

function modelMap(generate: GeneratorValue, models: readonly string[]): Record<string, string> {
  if (models.length === 0) return {}
  return sorted(
    from(
      generate(() => few(...mediaTypes)),
      () => generate(() => one(...models)),
    ),
  )
}

function integration(
  generate: GeneratorValue,
  parameters: Readonly<Record<string, boolean>>,
  methodResponses: Method['responses'],
): RestIntegration {
  const type = generate(() => one('HTTP', 'HTTP_PROXY', 'AWS', 'AWS_PROXY', 'MOCK'))
  const service = type === 'AWS' ? 'sqs:path/1/queue' : 'lambda:path/2015-03-31/functions/x/invocations'
  const uri = type.startsWith('HTTP') ? 'https://example.com/{id}' : `arn:aws:apigateway:eu-west-1:${service}`
  const link = generate(fc.boolean)
  const called = {
    httpMethod: generate(() => one('GET', 'POST', 'ANY')),
    uri,
    connectionType: link ? ('VPC_LINK' as const) : ('INTERNET' as const),
    ...(link && {connectionId: generate(text)}),
  }
  return {
    type,
    ...(type !== 'MOCK' && called),
    ...maybe(generate, {
      credentials: text,
      integrationTarget: text,
      contentHandling: () => one('CONVERT_TO_BINARY' as const, 'CONVERT_TO_TEXT' as const),
      cacheNamespace: text,
      responseTransferMode: () => one('BUFFERED' as const, 'STREAM' as const),
      tlsConfig: () => fc.record({insecureSkipVerification: fc.boolean()}, {noNullPrototype: true}),
    }),
    requestParameters: sorted(
      from(['integration.request.header.a', 'integration.request.path.b'], () =>
        generate(() => one("'static'", 'context.requestId', ...Object.keys(parameters))),
      ),
    ),
    requestTemplates: generate(templates),
    passthroughBehavior: generate(() => one('WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER')),
    cacheKeyParameters: generate(names),
    timeoutInMillis: generate(() => fc.integer({min: 50, max: 29_000})),
    responses: integrationResponses(generate, methodResponses),
  }
}

/** Each has a pattern of its own: a document keys them by it. */
function integrationResponses(
  generate: GeneratorValue,
  declared: Method['responses'],
): Record<string, IntegrationResponse> {
  return sorted(
    Object.fromEntries(
      Object.entries(declared).map(([code, response], index): [string, IntegrationResponse] => [
        code,
        {
          ...(index > 0 && {selectionPattern: `${index}\\d{2}.*`}),
          ...maybe(generate, {contentHandling: () => one('CONVERT_TO_BINARY' as const, 'CONVERT_TO_TEXT' as const)}),
          responseParameters: sorted(from(Object.keys(response.responseParameters), () => generate(text))),
          responseTemplates: generate(templates),
        },
      ]),
    ),
  )
}

function documentationParts(generate: GeneratorValue): DocumentationPart[] {
  const parts = generate(() => few('API', 'METHOD', 'RESOURCE', 'RESPONSE')).map((type): DocumentationPart => ({
    // What is about the whole API has no other place.
    location:
      type === 'API'
        ? {type}
        : locationWithPath({type, ...maybe(generate, {path: text, method: () => one('GET', '*'), name: text})}),
    properties: generate(policy),
  }))
  return parts.sort((a, b) => (a.location.type < b.location.type ? -1 : 1))
}

/** Paths that API Gateway can keep together: one parameter name at one place. */
function withoutConflicts(paths: readonly string[]): string[] {
  const variables = new Map<string, string>()
  return paths.filter((each) => {
    const match = /^(.*)\/(\{[^{}]*\})/.exec(each)
    if (match === null) return true
    const [, parent = '', variable = ''] = match
    if ((variables.get(parent) ?? variable) !== variable) return false
    variables.set(parent, variable)
    return true
  })
}

function resourcesOf(paths: readonly string[]): string[] {
  const all = paths.flatMap((each) => {
    const parts = each.split('/').slice(1)
    return parts.map((_part, index) => `/${parts.slice(0, index + 1).join('/')}`)
  })
  return [...new Set(['/', ...all])].sort()
}

type Makers = Readonly<Record<string, () => fc.Arbitrary<unknown>>>
type Made<Each extends Makers> = {
  [Key in keyof Each]?: Each[Key] extends () => fc.Arbitrary<infer Value> ? Value : never
}

/** Some of the members. */
function maybe<Each extends Makers>(generate: GeneratorValue, makers: Each): Made<Each> {
  const entries = Object.entries(makers).flatMap(([key, make]) =>
    generate(fc.boolean) ? [[key, generate(make)] as const] : [],
  )
  return Object.fromEntries(entries) as Made<Each>
}

function from<Value>(keys: readonly string[], make: () => Value): Record<string, Value> {
  return Object.fromEntries(keys.map((key) => [key, make()]))
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What an authorizer of the type TOKEN or REQUEST calls, with any text for the function. */
export function invocation(): fc.Arbitrary<string> {
  const functions = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions'
  return fc.stringMatching(/^[\w:-]{1,20}$/).map((name) => `${functions}/${name}/invocations`)
}
