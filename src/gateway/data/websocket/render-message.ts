import type {Params} from '../../../vtl/runtime/input-object.js'
import {renderTemplate} from '../../../vtl/template.js'
import {VtlError} from '../../../vtl/vtl-error.js'
import {GatewayError} from '../rest/gateway-error.js'
import {lastHeaders, queryMaps} from '../rest/lambda-event.js'
import type {MessageTemplate, SelectedTemplates} from './compiled-websocket-api.js'
import {evaluateSelection} from './selection-expression.js'
import type {SocketEvent} from './socket-event.js'

/**
 * The template that a selection expression names, else `$default`. Where no expression is set, `$default` or the one for
 * JSON; undefined when there is none.
 */
export function selectTemplate(
  {templates, templateSelection}: SelectedTemplates,
  valueOf: (steps: readonly string[]) => unknown,
): MessageTemplate | undefined {
  if (templates.size === 0) return undefined
  if (templateSelection === undefined) return templates.get('$default') ?? templates.get('application/json')
  return templates.get(evaluateSelection(templateSelection, valueOf)) ?? templates.get('$default')
}

/** Renders a template over a message or an integration's answer; parameters are those of `$connect`. */
export function renderMessage(
  template: MessageTemplate,
  text: string,
  event: SocketEvent,
  side: 'request' | 'response',
): string {
  if ('text' in template) return template.text
  try {
    const {context, deployment} = event
    const params = new EventParams(event)
    const stageVariables = deployment.eventVariables ?? {}
    return renderTemplate(template.parsed(), {body: text, params, context, stageVariables}).text
  } catch (error) {
    throw error instanceof VtlError ? templateFailure(error, template.key, side) : error
  }
}

/** `$input.params()` of an event; each map is made only when a template asks for it. */
class EventParams implements Params {
  readonly path: Params['path'] = {}
  readonly #event: SocketEvent

  constructor(event: SocketEvent) {
    this.#event = event
  }

  get querystring(): Params['querystring'] {
    return queryMaps(this.#event.query).single ?? {}
  }

  get header(): Params['header'] {
    return lastHeaders(this.#event.headers)
  }
}

function templateFailure(error: VtlError, key: string, side: 'request' | 'response'): GatewayError {
  const cause = {cause: error}
  if (error.reason === 'body' && side === 'request') {
    const reason = `Unable to transform request: ${error.message}`
    return new GatewayError({type: 'BAD_REQUEST_BODY', message: error.message, reason}, cause)
  }
  const place = `${side} template ${key}, line ${error.line}, column ${error.column}`
  const reason = `Execution failed due to configuration error: Unable to transform ${side} (${place}): ${error.message}`
  return new GatewayError({type: 'API_CONFIGURATION_ERROR', reason}, cause)
}
