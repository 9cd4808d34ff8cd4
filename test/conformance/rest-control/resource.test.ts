import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const source = 'localstack/localstack tests/aws/services/apigateway/test_apigateway_api.snapshot.json'

const api: Step = {call: 'CreateRestApi', with: {name: 'pets'}, as: 'api'}
const root = {id: '{api.rootResourceId}', path: '/'}
const unknownResource = ['NotFoundException', 'Invalid Resource identifier specified'] as const
const list: Step = {call: 'GetResources', with: {restApiId: '{api.id}'}}

/** Creates the resource and keeps it under its name. */
function create(as: string, parentId: string, pathPart: string, path: string): Step {
  return {
    call: 'CreateResource',
    with: {restApiId: '{api.id}', parentId, pathPart},
    as,
    answers: [201, {id: madeUp.id, parentId, pathPart, path}],
  }
}

function update(resourceId: string, op: string, path: string, value?: string): Step {
  const operation = {op, path, ...(value === undefined ? {} : {value})}
  return {call: 'UpdateResource', with: {restApiId: '{api.id}', resourceId, patchOperations: [operation]}}
}

const remove = (resourceId: string): Step => ({call: 'DeleteResource', with: {restApiId: '{api.id}', resourceId}})
const at = (id: string, parentId: string, pathPart: string, path: string): object => ({id, parentId, pathPart, path})

const scenarios: readonly Scenario[] = [
  {
    name: 'a new path part moves what is below, deleting takes it along',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {...list, answers: [200, {items: [root]}]},
      create('pets', '{api.rootResourceId}', 'pets', '/pets'),
      create('small', '{pets.id}', 'small', '/pets/small'),
      {
        ...list,
        answers: [
          200,
          {
            items: [
              root,
              at('{pets.id}', '{api.rootResourceId}', 'pets', '/pets'),
              at('{small.id}', '{pets.id}', 'small', '/pets/small'),
            ],
          },
        ],
      },
      {
        ...update('{pets.id}', 'replace', '/pathPart', 'dogs'),
        answers: [200, at('{pets.id}', '{api.rootResourceId}', 'dogs', '/dogs')],
      },
      {
        call: 'GetResource',
        with: {restApiId: '{api.id}', resourceId: '{pets.id}'},
        answers: [200, at('{pets.id}', '{api.rootResourceId}', 'dogs', '/dogs')],
      },
      {...remove('{pets.id}'), answers: [202, {}]},
      {...list, answers: [200, {items: [root]}]},
      {...remove('{small.id}'), refuses: unknownResource},
    ],
  },
  {
    name: 'moving a resource: what is refused',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      create('pets', '{api.rootResourceId}', 'pets', '/pets'),
      {...update('missing', 'replace', '/pathPart', 'dogs'), refuses: unknownResource},
      {
        ...update('{pets.id}', 'replace', '/invalid', 'dogs'),
        refuses: [
          'BadRequestException',
          "Invalid patch path  '/invalid' specified for op 'replace'. Must be one of: [/parentId, /pathPart]",
        ],
      },
      {...update('{pets.id}', 'replace', '/parentId', 'missing'), refuses: unknownResource},
      create('small', '{pets.id}', 'small', '/pets/small'),
      create('again', '{small.id}', 'pets', '/pets/small/pets'),
      {
        ...update('{again.id}', 'replace', '/parentId', '{api.rootResourceId}'),
        refuses: ['ConflictException', 'Another resource with the same parent already has this name: pets'],
      },
      remove('{again.id}'),
      {
        ...update('{pets.id}', 'replace', '/parentId', '{small.id}'),
        refuses: ['BadRequestException', 'Resources cannot be cyclical.'],
      },
      {
        ...update('{small.id}', 'replace', '/parentId', '{api.rootResourceId}'),
        answers: [200, at('{small.id}', '{api.rootResourceId}', 'small', '/small')],
      },
      {
        ...update('{small.id}', 'replace', '/pathPart', 'pets'),
        refuses: ['ConflictException', 'Another resource with the same parent already has this name: pets'],
      },
      remove('{pets.id}'),
      {...list, answers: [200, {items: [root, at('{small.id}', '{api.rootResourceId}', 'small', '/small')]}]},
      ...['remove', 'add'].map((op) => ({
        ...update('{small.id}', op, '/pathPart', 'other'),
        refuses: [
          'BadRequestException',
          `Invalid patch path  '/pathPart' specified for op '${op}'. Please choose supported operations`,
        ] as const,
      })),
    ],
  },
  {
    name: 'the root stays where it is',
    source,
    recorded: '2025-09-03',
    steps: [
      api,
      create('pets', '{api.rootResourceId}', 'pets', '/pets'),
      {
        ...update('{api.rootResourceId}', 'replace', '/pathPart', 'other'),
        refuses: ['BadRequestException', 'Root resource cannot update its pathPart.'],
      },
      {
        ...update('{api.rootResourceId}', 'replace', '/parentId', '{pets.id}'),
        refuses: ['BadRequestException', 'Root resource cannot update its parentId.'],
      },
    ],
  },
  {
    name: 'a parent must exist',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {
        call: 'CreateResource',
        with: {restApiId: '{api.id}', parentId: 'missing', pathPart: 'pets'},
        refuses: unknownResource,
      },
    ],
  },
  {
    name: 'one variable among siblings, none below a greedy one',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      create('proxy', '{api.rootResourceId}', '{proxy+}', '/{proxy+}'),
      {
        call: 'CreateResource',
        with: {restApiId: '{api.id}', parentId: '{api.rootResourceId}', pathPart: '{dynamic}'},
        refuses: [
          'BadRequestException',
          'A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed',
        ],
      },
      ...['child', '{child}'].map((pathPart) => ({
        call: 'CreateResource',
        with: {restApiId: '{api.id}', parentId: '{proxy.id}', pathPart},
        refuses: [
          'BadRequestException',
          'Cannot create a child of a resource with a greedy path variable: {proxy+}',
        ] as const,
      })),
      create('parent', '{api.rootResourceId}', 'parent', '/parent'),
      create('greedy', '{parent.id}', '{child+}', '/parent/{child+}'),
      remove('{greedy.id}'),
      create('child', '{parent.id}', '{child}', '/parent/{child}'),
      create('below', '{child.id}', '{proxy+}', '/parent/{child}/{proxy+}'),
      create('fixed', '{parent.id}', 'fixed', '/parent/fixed'),
    ],
  },
]

testScenarios('resource', scenarios)
