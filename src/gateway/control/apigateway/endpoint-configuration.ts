import type {RestApiRecord} from '../../store/rest-records.js'
import type {PatchRule} from './patch.js'
import {present} from './present.js'
import {badRequest} from './refuse.js'

type EndpointConfiguration = RestApiRecord['endpointConfiguration']
export type EndpointConfigurationInput = {types?: string[]; vpcEndpointIds?: string[]; ipAddressType?: string}

const dualstackOnly = 'Only dualstack ipAddressType is supported for Private APIs.'
const endpointTypes = ['REGIONAL', 'EDGE', 'PRIVATE']

/** The endpoint of a new API with AWS's defaults: EDGE, and ipv4 unless it is private. */
export function newEndpointConfiguration(input: EndpointConfigurationInput = {}): EndpointConfiguration {
  const types = input.types ?? ['EDGE']
  if (types.length === 0) {
    throw badRequest('REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.')
  }
  if (types.length > 1) throw badRequest('Cannot create an api with multiple Endpoint Types.')
  const isPrivate = types[0] === 'PRIVATE'
  if (isPrivate && input.ipAddressType === 'ipv4') throw badRequest(dualstackOnly)
  const vpcEndpointIds = input.vpcEndpointIds?.length === 0 ? undefined : input.vpcEndpointIds
  if (!isPrivate && vpcEndpointIds !== undefined) {
    throw badRequest('VpcEndpointIds can only be specified for PRIVATE APIs.')
  }
  return present({types, ipAddressType: input.ipAddressType ?? (isPrivate ? 'dualstack' : 'ipv4'), vpcEndpointIds})
}

/** Paths of UpdateRestApi below `/endpointConfiguration`. */
export const endpointConfigurationRules: readonly PatchRule<RestApiRecord>[] = [
  {
    path: '/endpointConfiguration/types/{}',
    ops: {replace: (api, {value}) => withEndpoint(api, replaceType(api.endpointConfiguration, value))},
  },
  {
    path: '/endpointConfiguration/ipAddressType',
    ops: {replace: (api, {value}) => withEndpoint(api, replaceIpAddressType(api.endpointConfiguration, value))},
  },
  {
    path: '/endpointConfiguration/vpcEndpointIds',
    ops: {
      add: (api, {value = ''}) => withEndpoint(api, addVpcEndpoint(api.endpointConfiguration, value)),
      remove: (api, {value = ''}) => withEndpoint(api, removeVpcEndpoint(api.endpointConfiguration, value)),
    },
  },
]

function withEndpoint(api: RestApiRecord, endpointConfiguration: EndpointConfiguration): RestApiRecord {
  return {...api, endpointConfiguration}
}

function replaceType(current: EndpointConfiguration, type: string | undefined): EndpointConfiguration {
  if (type === undefined || !endpointTypes.includes(type)) {
    throw badRequest(`Invalid EndpointTypes specified. Valid options are ${endpointTypes.join(',')}`)
  }
  if (type === 'EDGE' && current.types.includes('PRIVATE')) {
    throw badRequest('Cannot update endpoint type from PRIVATE to EDGE.')
  }
  return {...current, types: [type], ...(type === 'PRIVATE' ? {ipAddressType: 'dualstack'} : {})}
}

function replaceIpAddressType(
  current: EndpointConfiguration,
  ipAddressType: string | undefined,
): EndpointConfiguration {
  if (ipAddressType !== 'ipv4' && ipAddressType !== 'dualstack') {
    throw badRequest('ipAddressType must be either ipv4 or dualstack.')
  }
  if (ipAddressType === 'ipv4' && current.types.includes('PRIVATE')) throw badRequest(dualstackOnly)
  return {...current, ipAddressType}
}

function addVpcEndpoint(current: EndpointConfiguration, id: string): EndpointConfiguration {
  if (!current.types.includes('PRIVATE')) throw badRequest('VpcEndpointIds can only be specified for PRIVATE APIs.')
  return {...current, vpcEndpointIds: [...new Set([...(current.vpcEndpointIds ?? []), id])]}
}

function removeVpcEndpoint({vpcEndpointIds = [], ...rest}: EndpointConfiguration, id: string): EndpointConfiguration {
  const remaining = vpcEndpointIds.filter((known) => known !== id)
  return remaining.length === 0 ? rest : {...rest, vpcEndpointIds: remaining}
}
