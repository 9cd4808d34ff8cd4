import {spawn} from 'node:child_process'
import type {ChildProcessWithoutNullStreams} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {stopGateway} from '../../src/cli/stop-gateway.js'
import {needsProcess, runQuickly} from './quick-cli.js'

/** How a run of the program ended. `code` is null when a signal ended it. */
export type CliResult = {code: number | null; stdout: string; stderr: string}

export type CliOptions = {cwd: string; env?: Readonly<Record<string, string>>; input?: string; limitMs?: number}

const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

/** Compiled code of the program, for all that a run of the tests starts; a fresh home has none. */
export const sharedCache = join(tmpdir(), 'apigw-cache')

/** Few tests take longer; a program that hangs is ended and fails its test with what it had printed. */
const usualLimitMs = 25_000

/**
 * Runs `apigw ARGS` outside any terminal and waits for its end: in a process where it is loaded already, unless another
 * command runs there or it has input. `startCli(…).ended` is for tests of what a process does.
 */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const {cwd, env = {}, input, limitMs = usualLimitMs} = options
  if (input !== undefined || needsProcess(args, env)) return startCli(args, options).ended
  return runQuickly({argv: args, cwd, env: {...cleanEnvironment(cwd), ...env}}, limitMs)
}

/** A program under way: `dev`, `local start`. */
export type RunningCli = {
  process: ChildProcessWithoutNullStreams
  ended: Promise<CliResult>
  /** Waits until stdout and stderr together match; rejects with what was printed when the program ends before. */
  output: (pattern: RegExp) => Promise<RegExpExecArray>
}

export function startCli(
  args: readonly string[],
  {cwd, env = {}, input = '', limitMs = usualLimitMs}: CliOptions,
): RunningCli {
  const child = spawn(process.execPath, [program, ...args], {cwd, env: {...cleanEnvironment(cwd), ...env}})
  const printed = {stdout: '', stderr: '', all: ''}
  const collect = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
    printed[stream] += chunk.toString()
    printed.all += chunk.toString()
    child.emit('printed')
  }
  child.stdout.on('data', collect('stdout'))
  child.stderr.on('data', collect('stderr'))
  child.stdin.on('error', ignoreClosedInput)
  child.stdin.end(input)
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs)
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    clearTimeout(limit)
    return {code: code ?? null, stdout: printed.stdout, stderr: printed.stderr}
  })
  return {process: child, ended, output: (pattern) => waitFor(child, ended, () => pattern.exec(printed.all), printed)}
}

async function waitFor(
  child: ChildProcessWithoutNullStreams,
  ended: Promise<CliResult>,
  find: () => RegExpExecArray | null,
  printed: {all: string},
): Promise<RegExpExecArray> {
  for (;;) {
    const found = find()
    if (found !== null) return found
    const event = await Promise.race([once(child, 'printed').then(() => 'printed'), ended.then(() => 'ended')])
    if (event === 'ended' && find() === null) throw new Error(`The program ended without it:\n${printed.all}`)
  }
}

/** A program that ends before it has read its input closes the pipe. */
function ignoreClosedInput(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') throw error
}

/** All runs share the code that V8 compiled for the first of them; names for completion are kept there as well. */
const cache = join(tmpdir(), 'apigw-test-cache')

/** Only what the program needs: no account of the developer, no colours, a port that nobody else has. */
function cleanEnvironment(home: string): Record<string, string> {
  const PATH = process.env.PATH ?? ''
  return {PATH, HOME: home, XDG_CACHE_HOME: cache, APIGW_PORT: '0', AWS_EC2_METADATA_DISABLED: 'true'}
}

/** Stops the gateway that commands have started for a project, if any. */
export async function stopProject(folder: string): Promise<void> {
  await stopGateway(join(folder, '.apigw', 'local'))
}

/** A fresh folder for one test. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'apigw-test-'))
}
