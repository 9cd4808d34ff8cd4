import {fileURLToPath} from 'node:url'
import {Config, run} from '@oclif/core'
import type {CliResult} from './cli.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
let config: Promise<Config> | undefined

/**
 * Runs one command of the built program in this process, as `runCli` does in one of its own: ten times as fast. One at a
 * time, since folder, environment and output belong to the process; and no command that starts a gateway, which takes a
 * process with a program.
 */
export async function runCommand(
  words: readonly string[],
  {cwd, env = {}}: {cwd: string; env?: Readonly<Record<string, string>>},
): Promise<CliResult> {
  config ??= Config.load({root})
  const putBack = rememberProcess()
  const output = capture()
  process.chdir(cwd)
  Object.assign(process.env, {HOME: cwd, APIGW_NO_INPUT: 'true', ...env})
  process.exitCode = 0
  try {
    await run([...words], await config)
    return {code: process.exitCode, ...output.printed}
  } finally {
    output.end()
    putBack()
  }
}

/** What a command changes in its process, which usually ends with it. */
function rememberProcess(): () => void {
  const {env, exitCode} = {env: {...process.env}, exitCode: process.exitCode}
  const folder = process.cwd()
  const signals = ['SIGINT', 'SIGTERM'] as const
  const listeners = signals.map((signal) => new Set(process.listeners(signal)))
  return () => {
    process.chdir(folder)
    process.exitCode = exitCode
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name)
    Object.assign(process.env, env)
    for (const [at, signal] of signals.entries()) {
      const added = process.listeners(signal).filter((listener) => listeners[at]?.has(listener) !== true)
      for (const listener of added) process.off(signal, listener)
    }
  }
}

/** What is printed until the end. */
function capture(): {printed: {stdout: string; stderr: string}; end: () => void} {
  const printed = {stdout: '', stderr: ''}
  const streams = ['stdout', 'stderr'] as const
  const ends = streams.map((name) => {
    const stream = process[name]
    const write = stream.write.bind(stream)
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      printed[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
      const done = rest.find((each) => typeof each === 'function')
      if (done !== undefined) process.nextTick(done)
      return true
    }
    return () => (stream.write = write)
  })
  return {printed, end: () => ends.forEach((end) => end())}
}
