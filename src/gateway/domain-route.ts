import type {DomainNameRecord} from './store/rest-account-records.js'
import type {Store} from './store/store.js'
import type {RoutingRuleRecord} from './store/v2-records.js'

/**
 * The API behind a request to a custom domain name. `target` is what follows the mapping's key (`mappedPath`, `/v1` or
 * empty); it begins with the stage when the mapping has none.
 */
export type DomainRoute = {apiId: string; stage?: string; mappedPath: string; target: string}

/** The custom domain name that answers for a host: its own, else the wildcard one level above. */
export function findDomain(store: Store, host: string): Readonly<DomainNameRecord> | undefined {
  return store.get('domainName', [host]) ?? store.get('domainName', [host.replace(/^[^.]+/, '*')])
}

/**
 * Routes a request by the routing rules and mappings of its domain name, in the order of the domain's routing mode.
 * Undefined when nothing matches.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-mode.html
 */
export function routeDomain(
  store: Store,
  domain: Readonly<DomainNameRecord>,
  {target, header}: {target: string; header: (name: string) => readonly string[]},
): DomainRoute | undefined {
  const [, path = '/', query = ''] = /^([^?]*)(.*)$/s.exec(target) ?? []
  const usesRules = domain.routingMode.startsWith('ROUTING_RULE')
  const usesMappings = domain.routingMode !== 'ROUTING_RULE_ONLY'
  const found =
    (usesRules ? byRule(store, domain, path, header) : undefined) ??
    (usesMappings ? byMapping(store, domain, path) : undefined)
  if (found === undefined) return undefined
  const {apiId, stage, key} = found
  const mappedPath = key === '' ? '' : `/${key}`
  const below = path.slice(mappedPath.length)
  return {apiId, ...(stage !== undefined && {stage}), mappedPath, target: `${below || '/'}${query}`}
}

/** `key` is what the path loses; empty when the API sees all of it. */
type Found = {apiId: string; stage: string | undefined; key: string}

function byRule(
  store: Store,
  {domainName}: DomainNameRecord,
  path: string,
  header: (name: string) => readonly string[],
): Found | undefined {
  const rules = store.list('routingRule', [domainName]).sort((one, other) => one.priority - other.priority)
  for (const {conditions, actions} of rules) {
    const basePath = matchedBasePath(conditions, path)
    const [action] = actions
    if (basePath === undefined || action === undefined || !headersMatch(conditions, header)) continue
    const {apiId, stage, stripBasePath = false} = action.invokeApi
    return {apiId, stage, key: stripBasePath ? basePath : ''}
  }
  return undefined
}

/** The base path that matched, empty when the rule has no such condition; undefined when it has one that fails. */
function matchedBasePath(conditions: RoutingRuleRecord['conditions'], path: string): string | undefined {
  const basePaths = conditions.flatMap(({matchBasePaths}) =>
    matchBasePaths === undefined ? [] : [matchBasePaths.anyOf],
  )
  const [anyOf] = basePaths
  return anyOf === undefined ? '' : longestPrefix(anyOf, path)
}

function headersMatch(
  conditions: RoutingRuleRecord['conditions'],
  header: (name: string) => readonly string[],
): boolean {
  return conditions.every(({matchHeaders}) =>
    matchHeaders === undefined
      ? true
      : matchHeaders.anyOf.some((wanted) =>
          header(wanted.header).some((value) => globMatches(wanted.valueGlob, value)),
        ),
  )
}

/** `*` stands only at the ends: `x*`, `*x`, `*x*`, `*`, or a literal. */
function globMatches(glob: string, value: string): boolean {
  const literal = glob.replace(/^\*|\*$/g, '')
  if (glob.startsWith('*') && glob.endsWith('*')) return value.includes(literal)
  if (glob.startsWith('*')) return value.endsWith(literal)
  return glob.endsWith('*') ? value.startsWith(literal) : value === literal
}

function byMapping(store: Store, {domainName}: DomainNameRecord, path: string): Found | undefined {
  const mappings = store.list('apiMapping', [domainName])
  const key = longestPrefix(
    mappings.map(({apiMappingKey}) => apiMappingKey),
    path,
  )
  const mapping = mappings.find(({apiMappingKey}) => apiMappingKey === key)
  return mapping && {apiId: mapping.apiId, stage: mapping.stage, key: mapping.apiMappingKey}
}

/** The longest of the keys that the path begins with, by whole segments; the empty key always matches. */
function longestPrefix(keys: readonly string[], path: string): string | undefined {
  const matching = keys.filter((key) => key === '' || path === `/${key}` || path.startsWith(`/${key}/`))
  return matching.sort((one, other) => other.length - one.length)[0]
}
