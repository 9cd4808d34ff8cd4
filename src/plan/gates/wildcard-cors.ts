import type {Api} from '../../model/api.js'
import type {Method, RestApi} from '../../model/rest-api.js'
import type {Finding} from './finding.js'

/** Answers that let the pages of every origin call with credentials, in the desired API. */
export function wildcardCors(desired: Api): Finding[] {
  if (desired.kind === 'rest') return restRoutes(desired)
  if (desired.kind !== 'http' || desired.corsConfiguration === undefined) return []
  const {allowOrigins, allowCredentials} = desired.corsConfiguration
  return allowCredentials && allowOrigins.includes('*') ? [finding(desired.name)] : []
}

function restRoutes({methods, gatewayResponses}: RestApi): Finding[] {
  const routes = Object.entries(methods).flatMap(([key, method]) => (isWild(headersOf(method)) ? [finding(key)] : []))
  const responses = Object.entries(gatewayResponses).flatMap(([type, {responseParameters}]) =>
    isWild(responseParameters) ? [finding(`gateway response ${type}`)] : [],
  )
  return [...routes, ...responses]
}

function headersOf({integration}: Method): Readonly<Record<string, string>> {
  const responses = Object.values(integration?.responses ?? {})
  return Object.assign({}, ...responses.map(({responseParameters}) => responseParameters)) as Record<string, string>
}

/** Mappings of constants: `'*'` with its quotes. */
function isWild(parameters: Readonly<Record<string, string>>): boolean {
  const valueOf = (header: string): string | undefined =>
    Object.entries(parameters).find(([name]) => name.toLowerCase().endsWith(`.header.${header}`))?.[1]
  const allowsCredentials = valueOf('access-control-allow-credentials') === "'true'"
  return allowsCredentials && valueOf('access-control-allow-origin') === "'*'"
}

function finding(on: string): Finding {
  return {rule: 'cors-wildcard-credentials', on, what: 'Any origin is allowed, together with credentials.'}
}
