import {compileJsonPath, type JsonPathReader} from '../../../vtl/json-path.js'
import {once, type Lazy} from './once.js'

/**
 * Right-hand side of a parameter mapping: `method.request.header.X`, `integration.response.body.id`, `context.stage`,
 * `stageVariables.x`, `'static'`. Source: docs/aws-facts.md "Variables and mapping" (REST parameter mapping reference).
 */
export type ParameterSource =
  | {from: 'header' | 'querystring'; name: string; values: 'last' | 'all'}
  | {from: 'path'; name: string}
  /** `read` is undefined for the whole body. */
  | {from: 'body'; read: Lazy<JsonPathReader> | undefined}
  | {from: 'stageVariables'; name: string}
  | {from: 'context'; steps: readonly string[]}
  | {from: 'static'; value: string}
  /** AWS refuses to save such an expression; nothing is mapped. */
  | {from: 'nothing'}

/** One header that a mapping sets. */
export type HeaderMapping = {name: string; source: ParameterSource}

/** What `integration.request.*` mappings set, by place. */
export type RequestMapping = {
  header: readonly HeaderMapping[]
  querystring: readonly HeaderMapping[]
  path: ReadonlyMap<string, ParameterSource>
}

/** Reads a mapping expression; `side` is the message its `header`, `body`, … speak of. */
export function parseParameterSource(
  expression: string,
  side: 'method.request' | 'route.request' | 'integration.response',
): ParameterSource {
  if (expression.startsWith("'") && expression.endsWith("'") && expression.length > 1) {
    return {from: 'static', value: expression.slice(1, -1)}
  }
  const stageVariable = after(expression, 'stageVariables.')
  if (stageVariable !== undefined) return {from: 'stageVariables', name: stageVariable}
  const context = after(expression, 'context.')
  if (context !== undefined) return {from: 'context', steps: context.split('.')}
  const message = after(expression, `${side}.`)
  return message === undefined ? {from: 'nothing'} : parseMessagePart(message)
}

/** Sorts `integration.request.{header,querystring,path}.name` mappings by place. WebSocket APIs speak of `route.request`. */
export function parseRequestMapping(
  parameters: Readonly<Record<string, string>> = {},
  side: 'method.request' | 'route.request' = 'method.request',
): RequestMapping {
  const header: HeaderMapping[] = []
  const querystring: HeaderMapping[] = []
  const path = new Map<string, ParameterSource>()
  for (const [target, expression] of Object.entries(parameters)) {
    const source = parseParameterSource(expression, side)
    const [, place, name] = /^integration\.request\.(?:multivalue)?(header|querystring|path)\.(.+)$/s.exec(target) ?? []
    if (name === undefined) continue
    if (place === 'header') header.push({name, source})
    else if (place === 'querystring') querystring.push({name, source})
    else path.set(name, source)
  }
  return {header, querystring, path}
}

/** Reads `method.response.header.name` (of WebSocket APIs `route.response.…`) mappings of an integration response. */
export function parseHeaderMappings(
  parameters: Readonly<Record<string, string>> = {},
  side: 'method.response' | 'route.response' = 'method.response',
): HeaderMapping[] {
  return Object.entries(parameters).flatMap(([target, expression]) => {
    const name = after(target, `${side}.header.`)
    return name === undefined ? [] : [{name, source: parseParameterSource(expression, 'integration.response')}]
  })
}

function parseMessagePart(part: string): ParameterSource {
  if (part === 'body') return {from: 'body', read: undefined}
  const [, member, index] = /^body(?:\.(.+)|(\[.+))$/s.exec(part) ?? []
  const jsonPath = member === undefined ? index : `.${member}`
  if (jsonPath !== undefined) return {from: 'body', read: once(() => compileJsonPath(`$${jsonPath}`))}
  const [, place, name = ''] = /^([a-z]+)\.(.+)$/s.exec(part) ?? []
  switch (place) {
    case 'header':
    case 'querystring':
      return {from: place, name, values: 'last'}
    case 'multivalueheader':
      return {from: 'header', name, values: 'all'}
    case 'multivaluequerystring':
      return {from: 'querystring', name, values: 'all'}
    case 'path':
      return {from: 'path', name}
    default:
      return {from: 'nothing'}
  }
}

function after(text: string, prefix: string): string | undefined {
  return text.startsWith(prefix) ? text.slice(prefix.length) : undefined
}
