import model from './wire-model.json' with {type: 'json'}

/** Services whose wire protocols the control plane speaks: `cloudwatch`, `logs` and `sts` are RPC, the others REST-JSON. */
export type ServiceName =
  'apigateway' | 'apigatewayv2' | 'apigatewaymanagementapi' | 'cloudwatch' | 'logs' | 'lambda' | 'sts'

/**
 * The services as AWS describes them, generated from the SDK clients by scripts/gen-wire-model.ts.
 * Member names are lower camel case in all services. Words of closed sets are `string` here, because the compiler
 * reads them from a JSON file; shape.ts narrows them.
 */
export type WireModel = Readonly<Record<ServiceName, WireTable>>

export type WireTable = {
  /** `epochSeconds` or `isoDateTime`: how every time of the service is written. */
  timestamps: string
  operations: Record<string, WireEntry>
  structures: Record<string, WireStructure>
  enums: Record<string, readonly string[]>
  /** Error shape -> HTTP status. */
  errors: Record<string, number>
}

export type WireEntry = {
  method: string
  /** `/restapis/{restApiId}?mode=import`: labels, greedy labels (`{name+}`) and literal query selectors. */
  uri: string
  /** Status of success. */
  status: number
  /** Structure names; absent when empty. */
  input?: string
  output?: string
}

export type WireStructure = {required: string[]; members: Record<string, WireMember>}

export type WireMember = {
  /** `string` `boolean` `number` `timestamp` `blob` `list<…>` `map<…>`, or the name of a structure. */
  type: string
  /** `label` `query` `queryParams` `header` `payload` `status`; absent means a member of the JSON body. */
  in?: string
  /** Name on the wire when it differs from ours. */
  name?: string
  /** Enum that the member's strings belong to. */
  enum?: string
}

export const wireModel: WireModel = model
