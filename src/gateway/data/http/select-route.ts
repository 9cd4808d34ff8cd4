import {findRoute} from '../route-tree.js'
import type {CompiledRoute} from './compiled-http-api.js'
import type {HttpDeployment} from './http-deployment.js'
import {HttpRefusal} from './http-refusal.js'
import type {ParsedRequest} from './parse-http-request.js'

/** A request and the route that serves it. */
export type Selected = {
  request: ParsedRequest
  deployment: HttpDeployment
  route: CompiledRoute
  /** Decoded; without a prototype, so any name is safe. */
  pathParameters: Readonly<Record<string, string>>
}

/** Request line and headers together; developer guide, quotas of HTTP APIs. */
const maxHeaderBytes = 10_240

/**
 * Finds the most specific route that has the verb or ANY: exact segments before `{name}` before `{name+}`, then `$default`.
 * Undefined when there is none. A trailing slash makes another path.
 */
export function selectRoute({
  request,
  deployment,
}: {
  request: ParsedRequest
  deployment: HttpDeployment
}): Selected | undefined {
  if (request.incoming.bodyTooLarge === true) {
    throw new HttpRefusal('REQUEST_TOO_LARGE', 'The body is larger than 10 MB.')
  }
  if (request.headerBytes > maxHeaderBytes) {
    throw new HttpRefusal(
      'REQUEST_HEADERS_TOO_LARGE',
      `Request line and headers have ${request.headerBytes} bytes; API Gateway takes ${maxHeaderBytes}.`,
    )
  }
  if (request.isDefaultEndpoint && deployment.api.disableExecuteApiEndpoint) {
    throw new HttpRefusal('NOT_FOUND', 'The default endpoint of this API is disabled: call it through a custom domain.')
  }
  if (request.path === undefined) throw new HttpRefusal('BAD_REQUEST', 'The path has malformed percent-encoding.')
  const {routes, defaultRoute} = deployment.api
  const found = findRoute(routes, pathSegments(request.path), (candidates) => chooseVerb(candidates, request.method))
  const route = found?.choice ?? defaultRoute
  if (route === undefined) return undefined
  request.context.routeKey = route.routeKey
  return {request, deployment, route, pathParameters: nameParameters(route.parameterNames, found?.captured ?? [])}
}

function chooseVerb(candidates: readonly CompiledRoute[], verb: string): CompiledRoute | undefined {
  return candidates.find(({method}) => method === verb) ?? candidates.find(({method}) => method === 'ANY')
}

function pathSegments(path: string): string[] {
  return path === '/' ? [] : path.slice(1).split('/')
}

function nameParameters(names: readonly string[], values: readonly string[]): Record<string, string> {
  const parameters = Object.create(null) as Record<string, string>
  for (const [index, name] of names.entries()) parameters[name] = values[index] ?? ''
  return parameters
}
