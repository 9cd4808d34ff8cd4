import {ApigwError} from '../errors/apigw-error.js'
import type {HttpApi, Route} from '../model/http-api.js'
import type {JsonObject} from '../model/json.js'
import {omit} from '../model/omit.js'
import {present} from '../model/present.js'
import type {Method, RestApi} from '../model/rest-api.js'
import {sortedRecord} from '../model/sorted-record.js'
import type {WebSocketApi, WebSocketRoute} from '../model/web-socket-api.js'
import {answerFields} from './answer-fields.js'
import {editDefinition, said, withEntry, withoutEntry, withTexts} from './edit-live.js'
import type {FieldTable, Values} from './field.js'
import {answerMethod, answerRoute, answerWebSocketRoute} from './put-answer.js'
import type {Resource} from './resource.js'
import {isMethodKey, pathsOf, requireOneVariable, toRouteKey} from './route-key.js'

const fields = {
  ...answerFields,
  authorizer: {
    input: 'text',
    offered: ({api}) => Object.keys(api.authorizers),
    description: 'authorizer that decides who may call',
    question: 'Which authorizer decides who may call?',
    wanted: (_given, {api}) => Object.keys(api.authorizers).length > 0,
  },
  authorization: {
    input: 'choice',
    choices: ['none', 'iam'],
    description: 'none: everybody may call; iam: those whose signed requests a policy allows',
  },
  scope: {input: 'list', description: 'OAuth scope that a token must have', kinds: ['rest', 'http']},
  apiKey: {input: 'yesNo', description: 'ask for an API key', kinds: ['rest', 'websocket']},
  validator: {
    input: 'text',
    offered: ({api}) => (api.kind === 'rest' ? Object.keys(api.requestValidators) : []),
    description: 'request validator that checks parameters or body',
    kinds: ['rest'],
  },
  requestModel: {
    input: 'pairs',
    description: 'model that a body must fit, by media type (REST) or by key (WebSocket); empty takes it away',
    helpValue: 'TYPE=MODEL',
    kinds: ['rest', 'websocket'],
  },
  requestParameter: {
    input: 'pairs',
    description: 'parameter of the request: querystring.page=required, header.X-Key=optional; empty takes it away',
    helpValue: 'NAME=required|optional',
    kinds: ['rest', 'websocket'],
    fault: (value) =>
      Object.entries(value as Readonly<Record<string, string>>).every(([name, word]) => /^(path|querystring|header)\../.test(name) && /^(required|optional|)$/.test(word)) // prettier-ignore
        ? undefined
        : 'It is like querystring.page=required or header.X-Key=optional.',
  },
  operationName: {input: 'text', description: 'name of the operation, for SDKs and documents'},
  answers: {
    input: 'yesNo',
    description: 'send what the integration answers back to the client',
    kinds: ['websocket'],
  },
} as const satisfies FieldTable

type RouteValues = Values<typeof fields>

/** Routes of HTTP and WebSocket APIs, and methods of REST APIs with the paths that they are on. */
export const route: Resource<typeof fields> = {
  noun: 'route',
  plural: 'routes',
  one: 'a route',
  kinds: ['rest', 'http', 'websocket'],
  nameIs: 'the route: "GET /pets", $default, or the key of a WebSocket route',
  nameQuestion: 'Which route (GET /pets)?',
  toName: toRouteKey,
  requireFit: ({api}, name) => (api.kind === 'rest' ? requireOneVariable(api, name) : undefined),
  fields,
  things: ({api}) => (api.kind === 'rest' ? api.methods : api.routes),
  put: (live, name, values) =>
    editDefinition(live, 'routes', {
      rest: (api) => putMethod(api, name, values),
      http: (api) => ({...api, routes: withEntry(api.routes, name, putRoute(api, name, values))}),
      websocket: (api) => ({...api, routes: withEntry(api.routes, name, putWebSocketRoute(api, name, values))}),
    }),
  remove: (live, name) =>
    editDefinition(live, 'routes', {
      rest: (api) => removeMethod(api, name),
      http: (api) => ({...api, routes: withoutEntry(api.routes, name)}),
      websocket: (api) => ({...api, routes: withoutEntry(api.routes, name)}),
    }),
  removes: 'route-removed',
  columns: ['integration', 'authorization'],
  row: (thing) => [integrationWord(thing), authorizationWord(thing)],
  examples: {
    list: ['pets --region eu-west-1'],
    show: ['"GET /pets" pets', '$connect chat'],
    create: [
      '"GET /pets" --lambda list-pets',
      '"GET /pets/{id}" pets --url https://backend.example.com/pets/{id} --authorizer partners',
      `"GET /health" pets --answered-by mock --body '{"status": "ok"}' --dry-run`,
      '"POST /orders" orders --lambda new-order --authorizer login --scope orders/write',
      'sendMessage chat --lambda send-message',
    ],
    update: [
      '"GET /pets" pets --lambda list-pets:live --timeout 5000',
      '"GET /pets" pets --authorization iam',
      '"POST /pets" pets --validator all --request-model application/json=Pet',
    ],
    delete: ['"GET /pets" pets --confirm "GET /pets"'],
  },
}

function putMethod(api: RestApi, name: string, values: RouteValues): RestApi {
  if (!isMethodKey(name)) throw new Error(`${name} is no method.`)
  const before: Method = api.methods[name] ?? plainMethod
  const guarded: Method = present({
    ...before,
    ...guardOf(values, before, (authorizer) => methodAuthorization(api, authorizer)),
    apiKeyRequired: values.apiKey ?? before.apiKeyRequired,
    operationName: said(values.operationName, before.operationName),
    requestValidator: said(values.validator, before.requestValidator),
    requestModels: withTexts(before.requestModels, values.requestModel),
    requestParameters: parameters('method.request.', before.requestParameters, values.requestParameter),
  })
  const method = answerMethod(name, guarded, values, Object.hasOwn(api.models, 'Empty'))
  const resources = [...new Set([...api.resources, ...pathsOf(name)])].sort()
  return {...api, resources, methods: withEntry(api.methods, name, method)}
}

const plainMethod: Method = {
  authorizationType: 'NONE',
  authorizationScopes: [],
  apiKeyRequired: false,
  requestParameters: {},
  requestModels: {},
  responses: {},
}

/** Paths that only led to this method go with it; others stay, even where they have no methods. */
function removeMethod(api: RestApi, name: string): RestApi {
  const methods = withoutEntry(api.methods, name)
  const left = Object.keys(methods).map((key) => key.slice(key.indexOf(' ') + 1))
  const own = pathsOf(name).filter((path) => path !== '/')
  const needed = (path: string) =>
    left.some((other) => other === path || other.startsWith(`${path}/`)) ||
    api.resources.some((other) => other.startsWith(`${path}/`) && !own.includes(other))
  return {...api, methods, resources: api.resources.filter((path) => !own.includes(path) || needed(path))}
}

function putRoute(api: HttpApi, name: string, values: RouteValues): Route {
  const before: Route = api.routes[name] ?? {authorizationType: 'NONE', authorizationScopes: []}
  const guarded: Route = present({
    ...before,
    ...guardOf(values, before, (authorizer) => {
      return api.authorizers[authorizer]?.authorizerType === 'JWT' ? 'JWT' : 'CUSTOM'
    }),
    operationName: said(values.operationName, before.operationName),
  })
  return answerRoute(name, guarded, values)
}

function putWebSocketRoute(api: WebSocketApi, name: string, values: RouteValues): WebSocketRoute {
  const before: WebSocketRoute = api.routes[name] ?? plainWebSocketRoute
  const requestModels = withTexts(before.requestModels, values.requestModel)
  const bare = {...before, authorizationScopes: []}
  const guard = omit(
    guardOf({...values, scope: []}, bare, () => 'CUSTOM' as const),
    'authorizationScopes',
  )
  if (guard.authorizationType !== 'NONE' && name !== '$connect') throw onlyConnect(name)
  const guarded: WebSocketRoute = present({
    ...before,
    ...guard,
    apiKeyRequired: values.apiKey ?? before.apiKeyRequired,
    operationName: said(values.operationName, before.operationName),
    requestModels,
    modelSelectionExpression:
      before.modelSelectionExpression ?? (Object.keys(requestModels).length > 0 ? '\\$default' : undefined),
    requestParameters: parameters('route.request.', before.requestParameters, values.requestParameter),
    ...(values.answers === true && {
      routeResponseSelectionExpression: '$default',
      response: before.response ?? {responseParameters: {}, responseModels: {}},
    }),
    ...(values.answers === false && {routeResponseSelectionExpression: undefined, response: undefined}),
  })
  return answerWebSocketRoute(guarded, values)
}

const plainWebSocketRoute: WebSocketRoute = {
  authorizationType: 'NONE',
  apiKeyRequired: false,
  requestParameters: {},
  requestModels: {},
}

type Guard<Type extends string> = {authorizationType: Type | 'NONE' | 'AWS_IAM'; authorizer?: string | undefined; authorizationScopes: readonly string[]} // prettier-ignore

/** Who may call: an authorizer takes the place of whatever guarded the route, and so the other way round. */
function guardOf<Type extends string>(
  {authorizer, authorization, scope}: RouteValues,
  before: {authorizationType: Type | 'NONE' | 'AWS_IAM'; authorizer?: string; authorizationScopes: readonly string[]},
  typeOf: (authorizer: string) => Type,
): Guard<Type> {
  const authorizationScopes = scope ?? before.authorizationScopes
  if (authorizer !== undefined && authorizer !== '') {
    return {authorizationType: typeOf(authorizer), authorizer, authorizationScopes}
  }
  if (authorization !== undefined || authorizer === '') {
    const authorizationType = authorization === 'iam' ? 'AWS_IAM' : 'NONE'
    return {authorizationType, authorizer: undefined, authorizationScopes: scope ?? []}
  }
  return {authorizationType: before.authorizationType, authorizer: before.authorizer, authorizationScopes}
}

function methodAuthorization(api: RestApi, authorizer: string): Method['authorizationType'] {
  return api.authorizers[authorizer]?.type === 'COGNITO_USER_POOLS' ? 'COGNITO_USER_POOLS' : 'CUSTOM'
}

function parameters(
  prefix: string,
  before: Readonly<Record<string, boolean>>,
  pairs: Readonly<Record<string, string>> | undefined = {},
): Readonly<Record<string, boolean>> {
  const words = Object.entries(pairs).map(([name, word]) => [`${prefix}${name}`, word] as const)
  const gone = new Set(words.filter(([, word]) => word === '').map(([name]) => name))
  const given = words.filter(([, word]) => word !== '').map(([name, word]) => [name, word === 'required'] as const)
  return sortedRecord([...Object.entries(before).filter(([name]) => !gone.has(name)), ...given])
}

function onlyConnect(name: string): ApigwError {
  return new ApigwError({
    code: 'ROUTE_UNGUARDABLE',
    exit: 'usage',
    what: `The route ${name} cannot ask who calls.`,
    why: 'A WebSocket API asks once, when a client connects: on $connect.',
    fix: 'Run "apigw route update \\$connect" with the same flags.',
  })
}

function integrationWord({integration}: JsonObject): string {
  const {type, integrationType} = (integration ?? {}) as {type?: string; integrationType?: string}
  return type ?? integrationType ?? 'none'
}

function authorizationWord({authorizer, authorizationType}: JsonObject): string {
  const word = authorizer ?? authorizationType
  return typeof word === 'string' ? word : ''
}
