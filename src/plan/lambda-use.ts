import type {Api} from '../model/api.js'
import type {Route} from '../model/http-api.js'
import type {WebSocketRoute} from '../model/web-socket-api.js'

/** A function that the API calls in its own name; `from` is what follows the stage in a source ARN, or an authorizer. */
export type LambdaUse = {functionArn: string; from: string}

/** Above this many routes a function gets one permission for the whole stage: its policy holds 20 KB. */
export const mostRoutesPerFunction = 10

/**
 * Functions that integrations and authorizers of an API name, each with the routes that may call it. What is called with
 * credentials of its own needs no permission, and is left out. `variables` are those of the stage.
 */
export function lambdaUses(api: Api, variables: Readonly<Record<string, string>>): LambdaUse[] {
  const resolve = (uri: string | undefined) => functionIn(uri, variables)
  return [...routesOf(api), ...authorizersOf(api)].flatMap(({uri, credentials, from}) => {
    const functionArn = credentials === undefined ? resolve(uri) : undefined
    return functionArn === undefined ? [] : [{functionArn, from}]
  })
}

type Caller = {uri: string | undefined; credentials: string | undefined; from: string}

function routesOf(api: Api): Caller[] {
  if (api.kind === 'rest') {
    return Object.entries(api.methods).map(([key, {integration}]) => {
      return {uri: integration?.uri, credentials: integration?.credentials, from: restSource(key)}
    })
  }
  const source = api.kind === 'http' ? httpSource : (routeKey: string) => routeKey
  return Object.entries<Route | WebSocketRoute>(api.routes).map(([key, {integration}]) => {
    return {uri: integration?.integrationUri, credentials: integration?.credentialsArn, from: source(key)}
  })
}

function authorizersOf(api: Api): Caller[] {
  if (api.kind === 'rest') {
    return Object.values(api.authorizers).map(({authorizerUri, authorizerCredentials}) => {
      return {uri: authorizerUri, credentials: authorizerCredentials, from: authorizerSource}
    })
  }
  return Object.values<{authorizerUri?: string; authorizerCredentialsArn?: string}>(api.authorizers).map(
    ({authorizerUri, authorizerCredentialsArn}) => {
      return {uri: authorizerUri, credentials: authorizerCredentialsArn, from: authorizerSource}
    },
  )
}

/** Authorizers have ids that a new API does not have yet, so all of one API share a permission. */
export const authorizerSource = 'authorizers/*'

/** `GET /pets/{id}` is `GET/pets/*`: parameters are whatever the caller sends. */
function restSource(key: string): string {
  const space = key.indexOf(' ')
  return `${anyVerb(key.slice(0, space))}${withoutParameters(key.slice(space + 1))}`
}

/** `$default` stands for itself. The verb is not part of what HTTP APIs send as source. */
function httpSource(routeKey: string): string {
  const space = routeKey.indexOf(' ')
  return space === -1 ? routeKey : `*${withoutParameters(routeKey.slice(space + 1))}`
}

function anyVerb(verb: string): string {
  return verb === 'ANY' ? '*' : verb
}

function withoutParameters(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '*')
}

const functionArn = /arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?/

/** The ARN in a URI, with its qualifier; stage variables that have no value lead nowhere. */
function functionIn(uri: string | undefined, variables: Readonly<Record<string, string>>): string | undefined {
  const resolved = uri?.replaceAll(/\$\{stageVariables\.(\w+)\}/g, (text, name: string) => {
    return (Object.hasOwn(variables, name) ? variables[name] : undefined) ?? text
  })
  const found = resolved === undefined ? null : functionArn.exec(resolved)
  // What stands directly before a `$` would be half a name.
  const isWhole = found !== null && resolved?.[found.index + found[0].length] !== '$'
  return isWhole ? found[0] : undefined
}
