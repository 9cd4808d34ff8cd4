import {ApigwError} from '../errors/apigw-error.js'
import {canonicalJson} from '../model/json.js'
import type {LiveApi} from '../model/live-api.js'
import {present} from '../model/present.js'
import type {Model} from '../model/rest-api.js'
import {editDefinition, said, withEntry, withoutEntry} from './edit-live.js'
import {jsonObject} from './fault.js'
import type {FieldTable, Values} from './field.js'
import {refuseInUse} from './in-use.js'
import type {Resource} from './resource.js'

const fields = {
  schema: {
    input: 'json',
    description: 'JSON Schema (draft 4) of the body; "$ref": "#/models/Name" is another model',
    helpValue: 'JSON|@FILE',
    question: 'Which JSON Schema (JSON, or @FILE)?',
    needed: () => true,
    fault: jsonObject,
  },
  contentType: {input: 'text', description: 'media type of the body (default: application/json)', helpValue: 'TYPE'},
  description: {input: 'text', description: 'what it is for'},
} as const satisfies FieldTable

/** Models of REST and WebSocket APIs: what bodies have to look like. */
export const model: Resource<typeof fields> = {
  noun: 'model',
  plural: 'models',
  one: 'a model',
  kinds: ['rest', 'websocket'],
  nameIs: 'name of the model',
  nameQuestion: 'What shall the model be called?',
  toName: toModelName,
  fields,
  things: modelsOf,
  put: (live, name, values) =>
    editDefinition(live, 'models', {
      rest: (api) => ({...api, models: withEntry(api.models, name, edited(api.models[name], values))}),
      websocket: (api) => ({...api, models: withEntry(api.models, name, edited(api.models[name], values))}),
    }),
  remove: (live, name) => {
    refuseInUse(`Model ${name}`, usersOf(live, name), 'Take it out of those first.')
    return editDefinition(live, 'models', {
      rest: (api) => ({...api, models: withoutEntry(api.models, name)}),
      websocket: (api) => ({...api, models: withoutEntry(api.models, name)}),
    })
  },
  columns: ['content type', 'description', 'used by'],
  row: ({contentType, description}, name, live) => [
    typeof contentType === 'string' ? contentType : '',
    typeof description === 'string' ? description : '',
    String(usersOf(live, name).length),
  ],
  examples: {
    list: ['pets --region eu-west-1'],
    show: ['Pet pets --query schema'],
    create: [
      'Pet pets --schema @schemas/pet.json --description "A pet of the shop"',
      `Name pets --schema '{"type": "string", "maxLength": 40}' --dry-run`,
    ],
    update: ['Pet pets --schema @schemas/pet.json'],
    delete: ['Pet pets --confirm Pet'],
  },
}

function modelsOf({api}: LiveApi): Readonly<Record<string, Model>> {
  return api.kind === 'http' ? {} : api.models
}

function edited(before: Model | undefined, {schema, contentType, description}: Values<typeof fields>): Model {
  return present({
    contentType: contentType ?? before?.contentType ?? 'application/json',
    description: said(description, before?.description),
    schema: schema ?? before?.schema ?? {},
  })
}

/** Routes that check bodies by the model, and models that refer to it. */
function usersOf(live: LiveApi, name: string): string[] {
  const {api} = live
  if (api.kind === 'http') return []
  const referring = Object.entries(api.models)
    .filter(([other, {schema}]) => other !== name && canonicalJson(schema).includes(`"$ref":"#/models/${name}"`))
    .map(([other]) => `model ${other}`)
  const routes: Readonly<Record<string, object>> = api.kind === 'rest' ? api.methods : api.routes
  return [...Object.keys(routes).filter((key) => namesModel(routes[key], name)), ...referring]
}

/** Request, response and route response models are records of media type or key -> name. */
function namesModel(route: object | undefined, name: string): boolean {
  const {
    requestModels = {},
    responses = {},
    response,
  } = (route ?? {}) as {
    requestModels?: Readonly<Record<string, string>>
    responses?: Readonly<Record<string, {responseModels: Readonly<Record<string, string>>}>>
    response?: {responseModels: Readonly<Record<string, string>>}
  }
  const answered = [...Object.values(responses), ...(response === undefined ? [] : [response])]
  return [requestModels, ...answered.map(({responseModels}) => responseModels)].some((models) =>
    Object.values(models).includes(name),
  )
}

/** Source: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateModel.html (name must be alphanumeric) */
function toModelName(word: string): string {
  if (/^[a-zA-Z0-9]+$/.test(word)) return word
  throw new ApigwError({
    code: 'NAME_INVALID',
    exit: 'usage',
    what: `"${word}" cannot be the name of a model.`,
    why: 'AWS takes letters and digits only.',
    fix: `Call it ${word.replaceAll(/[^a-zA-Z0-9]/g, '') || 'Pet'}.`,
  })
}
