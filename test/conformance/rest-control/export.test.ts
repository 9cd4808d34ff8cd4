import {jsonText, madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const source = 'localstack/localstack tests/aws/services/apigateway/test_apigateway_extended.snapshot.json'
const recorded = '2024-04-15'

const uri = 'http://pets.example.com/pets'
const origin = 'Access-Control-Allow-Origin'
const methods = 'Access-Control-Allow-Methods'
const ref = (place: string, name: string): object => ({$ref: `#/${place}/${name}`})

/** Integrations of the definition below, by what they belong to; the export repeats them. */
const integrations = {
  page: {
    type: 'mock',
    responses: {
      default: {
        statusCode: '200',
        responseParameters: {'method.response.header.Content-Type': "'text/html'"},
        responseTemplates: {'text/html': '<html></html>'},
      },
    },
    requestTemplates: {'application/json': '{"statusCode": 200}'},
    passthroughBehavior: 'when_no_match',
  },
  list: {
    type: 'http',
    httpMethod: 'GET',
    uri,
    responses: {
      default: {statusCode: '200', responseParameters: {[`method.response.header.${origin}`]: "'*'"}},
    },
    requestParameters: {
      'integration.request.querystring.page': 'method.request.querystring.page',
      'integration.request.querystring.type': 'method.request.querystring.type',
    },
    passthroughBehavior: 'when_no_match',
  },
  create: {
    type: 'http',
    httpMethod: 'POST',
    uri,
    responses: {default: {statusCode: '200'}},
    passthroughBehavior: 'when_no_match',
  },
  preflight: {
    type: 'mock',
    responses: {
      default: {
        statusCode: '200',
        responseParameters: {
          [`method.response.header.${methods}`]: "'GET,OPTIONS'",
          [`method.response.header.${origin}`]: "'*'",
        },
      },
    },
    requestTemplates: {'application/json': '{"statusCode": 200}'},
    passthroughBehavior: 'when_no_match',
  },
}

const json = ['application/json']

const definition = {
  swagger: '2.0',
  info: {title: 'pets', description: 'a shop'},
  schemes: ['https'],
  paths: {
    '/': {
      get: {
        description: 'a page',
        consumes: json,
        produces: ['text/html'],
        responses: {200: {description: 'fine', headers: {'Content-Type': {type: 'string'}}}},
        'x-amazon-apigateway-integration': integrations.page,
      },
    },
    '/pets': {
      get: {
        produces: json,
        parameters: [
          {name: 'page', in: 'query', required: false, type: 'string'},
          {name: 'type', in: 'query', required: false, type: 'string'},
        ],
        responses: {
          200: {description: 'fine', schema: ref('definitions', 'Pets'), headers: {[origin]: {type: 'string'}}},
        },
        'x-amazon-apigateway-integration': integrations.list,
      },
      post: {
        operationId: 'CreatePet',
        consumes: json,
        produces: json,
        parameters: [{in: 'body', name: 'NewPet', required: true, schema: ref('definitions', 'NewPet')}],
        responses: {200: {description: 'fine', schema: ref('definitions', 'Pet')}},
        'x-amazon-apigateway-integration': integrations.create,
      },
    },
    '/pets/{petId}': {
      options: {
        consumes: json,
        produces: json,
        parameters: [{name: 'petId', in: 'path', required: true, type: 'string'}],
        responses: {
          200: {
            description: 'fine',
            schema: ref('definitions', 'Empty'),
            headers: {[origin]: {type: 'string'}, [methods]: {type: 'string'}},
          },
        },
        'x-amazon-apigateway-integration': integrations.preflight,
      },
    },
  },
  definitions: {
    Pets: {type: 'array', items: ref('definitions', 'Pet')},
    Pet: {type: 'object', properties: {id: {type: 'integer'}}},
    NewPet: {type: 'object', properties: {name: {type: 'string'}}},
    Empty: {type: 'object'},
  },
}

/** The integration under its key, when the export is to have extensions. */
type Show = (integration: object) => object

const hidden: Show = () => ({})
const shown: Show = (integration) => ({'x-amazon-apigateway-integration': integration})

function swagger(show: Show): object {
  return {
    swagger: '2.0',
    info: {title: 'pets', description: 'a shop', version: '2023-11-14T22:13:20Z'},
    host: '{api.id}.execute-api.eu-west-1.amazonaws.com',
    basePath: '/local',
    schemes: ['https'],
    paths: {
      '/': {
        get: {
          consumes: json,
          produces: ['text/html'],
          responses: {200: {description: '200 response', headers: {'Content-Type': {type: 'string'}}}},
          ...show(integrations.page),
        },
      },
      '/pets': {
        get: {
          produces: json,
          parameters: [
            {name: 'type', in: 'query', required: false, type: 'string'},
            {name: 'page', in: 'query', required: false, type: 'string'},
          ],
          responses: {
            200: {
              description: '200 response',
              schema: ref('definitions', 'Pets'),
              headers: {[origin]: {type: 'string'}},
            },
          },
          ...show(integrations.list),
        },
        post: {
          operationId: 'CreatePet',
          consumes: json,
          produces: json,
          parameters: [{in: 'body', name: 'NewPet', required: true, schema: ref('definitions', 'NewPet')}],
          responses: {200: {description: '200 response', schema: ref('definitions', 'Pet')}},
          ...show(integrations.create),
        },
      },
      '/pets/{petId}': {
        options: {
          consumes: json,
          produces: json,
          parameters: [{name: 'petId', in: 'path', required: true, type: 'string'}],
          responses: {
            200: {
              description: '200 response',
              schema: ref('definitions', 'Empty'),
              headers: {[origin]: {type: 'string'}, [methods]: {type: 'string'}},
            },
          },
          ...show(integrations.preflight),
        },
      },
    },
    definitions: definition.definitions,
  }
}

const text = {schema: {type: 'string'}}
const content = (name: string): object => ({'application/json': {schema: ref('components/schemas', name)}})

function oas30(show: Show): object {
  return {
    openapi: '3.0.1',
    info: {title: 'pets', description: 'a shop', version: '2023-11-14T22:13:20Z'},
    servers: [
      {
        url: 'https://{api.id}.execute-api.eu-west-1.amazonaws.com/{basePath}',
        variables: {basePath: {default: 'local'}},
      },
    ],
    paths: {
      '/': {
        get: {
          responses: {200: {description: '200 response', headers: {'Content-Type': text}, content: {}}},
          ...show(integrations.page),
        },
      },
      '/pets': {
        get: {
          parameters: [
            {name: 'type', in: 'query', ...text},
            {name: 'page', in: 'query', ...text},
          ],
          responses: {200: {description: '200 response', headers: {[origin]: text}, content: content('Pets')}},
          ...show(integrations.list),
        },
        post: {
          operationId: 'CreatePet',
          requestBody: {content: content('NewPet'), required: true},
          responses: {200: {description: '200 response', content: content('Pet')}},
          ...show(integrations.create),
        },
      },
      '/pets/{petId}': {
        options: {
          parameters: [{name: 'petId', in: 'path', required: true, ...text}],
          responses: {
            200: {description: '200 response', headers: {[origin]: text, [methods]: text}, content: content('Empty')},
          },
          ...show(integrations.preflight),
        },
      },
    },
    components: {
      schemas: {
        Pets: {type: 'array', items: ref('components/schemas', 'Pet')},
        Pet: definition.definitions.Pet,
        NewPet: definition.definitions.NewPet,
        Empty: definition.definitions.Empty,
      },
    },
  }
}

const imported: readonly Step[] = [
  {
    call: 'ImportRestApi',
    with: {body: Buffer.from(JSON.stringify(definition)), failOnWarnings: true},
    as: 'api',
    answers: [
      201,
      {
        id: madeUp.id,
        name: 'pets',
        description: 'a shop',
        createdDate: madeUp.date,
        apiKeySource: 'HEADER',
        disableExecuteApiEndpoint: false,
        endpointConfiguration: {types: ['EDGE'], ipAddressType: 'ipv4'},
        rootResourceId: madeUp.id,
      },
    ],
  },
  {call: 'CreateDeployment', with: {restApiId: '{api.id}', stageName: 'local'}},
]

function exported(exportType: string, parameters: object, document: object): Step {
  return {
    call: 'GetExport',
    with: {restApiId: '{api.id}', stageName: 'local', exportType, parameters},
    answers: [
      200,
      {
        contentType: 'application/octet-stream',
        contentDisposition: `attachment; filename="${exportType}_2023-11-14T22:13:20Z.json"`,
        body: jsonText(document),
      },
    ],
  }
}

const apigateway = {extensions: 'apigateway'}

const bare = {
  swagger: '2.0',
  info: {title: 'pets', version: '1.0.0'},
  paths: {
    '/pets': {
      get: {
        responses: {200: {description: 'fine'}},
        'x-amazon-apigateway-integration': {
          type: 'http',
          httpMethod: 'GET',
          uri,
          responses: {default: {statusCode: '200'}},
          passthroughBehavior: 'when_no_match',
        },
      },
    },
  },
}

const scenarios: readonly Scenario[] = [
  {
    name: 'Swagger 2.0, with and without integrations',
    source,
    recorded,
    steps: [...imported, exported('swagger', {}, swagger(hidden)), exported('swagger', apigateway, swagger(shown))],
  },
  {
    name: 'OpenAPI 3.0.1, with and without integrations',
    source,
    recorded,
    steps: [...imported, exported('oas30', {}, oas30(hidden)), exported('oas30', apigateway, oas30(shown))],
  },
  {
    name: 'an API without models has empty components, and the file its version in the name',
    source,
    recorded,
    steps: [
      {call: 'ImportRestApi', with: {body: Buffer.from(JSON.stringify(bare)), failOnWarnings: true}, as: 'api'},
      {call: 'CreateDeployment', with: {restApiId: '{api.id}', stageName: 'local'}},
      {
        call: 'GetExport',
        with: {restApiId: '{api.id}', stageName: 'local', exportType: 'oas30'},
        answers: [
          200,
          {
            contentType: 'application/octet-stream',
            contentDisposition: 'attachment; filename="oas30_1.0.0.json"',
            body: jsonText({
              openapi: '3.0.1',
              info: {title: 'pets', version: '1.0.0'},
              servers: [
                {
                  url: 'https://{api.id}.execute-api.eu-west-1.amazonaws.com/{basePath}',
                  variables: {basePath: {default: 'local'}},
                },
              ],
              paths: {'/pets': {get: {responses: {200: {description: '200 response', content: {}}}}}},
              components: {},
            }),
          },
        ],
      },
    ],
  },
]

testScenarios('export', scenarios)
