import {randomBytes} from 'node:crypto'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import type {FunctionRecord} from '../../store/function-record.js'
import {findPython} from './find-python.js'
import {functionEnvironment, staticContext} from './function-environment.js'
import {FunctionLog} from './function-log.js'
import type {FunctionOutput} from './function-log.js'
import {prepareModule} from './handler-bundle.js'
import type {PreparedModule} from './handler-bundle.js'
import {findHandlerFile, handlerFileNames, parseHandlerName} from './handler-name.js'
import {errorPayload, runtimeErrorPayload} from './lambda-error.js'
import {NodeSandbox} from './node-sandbox.js'
import {ProcessSandbox} from './process-sandbox.js'
import {pythonBootstrap} from './python-bootstrap.js'
import type {Sandbox} from './sandbox.js'
import type {StaticContext} from './worker-protocol.js'

/** Makes sandboxes of one version of one function. `failure` is Lambda's error payload. */
export type SandboxFactory = (onEnd: (sandbox: Sandbox) => void) => Promise<{sandbox: Sandbox} | {failure: string}>

export type FactoryParts = {
  /** Folder for bundles, and the file that workers start with. */
  workspace: () => Promise<{cacheDirectory: string; workerFile: string}>
  path: string
  nowMs: () => number
  onLog: (output: FunctionOutput) => void
}

/** What all kinds of sandbox of one function are made from. */
type Ingredients = {
  fn: FunctionRecord
  parts: FactoryParts
  context: StaticContext
  environment: Record<string, string>
  log: FunctionLog
  onEnd: (sandbox: Sandbox) => void
}

/** Chooses by the function's runtime: `nodejs…`, `python3…`, `provided…`. Others fail with a message that names these. */
export function sandboxFactory(fn: FunctionRecord, parts: FactoryParts): SandboxFactory {
  const make = chooseMaker(fn, parts)
  return (onEnd) => {
    const context = staticContext(fn, parts.nowMs(), randomBytes(16).toString('hex'))
    const environment = functionEnvironment(fn, context, parts.path)
    const {accountId, region} = fn
    const {logGroupName: groupName, logStreamName: streamName} = context
    const {nowMs, onLog} = parts
    const log = new FunctionLog({fn, place: {scope: {accountId, region}, groupName, streamName}, nowMs, onLog})
    return make({fn, parts, context, environment, log, onEnd})
  }
}

type Maker = (ingredients: Ingredients) => Promise<{sandbox: Sandbox} | {failure: string}>

function chooseMaker(fn: FunctionRecord, parts: FactoryParts): Maker {
  if (fn.runtime.startsWith('nodejs')) return nodeMaker(fn, parts)
  if (fn.runtime.startsWith('python3')) return pythonMaker(fn)
  if (fn.runtime.startsWith('provided')) return providedSandbox
  return () => Promise.resolve({failure: unknownRuntime(fn)})
}

/** All sandboxes of a version share one prepared module; a failed preparation is tried again for the next request. */
function nodeMaker(fn: FunctionRecord, parts: FactoryParts): Maker {
  let prepared: Promise<PreparedModule> | undefined
  const code = {needsProcess: false}
  return async (ingredients) => {
    prepared ??= prepareNodeModule(fn, parts)
    const module = await prepared
    if (!('failure' in module)) return nodeSandbox(ingredients, module, code)
    prepared = undefined
    return module
  }
}

async function prepareNodeModule(fn: FunctionRecord, parts: FactoryParts): Promise<PreparedModule> {
  const name = parseHandlerName(fn.handler)
  if (name === undefined) return {failure: runtimeErrorPayload('Runtime.MalformedHandlerName', badHandler(fn.handler))}
  const file = findHandlerFile(fn.directory, name.modulePath)
  if (file === undefined) {
    const text = `Error: Cannot find module '${name.moduleName}': no ${handlerFileNames(name.modulePath)} in ${fn.directory}`
    return {failure: runtimeErrorPayload('Runtime.ImportModuleError', text)}
  }
  const {cacheDirectory} = await parts.workspace()
  return prepareModule(file, join(cacheDirectory, `${fn.functionName}-${randomBytes(6).toString('hex')}`))
}

async function nodeSandbox(
  {fn, parts, context, environment, log, onEnd}: Ingredients,
  module: Exclude<PreparedModule, {failure: string}>,
  code: {needsProcess: boolean},
): Promise<{sandbox: Sandbox}> {
  const {workerFile} = await parts.workspace()
  const name = parseHandlerName(fn.handler)
  const sandbox = new NodeSandbox({
    code,
    entryFile: workerFile,
    start: {
      moduleFile: module.file,
      sourceMaps: module.sourceMaps,
      moduleName: name?.moduleName ?? '',
      exportName: name?.exportName ?? '',
      context,
    },
    environment,
    memoryMb: fn.memoryMb,
    timeoutMs: fn.timeoutSeconds * 1000,
    output: log,
    onEnd,
  })
  return {sandbox}
}

/** All sandboxes of a version share one interpreter. */
function pythonMaker({runtime}: FunctionRecord): Maker {
  let found: Promise<string> | undefined
  return async ({fn, environment, log, onEnd}) => {
    found ??= findPython(runtime, environment)
    const sandbox = new ProcessSandbox({
      command: await found,
      parameters: ['-c', pythonBootstrap],
      directory: fn.directory,
      environment,
      timeoutMs: fn.timeoutSeconds * 1000,
      output: log,
      onEnd,
    })
    return {sandbox}
  }
}

/** An executable named `bootstrap` in the function's folder, as on Lambda; it must be built for this machine. */
function providedSandbox({fn, environment, log, onEnd}: Ingredients): Promise<{sandbox: Sandbox} | {failure: string}> {
  const command = join(fn.directory, 'bootstrap')
  if (!existsSync(command)) {
    const text = `Error: Couldn't find valid bootstrap(s): [${command}]`
    return Promise.resolve({failure: errorPayload({errorType: 'Runtime.InvalidEntrypoint', errorMessage: text})})
  }
  const sandbox = new ProcessSandbox({
    command,
    parameters: [],
    directory: fn.directory,
    environment,
    timeoutMs: fn.timeoutSeconds * 1000,
    output: log,
    onEnd,
  })
  return Promise.resolve({sandbox})
}

function badHandler(handler: string): string {
  return `'${handler}' is not a valid handler name. Write FILE.EXPORT with FILE relative to the function's folder and without "..".`
}

function unknownRuntime(fn: FunctionRecord): string {
  return errorPayload({
    errorType: 'Runtime.NotSupported',
    errorMessage: `Runtime ${fn.runtime} of function ${fn.functionName} does not run on this machine: the local gateway runs nodejs, python3 and provided runtimes.`,
  })
}
