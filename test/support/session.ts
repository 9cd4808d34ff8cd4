import assert from 'node:assert/strict'
import {runCli, temporaryFolder} from './cli.js'
import {makeFunction} from './hand-made.js'
import {jsonShape} from './json-shape.js'
import {assertResult, commandOf} from './result-schema.js'

/** A step: the words of a command, and what it tells, in few words (`tellingOf`). */
export type Step = readonly [words: string, told: string]

/** What an account without anything lists. */
export const nothingLeft: readonly Step[] = [
  'api list',
  'key list',
  'usage-plan list',
  'domain list',
  'client-cert list',
  'vpc-link list',
  'dashboard list',
].map((words) => [words, ''])

/** Somebody at work in an empty folder, with commands and a local gateway. */
export type Session = {
  folder: string
  /** `http://127.0.0.1:54321` */
  url: string
  /** One command with `--json`: its result, held against its schema. */
  json: (words: string) => Promise<unknown>
  /** One command as people run it: what it prints to stdout. */
  text: (words: string) => Promise<string>
  /** What each command has printed when it was first used: rows of test/golden/json-*.txt. */
  shapes: () => string
  /** Steps in their order. */
  walk: (steps: readonly Step[]) => Promise<void>
  /** One request to a stage of an API: status and body. */
  request: (stage: {apiId: string; stageName: string; path: string} & RequestInit) => Promise<string>
}

/**
 * Starts the gateway, and puts a function `hello` on it, which answers `{"hello": "world"}`. `variables` name stand-ins
 * of services that it does not have.
 */
export async function startSession(variables: Readonly<Record<string, string>> = {}): Promise<Session> {
  const folder = temporaryFolder()
  const env = {APIGW_TARGET: 'local', ...variables}
  const {stdout} = await runCli(['local', 'start', '--detach', '--json'], {cwd: folder, env})
  const {url} = JSON.parse(stdout) as {url: string}
  await makeFunction(url, 'hello')
  const shapes = new Map<string, string>()
  const json = async (words: string) => {
    const argv = toWords(words)
    const {stdout: printed, stderr} = await runCli([...argv, '--json'], {cwd: folder, env})
    assert.notEqual(printed, '', `${words}: ${stderr}`)
    const result: unknown = JSON.parse(printed)
    assertResult(argv, result)
    const command = commandOf(argv)
    const isRow = !shapes.has(command) && !isEmpty(result)
    if (isRow) shapes.set(command, `$ apigw ${command} --json\n${jsonShape(result)}\n`)
    return result
  }
  return {
    folder,
    url,
    json,
    shapes: () => [...shapes.values()].join('\n'),
    request: async ({apiId, stageName, path, ...init}) => {
      const stage = stageName === '$default' ? '' : `/${stageName}`
      const response = await fetch(`${url}/execute-api/${apiId}${stage}${path}`, init)
      return `${response.status} ${await response.text()}`
    },
    text: async (words) => (await runCli(toWords(words), {cwd: folder, env})).stdout,
    walk: async (steps) => {
      const surprises: string[] = []
      for (const [words, expected] of steps) {
        const told = tellingOf(await json(words))
        if (told !== expected) surprises.push(`apigw ${words}\n  ${told}\n  not ${expected}`)
      }
      assert.equal(surprises.join('\n'), '')
    },
  }
}

type Result = {
  outcome?: string
  calls?: readonly {operation: string}[]
  error?: {code: string}
  name?: string
}

/** A failure or a list of nothing, which do not show what a command prints. */
function isEmpty(result: unknown): boolean {
  return Array.isArray(result)
    ? result.length === 0
    : typeof result === 'object' && result !== null && 'error' in result
}

type Listed = {name?: string; route?: string; deploymentId?: string}

/** Deployments are called by ids, which differ from run to run. */
function rowName({name, route, deploymentId}: Listed): string {
  const isId = name !== undefined && name === deploymentId
  return (isId ? undefined : (name ?? route)) ?? '?'
}

/** `done: CreateModel`, the code of an error, names of a list, the name of one thing; its members, where it has none. */
function tellingOf(result: unknown): string {
  if (Array.isArray(result)) return result.map(rowName).join(', ')
  const {outcome, calls = [], error, name} = result as Result
  if (error !== undefined) return error.code
  return outcome === undefined
    ? (name ??
        Object.keys(result as object)
          .sort()
          .join(' '))
    : `${outcome}: ${calls.map(({operation}) => operation).join(' ')}`
}

/** As a shell would, for words with '…' and "…" around or in them. */
function toWords(line: string): string[] {
  return [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''),
  )
}
