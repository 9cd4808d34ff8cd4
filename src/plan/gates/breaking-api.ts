import type {Api} from '../../model/api.js'
import type {CorsConfiguration} from '../../model/http-api.js'
import type {Finding} from './finding.js'

/** What callers of the served API lose with the desired one, and what opens, for the API as a whole. */
export function apiFindings(served: Api, desired: Api): Finding[] {
  const on = desired.name
  return [
    ...closedEndpoint(served, desired).map((what): Finding => ({rule: 'endpoint-closed', on, what})),
    ...narrowedCors(served, desired).map((what): Finding => ({rule: 'cors-narrowed', on, what})),
    ...(hasPolicy(served) && !hasPolicy(desired)
      ? [{rule: 'policy-removed', on, what: 'The definition has no resource policy.'} as const]
      : []),
  ]
}

function hasPolicy(api: Api): boolean {
  return api.kind === 'rest' && api.policy !== undefined
}

function closedEndpoint(served: Api, desired: Api): string[] {
  const off = !served.disableExecuteApiEndpoint && desired.disableExecuteApiEndpoint
  const isPrivate = (api: Api): boolean => api.kind === 'rest' && api.endpointConfiguration.types.includes('PRIVATE')
  return [
    ...(off ? ['The execute-api address is switched off.'] : []),
    ...(!isPrivate(served) && isPrivate(desired) ? ['Only VPC endpoints reach the API.'] : []),
  ]
}

function narrowedCors(served: Api, desired: Api): string[] {
  if (served.kind !== 'http' || desired.kind !== 'http') return []
  const before = served.corsConfiguration
  const after = desired.corsConfiguration
  if (before === undefined) return []
  if (after === undefined) return ['CORS is switched off.']
  const lists = ['allowOrigins', 'allowMethods', 'allowHeaders'] as const
  return lists.flatMap((list) => {
    const gone = withdrawn(before, after, list)
    return gone.length === 0 ? [] : [`${list} loses ${gone.join(', ')}.`]
  })
}

function withdrawn(
  before: CorsConfiguration,
  after: CorsConfiguration,
  list: 'allowOrigins' | 'allowMethods' | 'allowHeaders',
): string[] {
  return after[list].includes('*') ? [] : before[list].filter((entry) => !after[list].includes(entry))
}
