import type {OriginUrls} from '../origin-url.js'
import type {VpcLinkReference} from '../ports.js'
import type {CorsRecord} from '../../store/v2-records.js'
import type {UriTemplate} from '../rest/uri-template.js'
import type {RouteTree} from '../route-tree.js'
import type {RequestMapping, ResponseMapping} from './parameter-mapping.js'
import type {ServiceSubtype} from './service-subtype.js'
import type {ValueExpression, ValueSource} from './value-expression.js'

/** One deployment snapshot of an HTTP API, prepared so that a request parses no configuration. Belongs to no stage. */
export type CompiledHttpApi = {
  apiId: string
  accountId: string
  region: string
  routes: RouteTree<CompiledRoute>
  defaultRoute: CompiledRoute | undefined
  cors: CorsRecord | undefined
  disableExecuteApiEndpoint: boolean
}

export type CompiledRoute = {
  /** `GET /pets/{id}`, `ANY /{proxy+}` or `$default`. */
  routeKey: string
  /** Verb or ANY. */
  method: string
  /** `/pets/{id}`, or `$default`. */
  path: string
  parameterNames: readonly string[]
  authorization: CompiledAuthorization
  integration: CompiledHttpIntegration
}

export type PayloadVersion = '1.0' | '2.0'

export type CompiledAuthorization =
  | {kind: 'none'}
  | {kind: 'iam'}
  | JwtAuthorization
  | LambdaAuthorization
  /** What the gateway cannot enforce: no request gets past it. */
  | {kind: 'refused'; reason: string}

export type JwtAuthorization = {
  kind: 'jwt'
  issuer: string
  audience: ReadonlySet<string>
  /** Scopes of the route: a token needs one of them. */
  scopes: readonly string[]
  source: ValueSource
}

export type LambdaAuthorization = {
  kind: 'lambda'
  authorizerId: string
  uri: UriTemplate
  payloadVersion: PayloadVersion
  /** The function answers `{isAuthorized}` and no policy. */
  isSimple: boolean
  ttlMs: number
  sources: readonly ValueSource[]
}

export type CompiledHttpIntegration =
  | (MappedIntegration & {type: 'lambda'; uri: UriTemplate; payloadVersion: PayloadVersion})
  | (MappedIntegration & {
      type: 'http'
      uri: UriTemplate
      /** Verb of the backend call; undefined passes the client's. */
      method: string | undefined
      /** The `$default` route sends the whole request path to its integration. */
      appendsPath: boolean
      /** Origins of rendered URIs. */
      origins: OriginUrls
    })
  | (MappedIntegration & {
      type: 'private'
      link: VpcLinkReference
      method: string | undefined
      /** Name in the certificate of what lies behind the link; undefined for plain HTTP. */
      serverName: string | undefined
    })
  | (MappedIntegration & {
      type: 'service'
      subtype: ServiceSubtype
      /** `source` is the expression as it was written. */
      parameters: readonly {
        name: string
        kind: 'text' | 'number' | 'json' | 'list'
        value: ValueExpression
        source: string
      }[]
      /** Role ARN; may hold stage variables. */
      credentials: UriTemplate
    })
  /** What cannot be carried out like AWS does; answers 500 with this reason. */
  | {type: 'refused'; reason: string}

export type MappedIntegration = {
  timeoutMs: number
  requestMapping: RequestMapping
  /** By status code. */
  responseMappings: ReadonlyMap<number, ResponseMapping>
}
