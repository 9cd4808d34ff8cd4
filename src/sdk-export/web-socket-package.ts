import type {JsonObject} from '../model/json.js'
import type {WebSocketApi, WebSocketRoute} from '../model/web-socket-api.js'
import {ClientSchemas} from './client-schemas.js'
import {docComment, inline, literal} from './generated-text.js'
import type {ClientSources} from './http-package.js'
import {schemaText} from './schema-text.js'
import {tokenPlace} from './token-place.js'

/** Files of the runtime that every client of a WebSocket API has. */
export const webSocketRuntime = ['backoff.ts', 'errors.ts', 'provided.ts', 'signature.ts', 'socket.ts'] as const

/** `url` is where the stage answers, if it does. Messages have the types of the models of their routes. */
export async function webSocketClient(api: WebSocketApi, url: string | undefined): Promise<ClientSources> {
  const named = Object.fromEntries(Object.entries(api.models).map(([name, {schema}]) => [name, schema]))
  const schemas = new ClientSchemas(named, {})
  const document: JsonObject = {
    openapi: '3.1.0',
    info: {title: 'client', version: '1'},
    paths: {},
    components: {schemas: schemas.components()},
  }
  const routes = Object.entries(api.routes).filter(([key]) => !builtIn.has(key))
  const sources = new Map([
    ['schema.ts', await schemaText(document)],
    ['client.ts', clientText(api, routes, url)],
    ['index.ts', indexText],
  ])
  return {sources, usage: usageText(routes, url), operations: routes.length}
}

/** Nobody sends messages to these by name; what reaches $default is any text. */
const builtIn = new Set(['$connect', '$disconnect', '$default'])

function clientText(api: WebSocketApi, routes: readonly [string, WebSocketRoute][], url: string | undefined): string {
  const sent = routes.map(([key, route]) => {
    return `${docComment(`Route ${key}`, 2)}  ${literal(key)}: ${typeOf(api, Object.values(route.requestModels))}\n`
  })
  const answers = routes.map(([, {response}]) => Object.values(response?.responseModels ?? {})).flat()
  const selection = selectionOf(api.routeSelectionExpression)
  const selected = selection?.length === 1 ? literal(selection[0]) : 'never'
  const options = url === undefined ? 'SocketOptions' : "Omit<SocketOptions, 'url'> & {url?: string} = {}"
  return `// Generated from the definition of the API: changes are lost.

import type {components} from './schema.js'
import {ApiSocket} from './socket.js'
import type {SocketInfo, SocketOptions} from './socket.js'

type Models = components['schemas']

/** What may be sent, by route. */
export type Sent = {
${sent.join('\n')}}

/** What routes answer with. Backends may send anything else: narrow it before you rely on it. */
export type Received = ${answers.length === 0 ? 'unknown' : typeOf(api, answers)}

/** The member of a message that selects its route; the client sets it. */
export type Selection = ${selected}

export type Client = ApiSocket<Sent, Received, Selection>

/** A client of the API. It connects by \`connect()\`. */
export function createClient(options: ${options}): Client {
  return new ApiSocket<Sent, Received, Selection>(info, ${url === undefined ? 'options' : `{...options, url: options.url ?? ${literal(url)}}`})
}

const info: SocketInfo = ${infoText(api, selection)}
`
}

function typeOf({models}: WebSocketApi, names: readonly string[]): string {
  const known = [...new Set(names)].filter((name) => Object.hasOwn(models, name)).sort()
  if (known.length === 0) return 'Readonly<Record<string, unknown>>'
  return known.map((name) => `Models[${literal(name)}]`).join(' | ')
}

function infoText(api: WebSocketApi, selection: readonly string[] | undefined): string {
  const connect = api.routes['$connect']
  const authorizer = connect?.authorizer === undefined ? undefined : api.authorizers[connect.authorizer]
  const place = authorizer === undefined ? undefined : tokenPlace(authorizer)
  const info = {
    signed: connect?.authorizationType === 'AWS_IAM',
    apiKey: connect?.apiKeyRequired === true,
    ...(place !== undefined && {token: {in: place.in, name: place.name}}),
  }
  return `{selection: ${selection === undefined ? 'undefined' : inline(selection)}, ...${inline(info)}} as const`
}

/** `$request.body.action` is one member; an expression of several parts has no place of its own in the message. */
function selectionOf(expression: string): string[] | undefined {
  const [, path] = /^\$\{?request\.body\.([A-Za-z0-9_.-]+)\}?$/.exec(expression) ?? []
  return path?.split('.').filter((member) => member !== '')
}

const indexText = `// Generated from the definition of the API: changes are lost.

import type {components} from './schema.js'

export {createClient} from './client.js'
export type {Client, Received, Selection, Sent} from './client.js'
export {UsageError} from './errors.js'
export type {Provided} from './provided.js'
export type {Credentials} from './signature.js'
export {ApiSocket} from './socket.js'
export type {SocketEvents, SocketLike, SocketOptions} from './socket.js'

/** The models of the API by name. */
export type Models = components['schemas']
`

function usageText(routes: readonly [string, WebSocketRoute][], url: string | undefined): string {
  const [[route] = ['route']] = routes
  return `\`\`\`ts
import {createClient} from './src/index.js'

const client = createClient(${url === undefined ? "{url: 'wss://…/prod'}" : ''})
client.on('message', (message) => console.log(message))
await client.connect()
client.send(${literal(route)}, {})
client.close()
\`\`\`

- A connection that is lost comes back by itself, with growing pauses (\`reconnect\`); messages wait meanwhile.
- \`token\`, \`apiKey\` and \`credentials\` may be functions: they are asked for each connection.
- Browsers and Node.js 22 have a WebSocket of their own. It sends no headers: for those, and for Node.js 20, give
  \`open: (url, headers) => new WebSocket(url, {headers})\` with the WebSocket of the package ws.

Build it with \`npm install && npm run build\`. It has no dependencies.
`
}
