import {jsonText, madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const source = 'localstack/localstack tests/aws/services/apigateway/test_apigateway_api.snapshot.json'

const api: Step = {call: 'CreateRestApi', with: {name: 'pets'}, as: 'api'}
const draft4 = 'http://json-schema.org/draft-04/schema#'
const unknownModel = (name: string) => ['NotFoundException', `Invalid model name specified: ${name}`] as const
const unknownApi = (id: string) => ['NotFoundException', `Invalid API identifier specified 000000000000:${id}`] as const
const emptySchema = [
  'BadRequestException',
  'Model schema must have at least 1 property or array items defined',
] as const
const pet = {title: 'Pet', type: 'object'}

function create(members: object = {}): Step {
  const input = {name: 'Pet', contentType: 'application/json', schema: JSON.stringify(pet)}
  return {call: 'CreateModel', with: {restApiId: '{api.id}', ...input, ...members}}
}

function update(...patchOperations: object[]): Step {
  return {call: 'UpdateModel', with: {restApiId: '{api.id}', modelName: 'Pet', patchOperations}}
}

const empty = {
  id: madeUp.id,
  name: 'Empty',
  contentType: 'application/json',
  description: 'This is a default empty schema model',
  schema: jsonText({$schema: draft4, title: 'Empty Schema', type: 'object'}),
}
const error = {
  id: madeUp.id,
  name: 'Error',
  contentType: 'application/json',
  description: 'This is a default error schema model',
  schema: jsonText({$schema: draft4, title: 'Error Schema', type: 'object', properties: {message: {type: 'string'}}}),
}
const stored = {id: madeUp.id, name: 'Pet', contentType: 'application/json', schema: jsonText(pet)}

const scenarios: readonly Scenario[] = [
  {
    name: 'a new API has two models of its own; create, list, get, delete',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {...create({description: 'a pet'}), answers: [201, {...stored, description: 'a pet'}]},
      {
        call: 'GetModels',
        with: {restApiId: '{api.id}'},
        answers: [200, {items: [empty, error, {...stored, description: 'a pet'}]}],
      },
      {
        call: 'GetModel',
        with: {restApiId: '{api.id}', modelName: 'Pet'},
        answers: [200, {...stored, description: 'a pet'}],
      },
      {call: 'DeleteModel', with: {restApiId: '{api.id}', modelName: 'Pet'}, answers: [202, {}]},
    ],
  },
  {
    name: 'what is refused of models',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {...create({restApiId: 'abcde0'}), refuses: unknownApi('abcde0')},
      {call: 'GetModels', with: {restApiId: 'abcde0'}, refuses: unknownApi('abcde0')},
      {call: 'GetModel', with: {restApiId: 'abcde0', modelName: 'Pet'}, refuses: unknownModel('Pet')},
      {call: 'DeleteModel', with: {restApiId: 'abcde0', modelName: 'Pet'}, refuses: unknownModel('Pet')},
      {...create({description: ''}), answers: [201, stored]},
      {...create(), refuses: ['ConflictException', 'Model name already exists for this REST API']},
      {...create({name: ''}), refuses: ['BadRequestException', 'Model name must be non-empty']},
      {...create({name: 'Other', schema: ''}), refuses: emptySchema},
      {...create({name: 'Other', schema: undefined}), refuses: emptySchema},
      {...create({name: 'Other', schema: undefined, contentType: 'application/xml'}), refuses: emptySchema},
    ],
  },
  {
    name: 'UpdateModel changes the schema and the description, nothing else',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {
        call: 'UpdateModel',
        with: {restApiId: 'abcde0', modelName: 'Pet', patchOperations: []},
        refuses: unknownModel('Pet'),
      },
      {...create({description: ''}), answers: [201, stored]},
      {
        ...update(
          {op: 'replace', path: '/schema', value: '{"title": "New", "type": "object"}'},
          {op: 'replace', path: '/description', value: ''},
        ),
        answers: [200, {...stored, schema: jsonText({title: 'New', type: 'object'})}],
      },
      {
        ...update({op: 'add', path: '/wrong-path', value: 'a'}),
        refuses: [
          'BadRequestException',
          "Invalid patch path  '/wrong-path' specified for op 'add'. Please choose supported operations",
        ],
      },
      {
        ...update({op: 'replace', path: '/name', value: 'invalid'}),
        refuses: [
          'BadRequestException',
          "Invalid patch path  '/name' specified for op 'replace'. Must be one of: [/description, /schema]",
        ],
      },
      {...update({op: 'replace', path: '/schema', value: ''}), refuses: emptySchema},
    ],
  },
  {
    name: 'a reference to another model keeps its address',
    source: 'localstack/localstack tests/aws/services/apigateway/test_apigateway_common.snapshot.json',
    recorded: '2024-10-28',
    steps: [
      api,
      create(),
      {
        ...create({
          name: 'Pets',
          schema: '{"type":"array","items":{"$ref":"https://apigateway.amazonaws.com/restapis/{api.id}/models/Pet"}}',
        }),
        as: 'pets',
        answers: [201],
      },
      {
        call: 'GetModel',
        with: {restApiId: '{api.id}', modelName: 'Pets'},
        answers: [200, {id: madeUp.id, name: 'Pets', contentType: 'application/json', schema: '{pets.schema}'}],
      },
    ],
  },
]

testScenarios('model', scenarios)
