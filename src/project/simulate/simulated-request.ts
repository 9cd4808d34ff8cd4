import type {Principal} from '../../gateway/identity/principal.js'
import type {Json} from '../../model/json.js'

/** What the caller's own policies say, or the authorizer of the route: nobody can know that from the API alone. */
export type OwnVoice = 'allow' | 'silent' | 'deny'

/** Where the API is, or would be. */
export type SimulatedPlace = {region: string; accountId: string; apiId: string; stageName: string}

/** One request that is not made. `vpceId` is the VPC endpoint that it comes through, if it does. */
export type SimulatedRequest = {
  verb: string
  /** `/pets/1`, or the path of a route with its variables. */
  path: string
  /** Undefined is somebody who does not sign. */
  principal: Principal | undefined
  /** Undefined leaves conditions on it without a value. */
  sourceIp: string | undefined
  vpceId?: string | undefined
  vpcId?: string | undefined
  userAgent?: string | undefined
  referer?: string | undefined
  /** Epoch milliseconds. */
  nowMs: number
  own?: OwnVoice | undefined
  /** A policy of the caller itself, for routes with AWS_IAM. */
  identityPolicy?: Json | undefined
}
