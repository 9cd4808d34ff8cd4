import type {JsonObject} from '../model/json.js'
import type {Clients} from './clients.js'
import {jsonCall, serviceUrl} from './json-call.js'

/**
 * One call of AWS WAF: AssociateWebACL or DisassociateWebACL, which is all that a stage takes.
 * Source: https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
 */
export async function webAclCall(clients: Clients, operation: string, input: JsonObject): Promise<object> {
  const region = await clients.region()
  const url = clients.wafEndpoint ?? serviceUrl('wafv2', region)
  return jsonCall(clients, {service: 'wafv2', target: 'AWSWAF_20190729', operation, url, region, input})
}
