import {GatewayError} from './gateway-error.js'
import type {Matched} from './match-method.js'

/** Templates of one integration request or response, by media type in lower case. */
export type MappingTemplates = {
  byType: ReadonlyMap<string, MappingTemplate>
  /** The one that was put first. */
  first: MappingTemplate | undefined
}

export type MappingTemplate = {source: string; isPlain: boolean}

/** What `$context.requestOverride` was set to; names with case, several values for a list. */
export type RequestOverride = {
  header: ReadonlyMap<string, readonly string[]>
  querystring: ReadonlyMap<string, readonly string[]>
  path: ReadonlyMap<string, readonly string[]>
}

/** What `$context.responseOverride` was set to. */
export type ResponseOverride = {header: ReadonlyMap<string, readonly string[]>; status: number | undefined}

export type Rendered = {text: string; overrides: {request: RequestOverride; response: ResponseOverride}}

export function compileTemplates(templates: Readonly<Record<string, string>> = {}): MappingTemplates {
  const entries = Object.entries(templates).map(([type, source]): [string, MappingTemplate] => {
    return [type.toLowerCase(), {source, isPlain: !/[$#]/.test(source)}]
  })
  return {byType: new Map(entries), first: entries[0]?.[1]}
}

const nothing: ReadonlyMap<string, readonly string[]> = new Map()
const noOverrides: Rendered['overrides'] = {
  request: {header: nothing, querystring: nothing, path: nothing},
  response: {header: nothing, status: undefined},
}

/** Renders a template over a request body or an integration's answer. */
export function renderMapping(
  {source, isPlain}: MappingTemplate,
  _body: string,
  {method}: Matched,
  side: 'request' | 'response',
): Rendered {
  if (isPlain) return {text: source, overrides: noOverrides}
  throw new GatewayError({
    type: 'API_CONFIGURATION_ERROR',
    reason: `The ${side} template of ${method.routeKey} has references or directives, which are not rendered yet.`,
  })
}
