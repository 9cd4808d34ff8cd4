import type {ContextTemplate} from '../context-template.js'
import type {JavaPattern} from '../java-pattern.js'
import type {StreamLimits} from '../stream-limits.js'
import type {RouteTree} from '../route-tree.js'
import type {Authorization} from './authorization.js'
import type {GatewayResponseType} from './gateway-response-type.js'
import type {HeaderMapping, ParameterSource, RequestMapping} from './parameter-source.js'
import type {BodyValidator} from './body-validator.js'
import type {MappingTemplates} from './mapping-template.js'
import type {Lazy} from './once.js'
import type {UriTemplate} from './uri-template.js'

/**
 * One deployment snapshot of a REST API, prepared so that a request neither parses configuration nor searches it.
 * Immutable; belongs to no stage.
 */
export type CompiledApi = {
  apiId: string
  accountId: string
  region: string
  routes: RouteTree<CompiledResource>
  /** Lower case; `*\/*` means every type. */
  binaryMediaTypes: ReadonlySet<string>
  apiKeySource: 'HEADER' | 'AUTHORIZER'
  disableExecuteApiEndpoint: boolean
  /** Reached through VPC endpoints only. */
  isPrivate: boolean
  /** `REGIONAL`, `EDGE` or `PRIVATE`. */
  endpointType: string
  /** Bytes; undefined switches compression off. */
  minimumCompressionSize: number | undefined
  /** Undefined without a resource policy; throws a GatewayError when it is no JSON. */
  policy: Lazy<{document: unknown}> | undefined
  gatewayResponses: Readonly<Record<GatewayResponseType, CompiledGatewayResponse>>
}

export type CompiledResource = {
  methods: ReadonlyMap<string, CompiledMethod>
}

export type CompiledMethod = {
  resourceId: string
  resourcePath: string
  /** As declared; ANY for a method that serves every verb without its own. */
  verb: string
  /** `GET /pets/{id}` */
  routeKey: string
  /** Names of the path's variables, in order. */
  parameterNames: readonly string[]
  operationName: string | undefined
  apiKeyRequired: boolean
  authorization: Authorization
  /** Scopes of which an access token needs one; empty asks for none. */
  authorizationScopes: readonly string[]
  /** Security of this method that the gateway cannot enforce, as one sentence; such a method is never carried out. */
  unenforced: string | undefined
  /** What behaves differently here, for the header x-apigw-local-unsupported. */
  unsupported: string | undefined
  /** In AWS's order: headers, path, query string. */
  requiredParameters: readonly RequiredParameter[]
  /** Undefined when bodies are not validated. */
  bodyValidator: Lazy<Promise<BodyValidator>> | undefined
  /** Where answers are cached: methods with one namespace share entries; the values of `parameters` tell them apart. */
  cache: Lazy<{namespace: string; parameters: readonly ParameterSource[]}>
  integration: Lazy<CompiledIntegration>
}

export type RequiredParameter = {place: 'header' | 'path' | 'querystring'; name: string}

export type CompiledIntegration =
  | (MappedIntegration & {type: 'MOCK'})
  | (MappedIntegration & HttpTarget & {type: 'HTTP'})
  | (HttpTarget & {type: 'HTTP_PROXY'; mapping: RequestMapping; contentHandling: ContentHandling | undefined})
  | (MappedIntegration & LambdaTarget & {type: 'AWS'; calls: 'function'})
  | (MappedIntegration & ServiceTarget & {type: 'AWS'; calls: 'service'})
  | (LambdaTarget & {
      type: 'AWS_PROXY'
      mapping: RequestMapping
      contentHandling: ContentHandling | undefined
      limits: StreamLimits | undefined
    })
  /** What cannot be carried out like AWS does; answers 500 with this reason. */
  | {type: 'refused'; reason: string}

/** Integrations whose request and response go through templates. */
export type MappedIntegration = {
  mapping: RequestMapping
  templates: MappingTemplates
  passthrough: Passthrough
  contentHandling: ContentHandling | undefined
  /** In the order they were put. */
  responses: readonly CompiledIntegrationResponse[]
}

export type Passthrough = 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER'
export type ContentHandling = 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT'

export type HttpTarget = {
  /** Verb of the backend call; undefined passes the client's. */
  httpMethod: string | undefined
  uri: UriTemplate
  /** Origins of rendered URIs, so that one origin is one URL object: parsing one costs as much as matching a route. */
  origins: Map<string, URL>
  timeoutMs: number
  insecureSkipVerification: boolean
  /** The VPC link that the integration goes through; its id may hold stage variables. */
  vpcLink: {connectionId: UriTemplate; targetArn: string | undefined} | undefined
  /** Undefined where answers are passed on whole. */
  limits?: StreamLimits | undefined
}

export type LambdaTarget = {
  /** The whole integration URI; the function ARN is read from it when stage variables are known. */
  uri: UriTemplate
  timeoutMs: number
}

/** Any AWS service but Lambda. */
export type ServiceTarget = {
  /** The whole integration URI; service, region and path or action are read from it. */
  uri: UriTemplate
  /** Verb of the call; undefined passes the client's. */
  httpMethod: string | undefined
  /** Role ARN or caller's credentials; may hold stage variables. */
  credentials: UriTemplate
  timeoutMs: number
}

export type CompiledIntegrationResponse = {
  status: number
  /** Undefined for the default response. */
  selection: Lazy<JavaPattern> | undefined
  /** Whether the method declares a response with this status; without one AWS answers 500. */
  declared: boolean
  headers: readonly HeaderMapping[]
  templates: MappingTemplates
  contentHandling: ContentHandling | undefined
}

export type CompiledGatewayResponse = {
  /** The type that was put; undefined for AWS's built-in answer. */
  type: GatewayResponseType | undefined
  /** Undefined keeps the refusal's own status. */
  status: number | undefined
  headers: readonly GatewayResponseHeader[]
  /** Media type and template in order; undefined for AWS's built-in body. */
  templates: readonly {mediaType: string; template: ContextTemplate}[] | undefined
}

/** Either a text, or the steps of a reference such as `context.requestId`. */
export type GatewayResponseHeader = {name: string; text: string; steps: readonly string[] | undefined}
