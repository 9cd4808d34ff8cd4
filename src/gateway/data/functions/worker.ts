import {isMainThread, parentPort, workerData} from 'node:worker_threads'
import {thrownPayload} from './lambda-error.js'
import {loadHandler} from './worker-handler.js'
import {InvocationLoop} from './worker-invocation.js'
import {captureOutput} from './worker-output.js'
import {processPort, type WorkerPort} from './worker-port.js'
import type {WorkerMessage, WorkerStart} from './worker-protocol.js'
import {installStreaming} from './worker-streaming.js'

/**
 * Entry of the threads and processes that run Node.js handlers: one function, one invocation at a time.
 *
 * Bundled as a file of its own (function-worker.js); imports nothing but Node and its neighbours.
 */
async function main(): Promise<void> {
  const port: WorkerPort | undefined = parentPort ?? processPort()
  if (port === undefined) throw new Error('This file runs only as a worker of the function runtime.')
  const post = (message: WorkerMessage): void => port.postMessage(message)
  // The argument of a process is taken away: handlers see none.
  const start = (isMainThread ? JSON.parse(process.argv.splice(2)[0] ?? '') : workerData) as WorkerStart
  const output = captureOutput((text) => post({kind: 'output', text}))
  installStreaming()
  process.setSourceMapsEnabled(start.sourceMaps)
  const fail = (error: unknown): void =>
    post({kind: 'notReady', payload: thrownPayload(error), hasNativeCode: isAddOnFailure(error)})
  process.on('uncaughtException', fail)
  try {
    const loaded = await loadHandler(start)
    process.off('uncaughtException', fail)
    if (typeof loaded === 'string') post({kind: 'notReady', payload: loaded, hasNativeCode: false})
    else new InvocationLoop({port, handler: loaded, start, output}).listen()
  } catch (error) {
    fail(error)
  }
}

/** Source: https://nodejs.org/api/errors.html#err_dlopen_failed */
function isAddOnFailure(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_DLOPEN_FAILED'
}

await main()
