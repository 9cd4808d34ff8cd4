/** Where the APIs of the soak lead. Functions are ARNs. */
export type Surroundings = {
  backendUrl: string
  functions: {hello: string; faulty: string; guard: string}
}

/** Milliseconds after which an integration with a backend that is slow gives up, and one with a good backend. */
const patienceMs = {slow: 3_000, good: 20_000}

/** The REST API at one version: what is deployed says its number in every answer. */
export function restDefinition(version: number, {backendUrl, functions}: Surroundings): object {
  const proxy = (path: string, parameters: Record<string, string> = {}): object =>
    integrated({
      ...{type: 'http_proxy', httpMethod: 'ANY', uri: `${backendUrl}${path}`},
      ...{
        requestParameters: parameters,
        timeoutInMillis: path.startsWith('/fault') ? patienceMs.slow : patienceMs.good,
      },
    })
  const lambda = (arn: string): object =>
    integrated({type: 'aws_proxy', httpMethod: 'POST', uri: invocationUri(arn), timeoutInMillis: patienceMs.good})
  const text = (template: string): object => mocked({'application/json': template})
  const pathParameter = (name: string): object => ({name, in: 'path', required: true, schema: {type: 'string'}})
  return {
    openapi: '3.0.1',
    info: {title: 'soak-rest', version: String(version)},
    'x-amazon-apigateway-request-validators': {all: {validateRequestBody: true, validateRequestParameters: true}},
    paths: {
      '/mock': {get: text(`{"version": ${version}}`)},
      '/template/{name}': {
        parameters: [pathParameter('name')],
        get: text(
          `#set($version = ${version})\n{"version": $version, "name": "$util.escapeJavaScript($input.params('name'))", ` +
            '"round": $stageVariables.round, "numbers": [#foreach($n in [1..5])$n#if($foreach.hasNext),#end#end]}',
        ),
      },
      '/proxy/{rest+}': {
        parameters: [pathParameter('rest')],
        'x-amazon-apigateway-any-method': proxy(`/ok/${version}/{rest}`, {
          'integration.request.path.rest': 'method.request.path.rest',
        }),
      },
      '/cached/{id}': {
        parameters: [pathParameter('id')],
        get: cached(proxy(`/ok/${version}/{id}`, {'integration.request.path.id': 'method.request.path.id'})),
      },
      '/fault/{kind}': {
        parameters: [pathParameter('kind')],
        get: proxy('/fault/{kind}', {'integration.request.path.kind': 'method.request.path.kind'}),
      },
      '/lambda': {post: lambda(functions.hello)},
      '/faulty': {get: lambda(functions.faulty)},
      '/authorized': {get: {...text(`{"version": ${version}}`), security: [{guard: []}]}},
      '/keyed': {get: {...text(`{"version": ${version}}`), security: [{api_key: []}]}},
      '/validated': {
        post: {
          ...text(`{"version": ${version}}`),
          'x-amazon-apigateway-request-validator': 'all',
          requestBody: {content: {'application/json': {schema: {$ref: '#/components/schemas/Order'}}}, required: true},
        },
      },
    },
    components: {
      schemas: {
        Order: {
          type: 'object',
          required: ['id'],
          properties: {id: {type: 'integer', minimum: 1}, name: {type: 'string', pattern: '^[a-z]+(-[a-z]+)*$'}},
        },
      },
      securitySchemes: {
        api_key: {type: 'apiKey', name: 'x-api-key', in: 'header'},
        guard: {
          ...{type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'custom'},
          'x-amazon-apigateway-authorizer': {
            ...{type: 'token', authorizerUri: invocationUri(functions.guard)},
            ...{authorizerResultTtlInSeconds: 2, identityValidationExpression: '^[a-z]+$'},
          },
        },
      },
    },
  }
}

/** The HTTP API at one version. */
export function httpDefinition(version: number, {backendUrl, functions}: Surroundings): object {
  const proxy = (path: string): object => ({
    ...{type: 'http_proxy', httpMethod: 'ANY', uri: `${backendUrl}${path}`},
    ...{payloadFormatVersion: '1.0', timeoutInMillis: path.startsWith('/fault') ? patienceMs.slow : patienceMs.good},
  })
  return {
    openapi: '3.0.1',
    info: {title: 'soak-http', version: String(version)},
    'x-amazon-apigateway-cors': {allowOrigins: ['https://shop.example'], allowMethods: ['GET', 'POST']},
    paths: {
      '/pets/{id}': {
        'x-amazon-apigateway-any-method': {
          responses: {},
          'x-amazon-apigateway-integration': proxy(`/ok/${version}/{id}`),
        },
      },
      '/fault/{kind}': {get: {responses: {}, 'x-amazon-apigateway-integration': proxy('/fault/{kind}')}},
      '/lambda': {
        get: {
          responses: {},
          'x-amazon-apigateway-integration': {
            ...{type: 'aws_proxy', httpMethod: 'POST', uri: functions.hello},
            ...{payloadFormatVersion: '2.0', requestParameters: {'append:header.x-version': String(version)}},
          },
        },
      },
    },
  }
}

function mocked(responseTemplates: Record<string, string>): object {
  return {
    responses: {'200': {description: 'ok'}},
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: {'application/json': '{"statusCode": 200}'},
      responses: {default: {statusCode: '200', responseTemplates}},
    },
  }
}

function integrated(integration: object): object {
  return {responses: {}, 'x-amazon-apigateway-integration': integration}
}

function cached(operation: object): object {
  const integration = Object.fromEntries(Object.entries(operation))['x-amazon-apigateway-integration'] as object
  return integrated({...integration, cacheKeyParameters: ['method.request.path.id'], cacheNamespace: 'cached'})
}

function invocationUri(arn: string): string {
  return `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`
}
