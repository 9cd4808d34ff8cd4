import {parseBodyPath, readBodyPath} from './body-path.js'
import type {BodyPath} from './body-path.js'

/** Where a value of a mapping or an identity source comes from. Header names are lower case. */
export type ValueSource =
  | {from: 'header'; name: string}
  | {from: 'querystring'; name: string}
  | {from: 'path'; name: string | undefined}
  | {from: 'body'; path: BodyPath | undefined}
  | {from: 'context'; steps: readonly string[]}
  | {from: 'stageVariables'; name: string}

/** Text and sources in order; one source alone may be missing, several give the empty text for what is missing. */
export type ValueExpression = readonly (string | ValueSource)[]

/** What sources read; each answers undefined for what is not there. */
export type ValueView = {
  header: (lowerName: string) => string | undefined
  querystring: (name: string) => string | undefined
  /** Without a name the whole path, without stage. */
  path: (name: string | undefined) => string | undefined
  bodyText: () => string
  context: (steps: readonly string[]) => unknown
  stageVariable: (name: string) => string | undefined
}

/** With a JSON path only this much of a body is read. Source: developer guide, HTTP API parameter mapping. */
const maxParsedBodyBytes = 100 * 1024

/**
 * Parses `$request.header.x`, `$response.body.a.b`, `$context.requestId`, `$stageVariables.name`, text that holds
 * `${request.path.id}` in places, or plain text. Undefined when a reference is none that AWS knows.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function parseValueExpression(text: string, side: 'request' | 'response'): ValueExpression | undefined {
  if (/^\$(?:request|response|context|stageVariables)\b/.test(text)) {
    const source = parseValueSource(text.slice(1), side)
    return source === undefined ? undefined : [source]
  }
  const parts: (string | ValueSource)[] = []
  let end = 0
  for (const match of text.matchAll(/\$\{([^}]*)\}/g)) {
    const source = parseValueSource(match[1] ?? '', side)
    if (source === undefined) return undefined
    parts.push(text.slice(end, match.index), source)
    end = match.index + match[0].length
  }
  return [...parts, text.slice(end)].filter((part) => part !== '')
}

/** Parses one reference without its `$`. */
export function parseValueSource(text: string, side: 'request' | 'response'): ValueSource | undefined {
  const [, root = '', rest] = /^(\w+)(?:\.(.+))?$/s.exec(text) ?? []
  if (root === 'context') return rest === undefined ? undefined : {from: 'context', steps: contextSteps(rest)}
  if (root === 'stageVariables') return rest === undefined ? undefined : {from: 'stageVariables', name: rest}
  if (root !== side || rest === undefined) return undefined
  const [, place = '', name] = /^(\w+)(?:\.(.+)|(?=\[))?/s.exec(rest) ?? []
  if (place === 'body') return bodySource(rest.slice('body'.length).replace(/^\./, ''))
  if (place === 'header') return name === undefined ? undefined : {from: 'header', name: name.toLowerCase()}
  if (side === 'response') return undefined
  if (place === 'path') return {from: 'path', name}
  return place === 'querystring' && name !== undefined ? {from: 'querystring', name} : undefined
}

/** Undefined when the expression is a single source that has no value. */
export function evaluateExpression(expression: ValueExpression, view: ValueView): string | undefined {
  const [only] = expression
  if (expression.length === 1 && only !== undefined) return typeof only === 'string' ? only : readValue(only, view)
  return expression.map((part) => (typeof part === 'string' ? part : (readValue(part, view) ?? ''))).join('')
}

/** Text of one source: strings as they are, everything else as JSON. */
export function readValue(source: ValueSource, view: ValueView): string | undefined {
  switch (source.from) {
    case 'header':
      return view.header(source.name)
    case 'querystring':
      return view.querystring(source.name)
    case 'path':
      return view.path(source.name)
    case 'context':
      return toText(view.context(source.steps))
    case 'stageVariables':
      return view.stageVariable(source.name)
    case 'body':
      return source.path === undefined ? view.bodyText() : toText(readBodyPath(parsedBody(view), source.path))
  }
}

function bodySource(path: string): ValueSource | undefined {
  if (path === '') return {from: 'body', path: undefined}
  const steps = parseBodyPath(path)
  return steps === undefined ? undefined : {from: 'body', path: steps}
}

/** `authorizer.claims['custom:role']` -> authorizer, claims, custom:role. */
function contextSteps(text: string): string[] {
  return [...text.matchAll(/\['([^']*)'\]|[^.[\]]+/g)].map((match) => match[1] ?? match[0])
}

/** A body that is no JSON, or too large to be read, has no members. */
function parsedBody(view: ValueView): unknown {
  const text = view.bodyText()
  if (Buffer.byteLength(text) > maxParsedBodyBytes) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
