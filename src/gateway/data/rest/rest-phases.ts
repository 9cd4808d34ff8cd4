import type {HttpResponse} from '../ports.js'
import type {Authorized} from './authorize.js'
import type {Caller} from './check-api-key.js'
import type {PolicyVoice} from './check-resource-policy.js'
import type {GatewayError} from './gateway-error.js'
import type {Lookup} from './look-up-cache.js'
import type {Matched} from './match-method.js'
import type {Answer, Outgoing} from './outgoing.js'
import type {RestRequest} from './parse-request.js'
import type {RestDeployment} from './rest-deployment.js'

/** The phases of a REST API in AWS's order, each with what it works on and what it makes of it (`unknown`: it only lets through). */
export type RestPhases = {
  matchMethod: {input: {request: RestRequest; deployment: RestDeployment}; output: Matched}
  checkResourcePolicy: {input: Matched; output: PolicyVoice}
  authorize: {input: {matched: Matched; policy: PolicyVoice}; output: Authorized}
  checkApiKey: {input: Authorized; output: Caller}
  checkThrottle: {input: Caller; output: unknown}
  unpackBody: {input: Matched; output: Matched}
  validateRequest: {input: Matched; output: unknown}
  lookUpCache: {input: Matched; output: Lookup}
  mapRequest: {input: Matched; output: Outgoing}
  callIntegration: {input: {outgoing: Outgoing; matched: Matched}; output: Answer}
  mapResponse: {input: {answer: Answer; matched: Matched; warning: string | undefined}; output: HttpResponse}
  compressResponse: {input: {response: HttpResponse; matched: Matched}; output: HttpResponse}
  toGatewayResponse: {
    input: {refusal: GatewayError; request: RestRequest; deployment: RestDeployment}
    output: HttpResponse
  }
}
