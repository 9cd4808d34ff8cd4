import type {Params} from '../../../vtl/runtime/input-object.js'
import {parseTemplate, renderTemplate, type Template} from '../../../vtl/template.js'
import {VtlError} from '../../../vtl/vtl-error.js'
import type {Overrides} from './context-variables.js'
import {GatewayError} from './gateway-error.js'
import {lastHeaders, queryMaps} from './lambda-event.js'
import type {Matched} from './match-method.js'
import {once, type Lazy} from './once.js'
import type {RestRequest} from './parse-request.js'

/** Templates of one integration request or response, by media type in lower case. */
export type MappingTemplates = {
  byType: ReadonlyMap<string, MappingTemplate>
  /** The one that was put first. */
  first: MappingTemplate | undefined
}

/**
 * Text without references and directives is its own result; everything else is parsed at its first use. `passthrough`
 * names a type whose template is null or empty, which AWS shows as null: bodies of that type stay as they are.
 */
export type MappingTemplate = PrintingTemplate | {mediaType: string; passthrough: true}

/** A template that has something to print. */
export type PrintingTemplate = {mediaType: string} & ({text: string; bytes: Buffer} | {parsed: Lazy<Template>})

/** `bytes` is shared between requests where the template has nothing to render: never change it. */
export type Rendered = {text: string; bytes: Buffer | undefined; overrides: Overrides}

export function compileTemplates(templates: Readonly<Record<string, string | null>> = {}): MappingTemplates {
  const entries = Object.entries(templates).map(([type, source]): [string, MappingTemplate] => {
    return [type.toLowerCase(), compileTemplate(type, source)]
  })
  return {byType: new Map(entries), first: entries[0]?.[1]}
}

function compileTemplate(mediaType: string, source: string | null): MappingTemplate {
  if (source === null || source === '') return {mediaType, passthrough: true}
  const isPlain = !/[$#]/.test(source)
  return isPlain
    ? {mediaType, text: source, bytes: Buffer.from(source)}
    : {mediaType, parsed: once(() => parseTemplate(source, 'apiGateway'))}
}

const noOverrides: Overrides = {request: {header: {}, path: {}, querystring: {}}, response: {header: {}}}

/** Renders a template over a request's body or an integration's answer; parameters are always those of the request. */
export function renderMapping(
  template: PrintingTemplate,
  body: string,
  matched: Matched,
  side: 'request' | 'response',
): Rendered {
  if ('text' in template) return {text: template.text, bytes: template.bytes, overrides: noOverrides}
  try {
    const {text, overrides} = renderTemplate(template.parsed(), {
      body,
      params: new TemplateParams(matched),
      context: matched.request.context,
      stageVariables: matched.deployment.eventVariables ?? {},
    })
    return {text, bytes: undefined, overrides}
  } catch (error) {
    throw error instanceof VtlError ? templateFailure(error, template.mediaType, side) : error
  }
}

/** `$input.params()`; each map is made only when a template asks for it. */
class TemplateParams implements Params {
  readonly path: Params['path']
  readonly #request: RestRequest

  constructor({request, pathParameters}: Matched) {
    this.path = pathParameters
    this.#request = request
  }

  get querystring(): Params['querystring'] {
    return queryMaps(this.#request.query).single ?? {}
  }

  get header(): Params['header'] {
    return lastHeaders(this.#request.headers.all)
  }
}

function templateFailure(error: VtlError, mediaType: string, side: 'request' | 'response'): GatewayError {
  if (error.reason === 'body' && side === 'request') {
    return new GatewayError(
      {type: 'BAD_REQUEST_BODY', message: error.message, reason: `Unable to transform request: ${error.message}`},
      {cause: error},
    )
  }
  const place = `${side} template for ${mediaType}, line ${error.line}, column ${error.column}`
  return new GatewayError(
    {
      type: 'API_CONFIGURATION_ERROR',
      reason: `Execution failed due to configuration error: Unable to transform ${side} (${place}): ${error.message}`,
      logged: [`Execution failed due to configuration error: Unable to transform ${side}`],
    },
    {cause: error},
  )
}
