import type {OpenApi} from '../model/api.js'
import type {JsonObject} from '../model/json.js'
import {clientDocument} from './client-document.js'
import type {ClientOperation} from './client-document.js'
import {docComment, inline, literal} from './generated-text.js'
import {schemaText} from './schema-text.js'

/** Sources of the client of a REST or HTTP API by file, and how it is used. */
export type ClientSources = {sources: Map<string, string>; usage: string; operations: number}

/** Files of the runtime that every client of a REST or HTTP API has. */
export const httpRuntime = [
  ...['backoff.ts', 'bind.ts', 'call.ts', 'errors.ts', 'provided.ts', 'request.ts', 'retry.ts', 'signature.ts'],
] as const

/** `document` is OpenAPI 3 of the API, its own or one made of the model; `baseUrl` is where its stage answers, if it does. */
export async function httpClient(
  api: OpenApi,
  document: JsonObject,
  baseUrl: string | undefined,
): Promise<ClientSources> {
  const client = clientDocument(api, document)
  const sources = new Map([
    ['schema.ts', await schemaText(client.document)],
    ['client.ts', clientText(client.operations, baseUrl)],
    ['index.ts', indexText],
  ])
  return {sources, usage: usageText(client.operations, baseUrl), operations: client.operations.length}
}

function clientText(operations: readonly ClientOperation[], baseUrl: string | undefined): string {
  const members = operations.map(({name, method, path, summary}) => {
    const types = `operations[${literal(name)}]${method === 'ANY' ? ', string' : ''}`
    return `${docComment(`${method} ${path}${summary === '' ? '' : `\n\n${summary}`}`, 2)}  ${name}: Call<${types}>\n`
  })
  const infos = operations.map((operation) => `  ${operation.name}: ${inline(infoOf(operation))},\n`)
  return `// Generated from the definition of the API: changes are lost.

import {bindOperations} from './bind.js'
import type {Call, ClientOptions, OperationInfo} from './call.js'
import type {operations} from './schema.js'

/** The operations of the API. */
export type Client = {
${members.join('\n')}}

/** A client of the API. ${baseUrl === undefined ? 'It makes no request before it is used.' : `\`baseUrl\` is ${docText(baseUrl)} unless another is given.`} */
export function createClient(options: ${baseUrl === undefined ? 'ClientOptions' : "Omit<ClientOptions, 'baseUrl'> & {baseUrl?: string} = {}"}): Client {
  return bindOperations<Client>(infos, ${baseUrl === undefined ? 'options' : `{...options, baseUrl: options.baseUrl ?? ${literal(baseUrl)}}`})
}

const infos: Readonly<Record<keyof Client, OperationInfo>> = {
${infos.join('')}}
`
}

function docText(text: string): string {
  return text.replaceAll('*/', '*\\/')
}

function infoOf({method, path, contentType, signed, apiKey, token}: ClientOperation): object {
  return {
    method,
    path,
    ...(contentType !== undefined && !/^application\/json$/i.test(contentType) && {contentType}),
    ...(signed && {signed}),
    ...(apiKey && {apiKey}),
    ...(token !== undefined && {token}),
  }
}

const indexText = `// Generated from the definition of the API: changes are lost.

import type {DataOf, FailureOf} from './call.js'
import {ApiError} from './errors.js'
import type {components, operations} from './schema.js'

export {createClient} from './client.js'
export type {Client} from './client.js'
export type {Answer, CallOptions, ClientOptions} from './call.js'
export {ApiError, ConnectionError, TimeoutError, UsageError} from './errors.js'
export type {Provided} from './provided.js'
export type {Credentials} from './signature.js'

/** The models of the API by name. */
export type Models = components['schemas']

/** What an operation answers when all went well. */
export type DataFrom<Name extends keyof operations> = DataOf<operations[Name]>

/** Whether an operation was refused by the API; the body of the refusal then has its type. */
export function isFailureOf<Name extends keyof operations & string>(
  operation: Name,
  error: unknown,
): error is ApiError & {readonly body: FailureOf<operations[Name]>} {
  return error instanceof ApiError && error.operation === operation
}
`

function usageText(operations: readonly ClientOperation[], baseUrl: string | undefined): string {
  const [first] = operations
  const options = [
    ...(baseUrl === undefined ? ["baseUrl: 'https://…/prod'"] : []),
    ...(operations.some(({apiKey}) => apiKey) ? ['apiKey: process.env.API_KEY'] : []),
    ...(operations.some(({token}) => token !== undefined) ? ['token: () => currentToken()'] : []),
    ...(operations.some(({signed}) => signed) ? ['credentials: () => currentCredentials()'] : []),
  ]
  const given = options.length === 0 ? '' : `{${options.join(', ')}}`
  return `\`\`\`ts
import {createClient, isFailureOf} from './src/index.js'

const client = createClient(${given})
const {data} = await client.${first?.name ?? 'operation'}(${first === undefined ? '' : exampleOf(first)})
\`\`\`

- A status of 400 or above is thrown as \`ApiError\`; \`isFailureOf('operation', error)\` gives its body a type.
- What was throttled, and what may safely be done twice, is tried up to 3 times (\`retry\`), and Retry-After is honoured.
- Every attempt ends after 30 seconds (\`timeoutMs\`); \`signal\` ends a call with all its attempts.
- \`apiKey\`, \`token\` and \`credentials\` may be functions: they are asked for each request.

Build it with \`npm install && npm run build\`. It has no dependencies.
`
}

function exampleOf({path, method}: ClientOperation): string {
  const names = [...path.matchAll(/\{([^{}]*?)\+?\}/g)].map(([, name = '']) => name)
  const parts = [
    ...(method === 'ANY' ? ["method: 'GET'"] : []),
    ...(names.length > 0 ? [`path: {${names.map((name) => `${JSON.stringify(name)}: '…'`).join(', ')}}`] : []),
  ]
  return parts.length === 0 ? '' : `{${parts.join(', ')}}`
}
