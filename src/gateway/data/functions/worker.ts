import {parentPort, workerData} from 'node:worker_threads'
import {thrownPayload} from './lambda-error.js'
import {loadHandler} from './worker-handler.js'
import {InvocationLoop} from './worker-invocation.js'
import {captureOutput} from './worker-output.js'
import type {WorkerMessage, WorkerStart} from './worker-protocol.js'
import {installStreaming} from './worker-streaming.js'

/**
 * Entry of the worker threads that run Node.js handlers: one function, one invocation at a time.
 *
 * Bundled as a file of its own (function-worker.js); imports nothing but Node and its neighbours.
 */
async function main(): Promise<void> {
  const port = parentPort
  if (port === null) throw new Error('This file runs only as a worker thread of the function runtime.')
  const post = (message: WorkerMessage): void => port.postMessage(message)
  const start = workerData as WorkerStart
  const output = captureOutput((text) => post({kind: 'output', text}))
  installStreaming()
  process.setSourceMapsEnabled(start.sourceMaps)
  const fail = (error: unknown): void => post({kind: 'notReady', payload: thrownPayload(error)})
  process.on('uncaughtException', fail)
  try {
    const loaded = await loadHandler(start)
    process.off('uncaughtException', fail)
    if (typeof loaded === 'string') post({kind: 'notReady', payload: loaded})
    else new InvocationLoop({port, handler: loaded, start, output}).listen()
  } catch (error) {
    fail(error)
  }
}

await main()
