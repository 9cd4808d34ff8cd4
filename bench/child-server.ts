import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'

/** A server of the bench in its own process; `close` ends it by closing its standard input. */
export type ChildServer = {url: string; pid: number; close: () => Promise<void>}

/** Starts `bench/<name>.ts`, which prints its port as its first line. */
export async function startChildServer(name: string, ...argv: string[]): Promise<ChildServer> {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...argv], {stdio: ['pipe', 'pipe', 'inherit']})
  const [port] = (await once(createInterface({input: child.stdout}), 'line')) as [string]
  return {url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, close: () => closed(child)}
}

async function closed(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.stdin?.end()
  await exit
}
