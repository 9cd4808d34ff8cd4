import type {JsonObject} from '../model/json.js'
import type {Address} from './change.js'

/** Things that AWS knows by an id of its own. `api` has the empty name: a plan is about one. */
export type IdKind =
  | 'api'
  | 'resource'
  | 'authorizer'
  | 'requestValidator'
  | 'documentationPart'
  | 'route'
  | 'integration'
  | 'routeResponse'
  | 'integrationResponse'
  | 'model'
  | 'deployment'
  | 'usagePlan'
  | 'apiKey'
  | 'apiMapping'
  | 'clientCertificate'
  | 'vpcLink'
  | 'domainNameArn'
  | 'domainNameId'
  | 'alarmArn'
  // Not an id, but known from an answer all the same: where DNS has to lead, and the zone of that.
  | 'dnsTarget'
  | 'dnsTargetZone'

/** Where an id goes that is known only when the call is made. */
export type IdSlot = {
  /** Path of the member in `input`. */
  at: readonly (string | number)[]
  kind: IdKind
  name: string
  /** Text around the id, which stands where `idMark` does; the bare id when absent. */
  text?: string
}

/** Stands for the id in the text of a slot; no JSON text and no AWS name can contain it by accident. */
export const idMark = '<<apigw id>>'

export type Service = 'rest' | 'http' | 'lambda' | 'cloudwatch' | 'logs' | 'wafv2' | 'route53'

/**
 * One call of AWS as a value: an operation of `apigateway`, `apigatewayv2` or a service beside them and its input in the shape of AWS's API
 * reference, without ids. The plan counts these, apply makes them, the journal records them.
 */
export type Call = {
  /** Of the change that the call is made for. */
  address: Address
  /** HTTP and WebSocket APIs share `apigatewayv2`. */
  service: Service
  operation: string
  input: JsonObject
  ids: readonly IdSlot[]
  /** Ids in the answer, by its member, and the things they belong to: later calls need them. */
  gives: readonly {member: string; kind: IdKind; name: string}[]
}
