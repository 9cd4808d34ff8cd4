import type {Clients} from './clients.js'
import {signedCall} from './signed-call.js'

/** One call of a service that speaks AWS's JSON protocol 1.1; `target` is what stands before the operation in its header. */
export type JsonCall = {
  service: string
  operation: string
  target: string
  url: string
  region: string
  input: object
}

/**
 * One signed call with plain JSON, paced as all others are: an SDK client more for one or two operations would cost every
 * installation more than this. Throws what the service refuses as an ApigwError.
 */
export async function jsonCall<Answer extends object>(clients: Clients, call: JsonCall): Promise<Answer> {
  const {target, input, ...rest} = call
  const text = await signedCall(clients, {
    ...rest,
    ...{method: 'POST', url: new URL(call.url), body: JSON.stringify(input), failureOf},
    headers: {'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${target}.${call.operation}`},
  })
  // Some operations answer nothing at all; of the others the protocol of the service says what they answer.
  return (text === '' ? {} : JSON.parse(text)) as Answer
}

/** Where a service of a region answers. */
export function serviceUrl(service: string, region: string): string {
  return `https://${service}.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`
}

function failureOf(text: string): {name: string; message: string | undefined} {
  const {__type = '', message, Message} = errorOf(text)
  return {name: __type.split('#').at(-1) ?? '', message: message ?? Message}
}

type Refusal = {__type?: string; message?: string; Message?: string}

function errorOf(text: string): Refusal {
  try {
    return JSON.parse(text) as Refusal
  } catch (error) {
    // Whatever stands between here and AWS answers with pages of its own.
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
