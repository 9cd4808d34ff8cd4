import type {Api} from '../model/api.js'
import type {Route} from '../model/http-api.js'
import type {Method} from '../model/rest-api.js'
import type {WebSocketRoute} from '../model/web-socket-api.js'

type AnyRoute = Method | Route | WebSocketRoute
type Integration = NonNullable<AnyRoute['integration']>

/** One route as people name it, what answers it, and who may call it. */
export type RouteSummary = {
  /** `GET /pets/{id}`, `$connect` or `$default`. */
  route: string
  /** `MOCK`, `AWS_PROXY`, ...; `none` while the route has no integration. */
  integration: string
  /** Function name or URL; empty for mocks. */
  target: string
  /** `NONE`, `AWS_IAM`, or the authorizer's name. */
  authorization: string
  apiKeyRequired: boolean
}

/** The routes of an API by path, then verb. Pure. */
export function listRoutes(api: Api): RouteSummary[] {
  const routes: Readonly<Record<string, AnyRoute>> = api.kind === 'rest' ? api.methods : api.routes
  return Object.entries(routes)
    .map(([route, settings]) => ({
      route,
      integration: integrationType(settings.integration),
      target: integrationTarget(settings.integration),
      authorization: settings.authorizer ?? settings.authorizationType,
      apiKeyRequired: 'apiKeyRequired' in settings && settings.apiKeyRequired,
    }))
    .sort((one, other) => comparePaths(one.route, other.route))
}

function integrationType(integration: Integration | undefined): string {
  if (integration === undefined) return 'none'
  if ('type' in integration) return integration.type
  const subtype = 'integrationSubtype' in integration ? integration.integrationSubtype : undefined
  return subtype ?? integration.integrationType
}

function integrationTarget(integration: Integration | undefined): string {
  if (integration === undefined) return ''
  const uri = ('type' in integration ? integration.uri : integration.integrationUri) ?? ''
  const [, functionName] = /:lambda:[^:]*:[^:]*:function:([^/]+)/.exec(uri) ?? []
  return functionName ?? uri
}

function comparePaths(one: string, other: string): number {
  const [oneVerb = '', onePath = ''] = one.split(' ')
  const [otherVerb = '', otherPath = ''] = other.split(' ')
  return onePath.localeCompare(otherPath) || oneVerb.localeCompare(otherVerb)
}
