import type {Template} from '../../../vtl/template.js'
import type {JavaPattern} from '../java-pattern.js'
import type {IdentitySource} from '../rest/authorization.js'
import type {
  ContentHandling,
  HttpTarget,
  LambdaTarget,
  Passthrough,
  RequiredParameter,
  ServiceTarget,
} from '../rest/compiled-api.js'
import type {Lazy} from '../rest/once.js'
import type {HeaderMapping, RequestMapping} from '../rest/parameter-source.js'
import type {UriTemplate} from '../rest/uri-template.js'
import type {MessageValidator} from './message-validator.js'
import type {SelectionExpression} from './selection-expression.js'

/** One deployment snapshot of a WebSocket API, prepared so that a message parses no configuration. Belongs to no stage. */
export type CompiledWebSocketApi = {
  apiId: string
  accountId: string
  region: string
  disableExecuteApiEndpoint: boolean
  routeSelection: SelectionExpression
  /** Where `$connect` finds the API key. */
  apiKeySource: 'HEADER' | 'AUTHORIZER'
  /** By route key. */
  routes: ReadonlyMap<string, CompiledMessageRoute>
}

export type CompiledMessageRoute = {
  /** `$connect`, `$disconnect`, `$default` or the value that messages select it by. */
  routeKey: string
  authorization: ConnectAuthorization
  apiKeyRequired: boolean
  requiredParameters: readonly RequiredParameter[]
  /** Undefined when messages are not validated. */
  validator: MessageValidator | undefined
  /** Whether the integration's answer goes back to the client. */
  isTwoWay: boolean
  integration: Lazy<CompiledMessageIntegration>
}

export type ConnectAuthorization =
  | {kind: 'none'}
  | {kind: 'lambda'; authorizerId: string; uri: UriTemplate; sources: readonly IdentitySource[]}
  | {kind: 'iam'}
  /** What the gateway cannot enforce: no connection gets past it. */
  | {kind: 'refused'; reason: string}

export type CompiledMessageIntegration =
  | (MappedMessage & {type: 'MOCK'})
  | (MappedMessage & HttpTarget & {type: 'HTTP'})
  | (HttpTarget & {type: 'HTTP_PROXY'; mapping: RequestMapping; contentHandling: ContentHandling | undefined})
  | (MappedMessage & LambdaTarget & {type: 'AWS'; calls: 'function'})
  | (MappedMessage & ServiceTarget & {type: 'AWS'; calls: 'service'})
  | (LambdaTarget & {type: 'AWS_PROXY'})
  /** What cannot be carried out like AWS does; answered as an internal error with this reason. */
  | {type: 'refused'; reason: string}

/** Integrations whose request and answer go through templates. */
export type MappedMessage = SelectedTemplates & {
  mapping: RequestMapping
  passthrough: Passthrough
  contentHandling: ContentHandling | undefined
  /** In the order they were made; the one without a pattern is `$default`. */
  replies: readonly CompiledReply[]
}

export type CompiledReply = SelectedTemplates & {
  pattern: Lazy<JavaPattern> | undefined
  contentHandling: ContentHandling | undefined
  headers: readonly HeaderMapping[]
}

/** Templates by their keys, and how the key is found. */
export type SelectedTemplates = {
  templates: ReadonlyMap<string, MessageTemplate>
  /** Undefined where the integration names no expression. */
  templateSelection: SelectionExpression | undefined
}

/** Text without references and directives is its own result; everything else is parsed at its first use. */
export type MessageTemplate = {text: string} | {parsed: Lazy<Template>; key: string}
