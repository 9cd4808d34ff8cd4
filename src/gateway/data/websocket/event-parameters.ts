import {headerText, isHeaderName} from '../header-list.js'
import type {HeaderMapping, ParameterSource, RequestMapping} from '../rest/parameter-source.js'
import {parameterValues, type MessageParts} from '../rest/parameter-value.js'
import type {SocketEvent} from './socket-event.js'

/** What `integration.request.*` mappings set, by place. */
export type EventParameters = {
  headers: [name: string, value: string][]
  query: [name: string, value: string][]
  path: (name: string) => string | undefined
}

/** Evaluates request parameter mappings. Names that no header can have are left out. */
export function eventParameters(event: SocketEvent, mapping: RequestMapping): EventParameters {
  const parts = new EventParts(event)
  const values = (source: ParameterSource): string[] =>
    parameterValues(source, parts, event.context, event.deployment.variables)
  const named = (mappings: readonly HeaderMapping[]): [string, string][] =>
    mappings.flatMap(({name, source}) => values(source).map((value): [string, string] => [name, value]))
  return {
    headers: named(mapping.header.filter(({name}) => isHeaderName(name))).map(([name, value]) => [
      name,
      headerText(value),
    ]),
    query: named(mapping.querystring),
    path: (name) => {
      const source = mapping.path.get(name)
      return source === undefined ? undefined : values(source).at(-1)
    },
  }
}

/** A class, so that the message is parsed only where a mapping reads it. */
class EventParts implements MessageParts {
  readonly #event: SocketEvent

  constructor(event: SocketEvent) {
    this.#event = event
  }

  get headers(): MessageParts['headers'] {
    return this.#event.headers
  }

  get body(): MessageParts['body'] {
    return this.#event.body.mapped
  }

  query(name: string): string[] {
    return this.#event.query.filter(([key]) => key === name).map(([, value]) => value)
  }

  path(): undefined {
    return undefined
  }
}
