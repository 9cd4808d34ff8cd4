import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {stripVTControlCharacters} from 'node:util'
import {fileURLToPath} from 'node:url'
import {sharedCache} from './cli.js'

/** A program on a real pseudo-terminal. */
export type TerminalRun = {
  /** Waits until the screen has shown a match since the last call, then types the keys. */
  answer: (screen: RegExp, keys: string) => Promise<RegExpExecArray>
  /** All that was shown so far. */
  shown: () => string
  /** Exit code and all that was shown, without colours and cursor movements. */
  ended: Promise<{code: number; shown: string}>
}

export const enter = '\r'
export const down = '\u001b[B'
export const controlC = '\u0003'
/** The end of input, as people type it. */
export const controlD = '\u0004'

const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

/** util-linux's script(1) lends a pseudo-terminal and passes the exit code on; other systems spell it differently. */
export const hasTerminals =
  process.platform === 'linux' && spawnSync('script', ['--version']).stdout.toString().includes('util-linux')

/** Runs `apigw WORDS` on a pseudo-terminal; words must need no quoting. */
export function runOnTerminal(
  words: readonly string[],
  cwd: string,
  extra: Readonly<Record<string, string>> = {},
): TerminalRun {
  return startOnTerminal([program, ...words], {cwd, extra, limitMs: 20_000})
}

type TerminalOptions = {cwd: string; extra: Readonly<Record<string, string>>; limitMs: number}

/** Runs a script of Node.js with words that need no quoting. */
export function startOnTerminal(script: readonly string[], {cwd, extra, limitMs}: TerminalOptions): TerminalRun {
  const command = [process.execPath, ...script].join(' ')
  const own = {PATH: process.env.PATH ?? '', HOME: cwd, XDG_CACHE_HOME: sharedCache}
  const env = {...own, TERM: 'xterm-256color', APIGW_PORT: '0', ...extra}
  const child = spawn('script', ['-q', '-e', '-c', command, '/dev/null'], {cwd, env})
  let shown = ''
  let seen = 0
  child.stdout.on('data', (chunk: Buffer) => {
    shown += stripVTControlCharacters(chunk.toString())
    child.emit('shown')
  })
  const ended = once(child, 'close').then(([code]: number[]) => ({code: code ?? -1, shown}))
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs)
  void ended.then(() => clearTimeout(limit))
  return {
    ended,
    shown: () => shown,
    answer: async (screen, keys) => {
      for (let found = screen.exec(shown.slice(seen)); ; found = screen.exec(shown.slice(seen))) {
        if (found !== null) {
          seen += found.index + found[0].length
          child.stdin.write(keys)
          return found
        }
        const event = await Promise.race([once(child, 'shown').then(() => 'shown'), ended.then(() => 'ended')])
        if (event === 'ended') throw new Error(`The program ended before it showed ${String(screen)}:\n${shown}`)
      }
    },
  }
}
