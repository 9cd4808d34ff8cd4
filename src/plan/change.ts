import type {Json} from '../model/json.js'

/** Kinds of things a plan changes. A table indexed by Kind without an entry does not compile. */
export type Kind = RestKind | HttpKind | WebSocketKind | CompanionKind

export type RestKind =
  | 'restApi'
  | 'resource'
  | 'method'
  | 'model'
  | 'requestValidator'
  | 'authorizer'
  | 'gatewayResponse'
  | 'documentationPart'
  | 'restDeployment'
  | 'restStage'

export type HttpKind = 'httpApi' | 'route' | 'httpAuthorizer' | 'httpDeployment' | 'httpStage'

export type WebSocketKind =
  | 'webSocketApi'
  | 'webSocketRoute'
  | 'webSocketAuthorizer'
  | 'webSocketModel'
  | 'webSocketDeployment'
  | 'webSocketStage'

/** Things beside the API: the files name them, and a plan for a stage brings those that concern the stage. */
export type CompanionKind =
  'usagePlan' | 'usagePlanKey' | 'apiKey' | 'domainName' | 'apiMapping' | 'invokePermission' | 'alarm' | 'logGroup'

/** Reads like AWS and is stable between runs: `restApi/pets/method/GET /pets`. */
export type Address = string

/** One member that differs. `path` uses dots: `integration.uri`; an absent side means the member is not there. */
export type Field = {path: string; before?: Json; after?: Json}

/** `name` is the thing's natural name below its API: `GET /pets`, `/pets`, `Pet`, `prod`. */
type Thing = {kind: Kind; address: Address; name: string}

export type Create = Thing & {action: 'create'; after: Json}
export type Update = Thing & {action: 'update'; before: Json; after: Json; fields: readonly Field[]}
export type Replace = Thing & {action: 'replace'; before: Json; after: Json; because: readonly string[]}
export type Delete = Thing & {action: 'delete'; before: Json}

export type Change = Create | Update | Replace | Delete
