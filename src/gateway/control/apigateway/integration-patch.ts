import type {IntegrationRecord} from '../../store/rest-records.js'
import {mapRule, patchBoolean, refuseShortly, replaceRule, type PatchRule, type PatchTable} from './patch.js'
import {present, withEntry} from './present.js'
import {badRequest, notFound} from './refuse.js'

type Change = {[K in keyof IntegrationRecord]?: IntegrationRecord[K] | undefined}
type TextMember =
  'connectionId' | 'connectionType' | 'contentHandling' | 'credentials' | 'integrationTarget' | 'responseTransferMode'

const absentParameter = 'Invalid parameter name specified'

function change(integration: IntegrationRecord, members: Change): IntegrationRecord {
  return present({...integration, ...members}) as IntegrationRecord
}

/** An empty text removes the member. */
function textRule(member: TextMember): PatchRule<IntegrationRecord> {
  return replaceRule(`/${member}`, (integration, value) =>
    change(integration, {[member]: value === '' ? undefined : value}),
  )
}

const passthroughBehaviors = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER']

function checkedPassthrough(value: string): string {
  if (passthroughBehaviors.includes(value)) return value
  throw badRequest(`Invalid passthrough behavior specified. Valid options are ${passthroughBehaviors.join(',')}`)
}

function checkedTimeout(value: string): number {
  const timeout = Number(value)
  if (!Number.isInteger(timeout)) throw badRequest('Timeout should be between 50 ms and 29000 ms')
  return timeout
}

const cacheKeyRule: PatchRule<IntegrationRecord> = {
  path: '/cacheKeyParameters/{}',
  ops: {
    add: (integration, {names: [key = '']}) => withCacheKeys(integration, [...otherKeys(integration, key), key]),
    replace: (integration, {names: [key = ''], value = ''}) =>
      withCacheKeys(integration, [...otherKeys(integration, knownKey(integration, key)), value]),
    remove: (integration, {names: [key = '']}) =>
      withCacheKeys(integration, otherKeys(integration, knownKey(integration, key))),
  },
}

function otherKeys({cacheKeyParameters}: IntegrationRecord, key: string): string[] {
  return cacheKeyParameters.filter((known) => known !== key)
}

function knownKey({cacheKeyParameters}: IntegrationRecord, key: string): string {
  if (!cacheKeyParameters.includes(key)) throw notFound(absentParameter)
  return key
}

function withCacheKeys(integration: IntegrationRecord, cacheKeyParameters: string[]): IntegrationRecord {
  return {...integration, cacheKeyParameters}
}

/** What UpdateIntegration can change: everything but the type. */
export const integrationPatch: PatchTable<IntegrationRecord> = {
  refuse: refuseShortly,
  rules: [
    textRule('connectionId'),
    textRule('connectionType'),
    textRule('contentHandling'),
    textRule('credentials'),
    textRule('integrationTarget'),
    textRule('responseTransferMode'),
    replaceRule('/cacheNamespace', (integration, value = '') => ({...integration, cacheNamespace: value})),
    replaceRule('/passthroughBehavior', (integration, value = '') => ({
      ...integration,
      passthroughBehavior: checkedPassthrough(value),
    })),
    replaceRule('/timeoutInMillis', (integration, value = '') => ({
      ...integration,
      timeoutInMillis: checkedTimeout(value),
    })),
    replaceRule('/tlsConfig/insecureSkipVerification', (integration, value) => ({
      ...integration,
      tlsConfig: {insecureSkipVerification: patchBoolean(value)},
    })),
    replaceRule('/httpMethod', (integration, value) => change(integration, {httpMethod: value})),
    replaceRule('/uri', (integration, value) => change(integration, {uri: value})),
    cacheKeyRule,
    mapRule('/requestParameters/{}', {
      has: ({requestParameters = {}}, name) => Object.hasOwn(requestParameters, name),
      apply: (integration, name, value) =>
        change(integration, {requestParameters: withEntry(integration.requestParameters, name, value)}),
      absent: absentParameter,
    }),
    mapRule('/requestTemplates/{}', {
      has: ({requestTemplates = {}}, type) => Object.hasOwn(requestTemplates, type),
      apply: (integration, type, value) =>
        change(integration, {requestTemplates: withEntry(integration.requestTemplates, type, value)}),
      absent: 'Content-Type specified was not found',
    }),
  ],
}
