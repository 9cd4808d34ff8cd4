import {execFile, spawn, spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'

/** What a command of the AWS CLI said; `code` is that of its process. */
export type AwsOutcome = {code: number; stdout: string; stderr: string}

/** The AWS CLI, ready for one command after the other. */
export type Aws = {run: (argv: readonly string[]) => Promise<AwsOutcome>; close: () => void}

const session = fileURLToPath(new URL('aws-session.py', import.meta.url))
const limitMs = 60_000

/** One Python for all commands where the program is a script of one, as pip and Debian install it; else one process each. */
export function startAws(program: string, env: NodeJS.ProcessEnv): Aws {
  const python = pythonOf(program)
  return python === undefined ? processes(program, env) : pythonSession(python, env)
}

/** The interpreter of the program's first line, if it finds the CLI's modules; version 2 is a binary of its own. */
function pythonOf(program: string): string | undefined {
  const [, python] = /^#!(\S*python\S*)\n/.exec(readFileSync(pathOf(program), 'latin1')) ?? []
  const knowsModules = python !== undefined && spawnSync(python, ['-c', 'import awscli.clidriver']).status === 0
  return knowsModules ? python : undefined
}

function pathOf(program: string): string {
  return spawnSync('sh', ['-c', 'command -v -- "$0"', program]).stdout.toString().trim()
}

function pythonSession(python: string, env: NodeJS.ProcessEnv): Aws {
  const child = spawn(python, [session], {env, stdio: ['pipe', 'pipe', 'inherit']})
  const answers = createInterface({input: child.stdout})[Symbol.asyncIterator]()
  return {
    run: async (argv) => {
      child.stdin.write(`${JSON.stringify(argv)}\n`)
      const limit = setTimeout(() => child.kill('SIGKILL'), limitMs)
      const {value, done} = (await answers.next()) as IteratorResult<string, undefined>
      clearTimeout(limit)
      if (done === true) throw new Error(`The AWS CLI has ended at: aws ${argv.join(' ')}`)
      return JSON.parse(value) as AwsOutcome
    },
    close: () => child.stdin.end(),
  }
}

function processes(program: string, env: NodeJS.ProcessEnv): Aws {
  const run = (argv: readonly string[]): Promise<AwsOutcome> =>
    new Promise((resolve) => {
      const child = execFile(program, argv, {env, timeout: limitMs}, (_, stdout, stderr) =>
        resolve({code: child.exitCode ?? 1, stdout, stderr}),
      )
    })
  return {run, close: () => undefined}
}
