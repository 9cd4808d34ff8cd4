import type {Json} from '../model/json.js'

/** Kinds of things a plan changes. A table indexed by Kind without an entry does not compile. */
export type Kind =
  | 'restApi'
  | 'resource'
  | 'method'
  | 'model'
  | 'requestValidator'
  | 'authorizer'
  | 'gatewayResponse'
  | 'documentationPart'
  | 'restStage'
  | 'httpApi'
  | 'route'
  | 'httpAuthorizer'
  | 'httpStage'

/** Reads like AWS and is stable between runs: `restApi/pets/method/GET /pets`. */
export type Address = string

/** One member that differs. `path` uses dots: `integration.uri`; an absent side is undefined. */
export type Field = {path: string; before: Json | undefined; after: Json | undefined}

export type Change =
  | {action: 'create'; kind: Kind; address: Address; after: Json}
  | {action: 'update'; kind: Kind; address: Address; before: Json; after: Json; fields: readonly Field[]}
  | {action: 'replace'; kind: Kind; address: Address; before: Json; after: Json; because: readonly string[]}
  | {action: 'delete'; kind: Kind; address: Address; before: Json}
