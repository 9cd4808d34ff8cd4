import type {RestApiRecord} from '../../store/rest-records.js'
import {endpointConfigurationRules} from './endpoint-configuration.js'
import {patchBoolean, refuseShortly, replaceRule, type PatchRule, type PatchTable} from './patch.js'
import {storedPolicy} from './policy.js'
import {present, without} from './present.js'
import {badRequest, notFound} from './refuse.js'

const maximumCompressionBytes = 10_485_760

/** The compression threshold in bytes; anything but a whole number in range is refused. */
export function checkedCompressionSize(size: number): number {
  if (Number.isInteger(size) && size >= 0 && size <= maximumCompressionBytes) return size
  throw badRequest(`Invalid minimum compression size, must be between 0 and ${maximumCompressionBytes}`)
}

/** Refuses an empty text: a description is absent or says something. */
export function checkedDescription(description: string | undefined): string | undefined {
  if (description === '') throw badRequest('Description cannot be an empty string')
  return description
}

const binaryMediaTypeRule: PatchRule<RestApiRecord> = {
  path: '/binaryMediaTypes/{}',
  ops: {
    add: (api, {names: [type = '']}) => withBinaryTypes(api, [...otherBinaryTypes(api, type), type]),
    replace: (api, {names: [type = ''], value = ''}) =>
      withBinaryTypes(api, [...otherBinaryTypes(api, known(api, type)), value]),
    remove: (api, {names: [type = '']}) => withBinaryTypes(api, otherBinaryTypes(api, known(api, type))),
  },
}

/** What UpdateRestApi can change. */
export const restApiPatch: PatchTable<RestApiRecord> = {
  refuse: (operation, rules) =>
    /^\/endpointConfiguration\/types\/[^/]+$/.test(operation.path ?? '')
      ? badRequest("Invalid patch operation specified. Must be 'add'|'remove'|'replace'")
      : refuseShortly(operation, rules),
  rules: [
    replaceRule('/name', (api, value) => ({...api, name: checkedName(value)})),
    {
      path: '/description',
      ops: {
        add: (api, {value}) => withDescription(api, value),
        replace: (api, {value}) => withDescription(api, value),
        remove: (api) => without(api, 'description'),
      },
    },
    replaceRule('/apiKeySource', (api, value) => ({...api, apiKeySource: checkedApiKeySource(value)})),
    replaceRule('/disableExecuteApiEndpoint', (api, value) => ({
      ...api,
      disableExecuteApiEndpoint: patchBoolean(value),
    })),
    replaceRule('/policy', (api, value) =>
      value === undefined || value === '' ? without(api, 'policy') : {...api, policy: storedPolicy(value, api)},
    ),
    replaceRule('/minimumCompressionSize', (api, value) =>
      value === undefined || value === ''
        ? without(api, 'minimumCompressionSize')
        : {...api, minimumCompressionSize: checkedCompressionSize(Number(value))},
    ),
    replaceRule('/securityPolicy', (api, value) =>
      value === undefined || value === '' ? without(api, 'securityPolicy') : {...api, securityPolicy: value},
    ),
    replaceRule('/endpointAccessMode', (api, value) =>
      value === undefined || value === '' ? without(api, 'endpointAccessMode') : {...api, endpointAccessMode: value},
    ),
    binaryMediaTypeRule,
    ...endpointConfigurationRules,
  ],
}

function withDescription(api: RestApiRecord, value: string | undefined): RestApiRecord {
  return value === undefined || value === '' ? without(api, 'description') : {...api, description: value}
}

function checkedName(name: string | undefined): string {
  if (name === undefined || name.trim() === '') throw badRequest('API name cannot be blank')
  return name
}

function checkedApiKeySource(source: string | undefined): RestApiRecord['apiKeySource'] {
  if (source === 'HEADER' || source === 'AUTHORIZER') return source
  throw badRequest('Invalid API Key Source specified. Valid options are HEADER,AUTHORIZER')
}

function otherBinaryTypes(api: RestApiRecord, type: string): string[] {
  return (api.binaryMediaTypes ?? []).filter((member) => member !== type)
}

function known(api: RestApiRecord, type: string): string {
  if (api.binaryMediaTypes?.includes(type) !== true) throw notFound('Invalid binary media type specified')
  return type
}

function withBinaryTypes(api: RestApiRecord, types: string[]): RestApiRecord {
  const binaryMediaTypes = types.length === 0 ? undefined : types
  return present({...without(api, 'binaryMediaTypes'), binaryMediaTypes})
}
