import {ByteQueue} from '../byte-queue.js'
import type {InvokeResult} from '../ports.js'
import {GatewayError} from './gateway-error.js'
import type {Answer} from './outgoing.js'
import {parseStreamMetadata} from './parse-proxy-answer.js'

/** The metadata must end within this many bytes. */
const maxMetadataBytes = 16 * 1024
const delimiter = Buffer.alloc(8)

export type FunctionStream = {
  /** What the function writes; resolves when the client has taken it. */
  onChunk: (chunk: Uint8Array) => Promise<void>
  /** Resolves as soon as the metadata is complete; its stream is the rest. */
  answer: Promise<Answer>
  /** The function has ended, with this result. */
  finish: (result: InvokeResult) => void
  fail: (error: unknown) => void
}

/**
 * Reads the stream of a Lambda function: metadata as JSON, eight NUL bytes, the body.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-streaming-lambda-configure.html
 */
export function openFunctionStream(toError: (result: InvokeResult) => GatewayError): FunctionStream {
  const queue = new ByteQueue()
  let head: Buffer | undefined = Buffer.alloc(0)
  let settle: {resolve: (answer: Answer) => void; reject: (error: unknown) => void} | undefined
  const answer = new Promise<Answer>((resolve, reject) => {
    settle = {resolve, reject}
  })
  const refuse = (error: unknown): void => {
    head = undefined
    settle?.reject(error)
    queue.fail(error)
  }
  const open = (metadata: Buffer, rest: Buffer): Promise<void> => {
    try {
      const {status, headers} = parseStreamMetadata(metadata.toString())
      settle?.resolve({status, headers, body: Buffer.alloc(0), stream: queue, selectBy: '', isBase64Encoded: false})
    } catch (error) {
      refuse(error)
    }
    head = undefined
    return queue.write(rest)
  }
  return {
    answer,
    onChunk: (chunk) => {
      if (head === undefined) return queue.write(chunk)
      head = Buffer.concat([head, chunk])
      const end = head.indexOf(delimiter)
      if (end !== -1 && end <= maxMetadataBytes) return open(head.subarray(0, end), head.subarray(end + 8))
      if (head.length > maxMetadataBytes + delimiter.length) refuse(malformedStream())
      return Promise.resolve()
    },
    finish: (result) => {
      if (result.outcome !== 'success') refuse(toError(result))
      else if (head !== undefined) refuse(malformedStream())
      else queue.end()
    },
    fail: refuse,
  }
}

function malformedStream(): GatewayError {
  return new GatewayError({
    type: 'DEFAULT_5XX',
    logged: ['Execution failed due to configuration error: Malformed Lambda proxy response'],
    reason:
      'Execution failed due to configuration error: Malformed Lambda proxy response. A streamed response begins with metadata as JSON and eight NUL bytes within its first 16 KB.',
  })
}
