import fs from 'node:fs'
import {syncBuiltinESMExports} from 'node:module'

/** Output of one invocation beyond this many characters is dropped, so that a logging loop cannot fill the gateway. */
const maxInvocationCharacters = 4_000_000

const droppedNotice = `[output above ${maxInvocationCharacters} characters per invocation is dropped]`

export type Output = {
  /** A new invocation may write its share again. */
  reset: () => void
}

/**
 * Sends everything the handler prints to `send`: the console, process.stdout and process.stderr, and writes to file
 * descriptors 1 and 2, as fast loggers do. The streams of a worker arrive too late to tell which invocation wrote them.
 */
export function captureOutput(send: (text: string) => void): Output {
  let left = maxInvocationCharacters
  const write = (chunk: unknown): void => {
    if (left <= 0) return
    const text = toText(chunk)
    left -= text.length
    send(left > 0 ? text : `${text.replace(/\n$/, '')}\n${droppedNotice}\n`)
  }
  captureStream(process.stdout, write)
  captureStream(process.stderr, write)
  captureDescriptors(write)
  return {
    reset: () => {
      left = maxInvocationCharacters
    },
  }
}

function captureStream(stream: NodeJS.WriteStream, write: (chunk: unknown) => void): void {
  const replacement = (chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
    write(chunk)
    const callback = isCallback(encoding) ? encoding : done
    if (isCallback(callback)) queueMicrotask(() => callback())
    return true
  }
  Object.defineProperty(stream, 'write', {value: replacement, writable: true, configurable: true})
}

/** Loggers such as sonic-boom write to descriptor 1 with fs.write and fs.writeSync. */
function captureDescriptors(write: (chunk: unknown) => void): void {
  const {writeSync, write: writeAsync} = fs
  Object.defineProperty(fs, 'writeSync', {
    value: (...parameters: Parameters<typeof writeSync>): number =>
      isOutput(parameters[0]) ? printed(write, parameters[1], parameters) : writeSync(...parameters),
  })
  Object.defineProperty(fs, 'write', {
    value: (...parameters: Parameters<typeof writeAsync>): void => {
      const callback: unknown = parameters.at(-1)
      if (isOutput(parameters[0]) && isCallback(callback)) {
        const count = printed(write, parameters[1], parameters)
        setImmediate(() => callback(null, count, parameters[1]))
      } else {
        writeAsync(...parameters)
      }
    },
  })
  syncBuiltinESMExports()
}

/** Prints the part of a buffer that offset and length name, and answers its length in bytes. */
function printed(write: (chunk: unknown) => void, data: unknown, parameters: readonly unknown[]): number {
  if (!ArrayBuffer.isView(data)) {
    const text = toText(data)
    write(text)
    return Buffer.byteLength(text)
  }
  const offset = typeof parameters[2] === 'number' ? parameters[2] : 0
  const length = typeof parameters[3] === 'number' ? parameters[3] : data.byteLength - offset
  write(Buffer.from(data.buffer, data.byteOffset + offset, length))
  return length
}

function isCallback(value: unknown): value is (...results: unknown[]) => void {
  return typeof value === 'function'
}

function isOutput(descriptor: unknown): boolean {
  return descriptor === 1 || descriptor === 2
}

function toText(chunk: unknown): string {
  if (typeof chunk === 'string') return chunk
  return ArrayBuffer.isView(chunk)
    ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString()
    : String(chunk)
}
