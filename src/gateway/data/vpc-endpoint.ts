import {lastHeader} from './header-list.js'
import type {HttpRequest} from './ports.js'

/** The VPC endpoint that a request came through, as policies and `$context.identity` name it. */
export type VpcEndpoint = {vpceId: string; vpcId?: string}

/**
 * The VPC endpoint that a request names in headers of our own, or in a host like AWS's
 * (`{apiId}-{vpceId}.execute-api.localhost`); undefined for a request of the public internet. There is no VPC on this
 * machine, so whoever may call may claim to be in one: the gateway believes it only when it was started to.
 */
export function vpcEndpointOf({rawHeaders}: HttpRequest, hostVpceId: string | undefined): VpcEndpoint | undefined {
  const vpceId = lastHeader(rawHeaders, 'x-apigw-source-vpce') ?? hostVpceId
  if (vpceId === undefined || !/^vpce-[0-9a-z-]{1,60}$/.test(vpceId)) return undefined
  const vpcId = lastHeader(rawHeaders, 'x-apigw-source-vpc')
  return {vpceId, ...(vpcId !== undefined && /^vpc-[0-9a-z]{1,60}$/.test(vpcId) && {vpcId})}
}

/** How to reach a private API from here, for the header `x-apigw-local-hint`. */
export const privateApiHint =
  'This API is private: start the gateway with --vpc-endpoints and name the endpoint in the header x-apigw-source-vpce.'
