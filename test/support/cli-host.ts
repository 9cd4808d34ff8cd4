/**
 * A process that runs one command line of the built program after the other, each with a folder, an environment and an
 * exit code of its own: test/support/quick-cli.ts asks for them by messages. Most commands take a tenth of the time that
 * it takes to load the program.
 */
import {createRequire} from 'node:module'
import {Readable} from 'node:stream'
import {fileURLToPath} from 'node:url'
import type {main} from '../../src/cli/run.js'
import type {Started} from '../../src/cli/start.js'
import type {CliResult} from './cli.js'

export type CommandLine = {argv: readonly string[]; cwd: string; env: Readonly<Record<string, string>>}

type Built = {start: (folder: string, argv: readonly string[]) => Started}

const root = new URL('../../', import.meta.url)
const dist = fileURLToPath(new URL('dist', root))
const program = fileURLToPath(new URL('bin/run.js', root))
const {start} = createRequire(import.meta.url)('../../dist/start.cjs') as Built

const exit = process.exit.bind(process)
const printed = {stdout: '', stderr: ''}
let loaded: Started['bundle'] | undefined

async function run({argv, cwd, env}: CommandLine): Promise<CliResult> {
  Object.assign(printed, {stdout: '', stderr: ''})
  takeEnvironment(env)
  process.chdir(cwd)
  process.argv = [process.execPath, program, ...argv]
  process.exitCode = 0
  Object.defineProperty(process, 'stdin', {value: Readable.from([]), configurable: true})
  const {bundle, command} = start(dist, argv)
  loaded ??= bundle
  const built = loaded.load('run.cjs') as {main: typeof main}
  await built.main(argv, root, {from: 'bundle', command, keepCode: () => undefined})
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal)
  const {exitCode} = process as {exitCode: number}
  return {code: exitCode, ...printed}
}

/** As bin/run.js sets it; no compiled code is kept, since all stays loaded here. */
function takeEnvironment(env: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, env, {
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    OCLIF_DISABLE_ENGINE_WARNING: 'true',
    NODE_DISABLE_COMPILE_CACHE: '1',
  })
}

function capture(name: 'stdout' | 'stderr'): void {
  process[name].write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    printed[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
    const written = rest.find((each) => typeof each === 'function')
    if (written !== undefined) process.nextTick(written)
    return true
  }
}

capture('stdout')
capture('stderr')
// The program ends its process after each command, which here only means that it is done.
Object.assign(process, {exit: () => undefined})
process.on('disconnect', () => exit())
process.on('message', (line: CommandLine) => void run(line).then((result) => process.send?.(result)))
