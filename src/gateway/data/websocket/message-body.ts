import {JsonBody} from '../rest/json-body.js'
import {GatewayError} from '../rest/gateway-error.js'

/** What a client sent in one message (empty for `$connect` and `$disconnect`), parsed when first asked for. */
export class MessageBody {
  readonly text: string
  #json: {value: unknown} | 'none' | undefined
  #mapped: JsonBody | undefined

  constructor(text: string) {
    this.text = text
  }

  /** Its JSON value; undefined when it is no JSON. */
  get json(): {value: unknown} | undefined {
    this.#json ??= parse(this.text) ?? 'none'
    return this.#json === 'none' ? undefined : this.#json
  }

  /** The same for mapping expressions, which read JSON as templates do. */
  get mapped(): JsonBody {
    return (this.#mapped ??= new JsonBody(Buffer.from(this.text), invalidJson))
  }
}

function parse(text: string): {value: unknown} | undefined {
  if (text === '') return undefined
  try {
    return {value: JSON.parse(text)}
  } catch {
    // Text that is no JSON is a message like any other; $default takes it.
    return undefined
  }
}

function invalidJson(cause: unknown): GatewayError {
  const reason = 'Execution failed due to configuration error: Unable to transform request: the message is no JSON.'
  return new GatewayError({type: 'BAD_REQUEST_BODY', message: 'Invalid request body', reason}, {cause})
}
