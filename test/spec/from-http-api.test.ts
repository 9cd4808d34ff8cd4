import assert from 'node:assert/strict'
import fc from 'fast-check'
import type {GeneratorValue} from 'fast-check'
import {test} from 'vitest'
import type {HttpApi, HttpAuthorizer, HttpIntegration, Route} from '../../src/model/http-api.js'
import {fromHttpApi} from '../../src/spec/from-http-api.js'
import {toHttpApi} from '../../src/spec/to-http-api.js'
import {parsed} from './support.js'
import {invocation} from './arbitrary-rest-api.js'

const one = <const Value>(...values: readonly Value[]) => fc.constantFrom(...values)
const few = <const Value>(...values: readonly Value[]) => fc.uniqueArray(fc.constantFrom(...values), {maxLength: 3})
const text = () =>
  fc.string({minLength: 1, maxLength: 12, unit: fc.constantFrom(...Array.from('aZ0 :#"\'\\/{}$é\n~%'))})
const names = () =>
  fc.uniqueArray(fc.string({minLength: 1, maxLength: 8, unit: one(...Array.from('abXY01-_.'))}), {maxLength: 3})
const keys = () => few('$default', 'GET /', 'ANY /pets/{id}', 'POST /pets', 'GET /{p+}', 'HEAD /a/b', 'OPTIONS /pets')

function httpApi(generate: GeneratorValue): HttpApi {
  const authorizers = from(generate(names), () => authorizer(generate))
  return {
    kind: 'http',
    name: generate(text),
    ...maybe(generate, {description: text, version: text}),
    disableExecuteApiEndpoint: generate(fc.boolean),
    ipAddressType: generate(() => one('ipv4', 'dualstack')),
    ...(generate(fc.boolean) && {
      corsConfiguration: {
        allowCredentials: generate(fc.boolean),
        allowHeaders: generate(names),
        allowMethods: generate(() => few('GET', '*')),
        allowOrigins: generate(() => few('*', 'https://example.com')),
        exposeHeaders: generate(names),
        ...(generate(fc.boolean) && {maxAge: generate(fc.nat)}),
      },
    }),
    routes: from(generate(keys), () => route(generate, authorizers)),
    authorizers,
    tags: from(generate(names), () => generate(text)),
  }
}

function authorizer(generate: GeneratorValue): HttpAuthorizer {
  const identitySource = generate(() => few('$request.header.A', '$request.querystring.b', '$context.path'))
  if (generate(fc.boolean)) {
    return {
      authorizerType: 'JWT',
      identitySource,
      jwtConfiguration: {issuer: generate(text), audience: generate(names)},
    }
  }
  const authorizerPayloadFormatVersion = generate(() => one('1.0', '2.0'))
  return {
    authorizerType: 'REQUEST',
    authorizerUri: generate(invocation),
    ...maybe(generate, {authorizerCredentialsArn: text}),
    authorizerPayloadFormatVersion,
    ...(generate(fc.boolean) && {authorizerResultTtlInSeconds: generate(() => fc.nat(3600))}),
    ...(generate(fc.boolean) && {enableSimpleResponses: authorizerPayloadFormatVersion === '2.0'}),
    identitySource,
  }
}

function route(generate: GeneratorValue, authorizers: HttpApi['authorizers']): Route {
  const name = generate(() => one('', ...Object.keys(authorizers)))
  const chosen = authorizers[name]
  const jwt = chosen?.authorizerType === 'JWT'
  return {
    authorizationType: jwt ? 'JWT' : chosen === undefined ? generate(() => one('NONE', 'AWS_IAM')) : 'CUSTOM',
    ...(chosen !== undefined && {authorizer: name}),
    authorizationScopes: jwt ? generate(names).sort() : [],
    ...maybe(generate, {operationName: text}),
    ...(generate(fc.boolean) && {integration: integration(generate)}),
  }
}

function integration(generate: GeneratorValue): HttpIntegration {
  const integrationType = generate(() => one('AWS_PROXY', 'HTTP_PROXY'))
  const subtype = integrationType === 'AWS_PROXY' && generate(fc.boolean)
  const link = generate(fc.boolean)
  return {
    integrationType,
    ...(subtype
      ? {integrationSubtype: 'SQS-SendMessage', credentialsArn: generate(text)}
      : maybe(generate, {credentialsArn: text})),
    ...(!subtype && {integrationMethod: generate(() => one('GET', 'POST', 'ANY')), integrationUri: generate(text)}),
    ...maybe(generate, {description: text}),
    connectionType: link ? 'VPC_LINK' : 'INTERNET',
    ...(link && {connectionId: generate(text)}),
    payloadFormatVersion: generate(() => one('1.0', '2.0')),
    timeoutInMillis: generate(() => fc.integer({min: 50, max: 30_000})),
    requestParameters: from(
      generate(() => few('QueueUrl', 'append:header.x')),
      () => generate(text),
    ),
    responseParameters: from(
      generate(() => few('200', '404')),
      () => ({'overwrite:statuscode': generate(text)}),
    ),
    ...(generate(fc.boolean) && {tlsConfig: {serverNameToVerify: generate(text)}}),
  }
}

function maybe<Key extends string>(
  generate: GeneratorValue,
  makers: Record<Key, () => fc.Arbitrary<string>>,
): {[Each in Key]?: string} {
  const entries = Object.entries<() => fc.Arbitrary<string>>(makers)
  return Object.fromEntries(
    entries.flatMap(([key, make]) => (generate(fc.boolean) ? [[key, generate(make)]] : [])),
  ) as {
    [Each in Key]?: string
  }
}

function from<Value>(all: readonly string[], make: () => Value): Record<string, Value> {
  return Object.fromEntries(all.map((key) => [key, make()]))
}

test('fromHttpApi: what toHttpApi reads from it is the same API, for any API', () => {
  fc.assert(
    fc.property(fc.gen(), (generate) => {
      const api = httpApi(generate)
      const document = parsed(JSON.stringify(fromHttpApi(api)), 'api.json')
      const {api: read, problems} = toHttpApi(document, {basePath: 'ignore'})
      assert.deepEqual(
        problems.filter((problem) => problem.severity === 'error'),
        [],
      )
      assert.deepEqual(read, api)
    }),
    {numRuns: 100, endOnFailure: true},
  )
})
