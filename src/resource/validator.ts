import type {RestApi} from '../model/rest-api.js'
import {editDefinition, withEntry, withoutEntry} from './edit-live.js'
import type {FieldTable} from './field.js'
import {refuseInUse} from './in-use.js'
import type {Resource} from './resource.js'

const fields = {
  checks: {
    input: 'choice',
    choices: ['all', 'body', 'parameters', 'nothing'],
    description: 'what of a request is checked before the backend is called',
    hints: {
      all: 'parameters and body',
      body: 'the body, against the model of its route',
      parameters: 'query strings and headers that a route wants',
      nothing: 'no part of a request',
    },
    question: 'What shall it check?',
    needed: () => true,
  },
} as const satisfies FieldTable

/** Request validators of REST APIs. */
export const validator: Resource<typeof fields> = {
  noun: 'validator',
  plural: 'request validators',
  one: 'a request validator',
  kinds: ['rest'],
  nameIs: 'name of the request validator',
  nameQuestion: 'What shall the request validator be called?',
  fields,
  things: ({api}) => (api.kind === 'rest' ? api.requestValidators : {}),
  put: (live, name, {checks}) =>
    editDefinition(live, 'request validators', {
      rest: (api) => {
        const before = api.requestValidators[name] ?? {validateRequestBody: false, validateRequestParameters: false}
        const after =
          checks === undefined
            ? before
            : {
                validateRequestBody: checks === 'all' || checks === 'body',
                validateRequestParameters: checks === 'all' || checks === 'parameters',
              }
        return {...api, requestValidators: withEntry(api.requestValidators, name, after)}
      },
    }),
  remove: (live, name) =>
    editDefinition(live, 'request validators', {
      rest: (api) => {
        const users = routesCheckedBy(api, name)
        refuseInUse(`Request validator ${name}`, users, `Take it away there first: apigw route update "${users[0] ?? ''}" --validator ''`) // prettier-ignore
        return {...api, requestValidators: withoutEntry(api.requestValidators, name)}
      },
    }),
  columns: ['checks', 'routes'],
  row: ({validateRequestBody, validateRequestParameters}, name, {api}) => [
    [...(validateRequestBody === true ? ['body'] : []), ...(validateRequestParameters === true ? ['parameters'] : [])].join(' and ') || 'nothing', // prettier-ignore
    String(api.kind === 'rest' ? routesCheckedBy(api, name).length : 0),
  ],
  examples: {
    list: ['pets --region eu-west-1'],
    show: ['all pets'],
    create: ['all pets --checks all', 'bodies pets --checks body --dry-run'],
    update: ['all pets --checks parameters'],
    delete: ['all pets --confirm all'],
  },
}

function routesCheckedBy({methods}: RestApi, name: string): string[] {
  return Object.entries(methods)
    .filter(([, {requestValidator}]) => requestValidator === name)
    .map(([key]) => key)
}
