import {ApigwError} from '../errors/apigw-error.js'
import type {HttpApi, HttpIntegration} from '../model/http-api.js'
import type {JsonObject} from '../model/json.js'
import type {Api} from '../model/api.js'
import {omit} from '../model/omit.js'
import {present} from '../model/present.js'
import type {Method, MethodKey, RestApi, RestIntegration} from '../model/rest-api.js'
import type {WebSocketApi, WebSocketIntegration} from '../model/web-socket-api.js'
import {answerFields} from './answer-fields.js'
import {editDefinition, said, withEntry, withTexts} from './edit-live.js'
import {jsonObject} from './fault.js'
import type {FieldTable, Values} from './field.js'
import {answerMethod, answerRoute, answerWebSocketRoute} from './put-answer.js'
import type {Resource} from './resource.js'
import {toRouteKey} from './route-key.js'

const fields = {
  ...answerFields,
  requestParameter: {
    input: 'pairs',
    description: 'what goes to the backend: NAME=EXPRESSION, in the words of the API reference; empty takes it away',
    helpValue: 'NAME=EXPRESSION',
  },
  requestTemplate: {
    input: 'documents',
    description: 'mapping template, by media type (REST) or template key (WebSocket); empty takes it away',
    helpValue: 'TYPE=TEMPLATE|@FILE',
    kinds: ['rest', 'websocket'],
  },
  passthrough: {
    input: 'choice',
    choices: ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'],
    description: 'what happens to bodies that no template is for',
    kinds: ['rest', 'websocket'],
  },
  cacheKey: {
    input: 'list',
    description: 'parameter that the cache tells answers apart by: method.request.querystring.page',
    kinds: ['rest'],
  },
  responses: {
    input: 'json',
    description: 'all integration responses, by status (REST) or key (WebSocket), in the words of the API reference',
    kinds: ['rest', 'websocket'],
    fault: jsonObject,
  },
} as const satisfies FieldTable

type IntegrationValues = Values<typeof fields>

/** What answers a route: each integration belongs to its route, whether or not AWS shares it. */
export const integration: Resource<typeof fields> = {
  noun: 'integration',
  plural: 'integrations',
  one: 'an integration',
  kinds: ['rest', 'http', 'websocket'],
  nameIs: 'the route that it answers: "GET /pets"',
  nameQuestion: 'Which route shall it answer?',
  toName: toRouteKey,
  newNames: ({api}) => bareRoutes(api),
  requireFit: ({api}, name) => void requireRoute(api, name),
  fields,
  things: ({api}) => integrationsOf(api),
  put: (live, name, values) =>
    editDefinition(live, 'integrations', {
      rest: (api) => putRest(api, requireRoute(api, name) as MethodKey, values),
      http: (api) => putHttp(api, requireRoute(api, name), values),
      websocket: (api) => putWebSocket(api, requireRoute(api, name), values),
    }),
  remove: (live, name) =>
    editDefinition(live, 'integrations', {
      rest: (api) => {
        const method: Method | undefined = api.methods[name as MethodKey]
        return method === undefined ? api : {...api, methods: withEntry(api.methods, name, omit(method, 'integration'))}
      },
      http: (api) => ({...api, routes: bare(api.routes, name)}),
      websocket: (api) => ({...api, routes: bare(api.routes, name)}),
    }),
  columns: ['type', 'target', 'timeout'],
  row: ({type, integrationType, uri, integrationUri, integrationSubtype, timeoutInMillis}) => [
    textOf(type ?? integrationType),
    targetOf(textOf(integrationSubtype ?? uri ?? integrationUri)),
    typeof timeoutInMillis === 'number' ? `${timeoutInMillis} ms` : '',
  ],
  examples: {
    list: ['pets --filter mock'],
    show: ['"GET /pets" pets'],
    create: ['"GET /pets" pets --lambda list-pets', '"GET /health" pets --answered-by mock --status 204'],
    update: [
      '"GET /pets" pets --timeout 5000',
      '"POST /pets" pets --request-template application/json=@new-pet.vtl --passthrough NEVER',
      '"GET /pets" pets --responses @responses.json --dry-run',
    ],
    delete: ['"GET /pets" pets --confirm "GET /pets"'],
  },
}

/** Routes that nothing answers yet. Throws PART_NOT_FOUND where there are none. */
function bareRoutes(api: Api): string[] {
  const answered = integrationsOf(api)
  const all = Object.keys(api.kind === 'rest' ? api.methods : api.routes)
  const bare = all.filter((key) => !Object.hasOwn(answered, key))
  if (bare.length > 0) return bare
  throw new ApigwError({
    code: 'PART_NOT_FOUND',
    exit: 'failure',
    what: `${api.name} has no route without an integration.`,
    why: all.length === 0 ? 'It has no routes.' : 'Each of its routes is answered already.',
    fix: 'Make a route with its integration: apigw route create. Or change one: apigw integration update.',
  })
}

function integrationsOf(api: Api): Readonly<Record<string, JsonObject>> {
  const routes: Readonly<Record<string, {integration?: JsonObject}>> = api.kind === 'rest' ? api.methods : api.routes
  return Object.fromEntries(
    Object.entries(routes).flatMap(([key, {integration: own}]) => (own === undefined ? [] : [[key, own] as const])),
  )
}

function putRest(api: RestApi, key: MethodKey, values: IntegrationValues): RestApi {
  const before = api.methods[key]
  if (before === undefined) return api
  const method = answerMethod(key, before, values, Object.hasOwn(api.models, 'Empty'))
  return {...api, methods: withEntry(api.methods, key, {...method, ...settled(method.integration, values, restSettings)})} // prettier-ignore
}

function putHttp(api: HttpApi, key: string, values: IntegrationValues): HttpApi {
  const before = api.routes[key]
  if (before === undefined) return api
  const route = answerRoute(key, before, values)
  return {...api, routes: withEntry(api.routes, key, {...route, ...settled(route.integration, values, httpSettings)})}
}

function putWebSocket(api: WebSocketApi, key: string, values: IntegrationValues): WebSocketApi {
  const before = api.routes[key]
  if (before === undefined) return api
  const route = answerWebSocketRoute(before, values)
  return {...api, routes: withEntry(api.routes, key, {...route, ...settled(route.integration, values, webSocketSettings)})} // prettier-ignore
}

/** The integration with its settings; none where the route has none. */
function settled<Some>(
  own: Some | undefined,
  values: IntegrationValues,
  settings: (own: Some, values: IntegrationValues) => Some,
): {integration?: Some} {
  return own === undefined ? {} : {integration: settings(own, values)}
}

function restSettings(own: RestIntegration, values: IntegrationValues): RestIntegration {
  return {
    ...own,
    requestParameters: withTexts(own.requestParameters, values.requestParameter),
    requestTemplates: withTexts(own.requestTemplates, values.requestTemplate),
    passthroughBehavior: values.passthrough ?? own.passthroughBehavior,
    cacheKeyParameters: values.cacheKey ?? own.cacheKeyParameters,
    responses: responsesOf(values, 'contentHandling') ?? own.responses,
  }
}

function httpSettings(own: HttpIntegration, {requestParameter}: IntegrationValues): HttpIntegration {
  return {...own, requestParameters: withTexts(own.requestParameters, requestParameter)}
}

function webSocketSettings(own: WebSocketIntegration, values: IntegrationValues): WebSocketIntegration {
  const requestTemplates = withTexts(own.requestTemplates, values.requestTemplate)
  const usual = Object.keys(requestTemplates).length > 0 ? '\\$default' : undefined
  return present({
    ...own,
    requestParameters: withTexts(own.requestParameters, values.requestParameter),
    requestTemplates,
    templateSelectionExpression: said(own.templateSelectionExpression, usual),
    passthroughBehavior: values.passthrough ?? own.passthroughBehavior,
    responses: responsesOf(values, 'contentHandlingStrategy', 'templateSelectionExpression') ?? own.responses,
  })
}

type AnyResponse = {
  responseParameters: Readonly<Record<string, string>>
  responseTemplates: Readonly<Record<string, string>>
}

/** Responses as somebody wrote them: members are checked by name, and maps that are left out are empty. */
function responsesOf(
  {responses}: IntegrationValues,
  ...more: readonly string[]
): Readonly<Record<string, AnyResponse>> | undefined {
  if (responses === undefined) return undefined
  const known = ['selectionPattern', 'responseParameters', 'responseTemplates', ...more]
  return Object.fromEntries(
    Object.entries(responses as JsonObject).map(([key, response]) => {
      if (jsonObject(response) !== undefined) throw badResponses(`"${key}" is no object`)
      const members = response as JsonObject
      const unknown = Object.keys(members).find((member) => !known.includes(member))
      if (unknown !== undefined) throw badResponses(`"${key}" has the member ${unknown}; members are ${known.join(', ')}`) // prettier-ignore
      const wrong = Object.entries(members).find(([name, value]) => (name.startsWith('response') ? !isTexts(value) : typeof value !== 'string')) // prettier-ignore
      if (wrong !== undefined) throw badResponses(`${wrong[0]} of "${key}" is no ${wrong[0].startsWith('response') ? 'map of texts' : 'text'}`) // prettier-ignore
      return [key, {responseParameters: {}, responseTemplates: {}, ...members}]
    }),
  )
}

function isTexts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string')
}

function badResponses(why: string): ApigwError {
  const what = 'The value of --responses does not do.'
  return new ApigwError({code: 'VALUE_INVALID', exit: 'usage', what, why: `${why}.`, fix: 'Correct it; --help has examples.'}) // prettier-ignore
}

function requireRoute(api: Api, key: string): string {
  const routes: Readonly<Record<string, object>> = api.kind === 'rest' ? api.methods : api.routes
  if (Object.hasOwn(routes, key)) return key
  throw new ApigwError({
    code: 'PART_NOT_FOUND',
    exit: 'failure',
    what: `${api.name} has no route "${key}".`,
    why: 'An integration belongs to a route.',
    fix: `Make both in one go: apigw route add "${key}" --lambda NAME`,
  })
}

function bare<Some extends {integration?: unknown}>(
  routes: Readonly<Record<string, Some>>,
  key: string,
): Readonly<Record<string, Some>> {
  const own = routes[key]
  return own === undefined ? routes : withEntry(routes, key, omit(own, 'integration') as Some)
}

/** Functions by their name. */
function targetOf(uri: string): string {
  const [, functionName] = /:function:([^/]+)/.exec(uri) ?? []
  return functionName ?? uri
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
