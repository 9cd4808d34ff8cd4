import {exactHeaderValues, type HeaderList} from '../header-list.js'
import {contextValue} from './context-variables.js'
import {GatewayError} from './gateway-error.js'
import {JsonBody} from './json-body.js'
import type {Matched} from './match-method.js'
import type {ParameterSource} from './parameter-source.js'
import type {RestDeployment} from './rest-deployment.js'

/** What mapping expressions of one message read from. */
export type MessageParts = {
  headers: HeaderList
  query: (name: string) => string[]
  path: (name: string) => string | undefined
  body: JsonBody
}

/**
 * Values that a mapping expression stands for; several only for multi-value expressions on query parameters. Empty when
 * there is nothing to map: AWS then leaves the target out. Source: docs/aws-facts.md "Variables and mapping".
 */
export function parameterValues(
  source: ParameterSource,
  message: MessageParts,
  context: object,
  variables: RestDeployment['variables'],
): string[] {
  switch (source.from) {
    case 'static':
      return present(source.value)
    case 'header': {
      const values = exactHeaderValues(message.headers, source.name)
      return present(source.values === 'all' ? values.join(',') : values.at(-1))
    }
    case 'querystring': {
      const values = message.query(source.name)
      return source.values === 'all' ? values : present(values.at(-1))
    }
    case 'path':
      return present(message.path(source.name))
    case 'body':
      return present(source.read === undefined ? message.body.text() : message.body.select(source.read()))
    case 'stageVariables':
      return present(variables.get(source.name))
    case 'context':
      return present(asText(contextValue(context, source.steps)))
    case 'nothing':
      return []
  }
}

/** The client's request as mapping expressions see it. */
export function requestParts(matched: Matched): MessageParts {
  return new RequestParts(matched)
}

/** A class, so that the list of headers is made only where a mapping reads one. */
class RequestParts implements MessageParts {
  readonly body: JsonBody
  readonly #matched: Matched

  constructor(matched: Matched) {
    this.#matched = matched
    this.body = new JsonBody(matched.request.body, invalidRequestJson)
  }

  get headers(): HeaderList {
    return this.#matched.request.headers.all
  }

  query(name: string): string[] {
    return this.#matched.request.query.filter(([key]) => key === name).map(([, value]) => value)
  }

  path(name: string): string | undefined {
    return this.#matched.pathParameters[name]
  }
}

function invalidRequestJson(cause: unknown): GatewayError {
  // Recorded by localstack (parameters_mapping.py): a body that begins like JSON and is none.
  return new GatewayError(
    {
      type: 'DEFAULT_4XX',
      status: 400,
      message: 'Invalid JSON in request body',
      reason: 'Execution failed due to configuration error: Unable to transform request: the body is no JSON.',
      logged: ['Execution failed due to configuration error: Unable to transform request'],
    },
    {cause},
  )
}

function present(value: string | undefined): string[] {
  return value === undefined || value === '' ? [] : [value]
}

function asText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
