import {headerText, isHeaderName} from '../header-list.js'
import type {Overrides} from './context-variables.js'
import {GatewayError} from './gateway-error.js'
import {isDroppedMapping, isIllegalMapping} from './header-rules.js'
import type {Matched} from './match-method.js'
import type {ParameterSource, RequestMapping} from './parameter-source.js'
import {parameterValues, requestParts} from './parameter-value.js'

/** What parameter mapping and template overrides set, by place. */
export type MappedParameters = {
  headers: [name: string, value: string][]
  query: [name: string, value: string][]
  /** `isRaw`: percent-encoded already, as the client sent it. */
  path: (name: string) => {value: string; isRaw: boolean} | undefined
}

type MappedType = 'HTTP' | 'HTTP_PROXY' | 'AWS' | 'AWS_PROXY'

/** Evaluates `integration.request.*` mappings; overrides win. A mapping onto a forbidden header fails with 500. */
export function mapParameters(
  matched: Matched,
  {type, mapping}: {type: MappedType; mapping: RequestMapping},
  override: Overrides['request'] | undefined,
): MappedParameters {
  const message = requestParts(matched)
  const values = (source: ParameterSource) =>
    parameterValues(source, message, matched.request.context, matched.deployment.variables)
  const headers = overridden(namedValues(mapping.header, values), override?.header)
  for (const [name] of headers) checkMapping(name, type)
  const sent = headers.filter(([name]) => !isDroppedMapping(name.toLowerCase(), type))
  return {
    headers: sent.map(([name, value]) => [name, headerText(value)]),
    query: overridden(namedValues(mapping.querystring, values), override?.querystring),
    path: (name) => pathValue(mapping.path.get(name), name, values, override),
  }
}

function namedValues(
  mappings: RequestMapping['header'],
  values: (source: ParameterSource) => string[],
): [string, string][] {
  return mappings.flatMap(({name, source}) => values(source).map((value): [string, string] => [name, value]))
}

/** Overrides replace what was mapped under the same name. */
function overridden(
  mapped: [string, string][],
  override: Readonly<Record<string, string | string[]>> | undefined,
): [string, string][] {
  const names = override === undefined ? [] : Object.entries(override)
  if (names.length === 0) return mapped
  const forced = names.flatMap(([name, value]) => [value].flat().map((text): [string, string] => [name, text]))
  const taken = new Set(names.map(([name]) => name))
  return [...mapped.filter(([name]) => !taken.has(name)), ...forced]
}

function pathValue(
  source: ParameterSource | undefined,
  name: string,
  values: (source: ParameterSource) => string[],
  override: Overrides['request'] | undefined,
): {value: string; isRaw: boolean} | undefined {
  const forced = override?.path[name]
  if (forced !== undefined) return {value: forced, isRaw: false}
  const value = source === undefined ? undefined : values(source).at(-1)
  // Path parameters are kept as sent, so they are already encoded.
  return value === undefined ? undefined : {value, isRaw: source?.from === 'path'}
}

function checkMapping(name: string, type: MappedType): void {
  if (isHeaderName(name) && !isIllegalMapping(name.toLowerCase(), type)) return
  throw new GatewayError({
    type: 'DEFAULT_5XX',
    reason: `Execution failed due to configuration error: ${name} header already present`,
  })
}
