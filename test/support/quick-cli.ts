import {fork} from 'node:child_process'
import type {ChildProcess} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import type {CommandLine} from './cli-host.js'
import type {CliResult} from './cli.js'

const module = fileURLToPath(new URL('cli-host.ts', import.meta.url))

let host: ChildProcess | undefined
let isBusy = false
let whenGone: () => void = () => undefined

/** Whether a process is its own matter: words that bin/run.js answers itself, colours, options of Node.js, a cache. */
export function needsProcess(words: readonly string[], env: Readonly<Record<string, string>>): boolean {
  const [first = '-'] = words
  const isAnsweredFirst = first.startsWith('-') || first === '__complete'
  return isBusy || isAnsweredFirst || Object.keys(env).some((name) => /COLOR|^NODE_|^XDG_/.test(name))
}

/**
 * Runs a command line in a process that has run others before; one at a time. `code` is null when it took longer than
 * `limitMs`, and the process was ended.
 */
export async function runQuickly(line: CommandLine, limitMs: number): Promise<CliResult> {
  isBusy = true
  const child = (host ??= startHost())
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs)
  try {
    child.send(line)
    return await new Promise<CliResult>((resolve) => {
      child.once('message', (result: CliResult) => resolve(result))
      whenGone = () => resolve({code: null, stdout: '', stderr: 'The command was ended.'})
    })
  } finally {
    clearTimeout(limit)
    isBusy = false
  }
}

function startHost(): ChildProcess {
  const child = fork(module, {execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc']})
  child.once('exit', () => {
    host = undefined
    whenGone()
  })
  // Neither the process nor its channel keeps the tests from ending, and without the tests it ends.
  child.unref()
  child.channel?.unref()
  return child
}
