import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {readdirSync, readlinkSync} from 'node:fs'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import {WebSocket} from 'ws'
import {residentKb} from '../../bench/resident-kb.js'

/** What a process holds at a moment. Without /proc, files, sockets and threads are NaN. */
export type Held = {heapMb: number; residentMb: number; files: number; sockets: number; threads: number}

/** A gateway in a process of its own that can be looked into. */
export type WatchedGateway = {
  url: string
  port: number
  /** What it printed on stderr: its own defects, one text. */
  defects: () => string
  /** Collects its garbage, then looks. */
  held: () => Promise<Held>
  /** Ends it as Ctrl-C does; answers its exit code. */
  stop: () => Promise<number | null>
}

const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

/** Starts the built gateway, with an inspector on a free port of this machine. */
export async function startWatchedGateway(stateDirectory: string): Promise<WatchedGateway> {
  const words = ['local', 'start', '--port', '0', '--state', stateDirectory, '--quiet', '--no-auth']
  const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', program, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const inspector = new Promise<string>((resolve) => {
    createInterface({input: child.stderr}).on('line', (line) => {
      const url = /^Debugger listening on (ws:\S+)$/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
      else if (!/^(For help, see|Debugger attached|Debugger ending|Waiting for the debugger)/.test(line))
        printed += `${line}\n`
    })
  })
  const ready = once(createInterface({input: child.stdout}), 'line') as Promise<[string]>
  const [[line], inspectorUrl] = await Promise.all([ready, inspector])
  const port = Number(/:(\d+)\./.exec(line)?.[1])
  const {ask, leave} = await inspect(inspectorUrl)
  const exit = once(child, 'exit') as Promise<[number | null]>
  const pid = child.pid ?? 0
  return {
    ...{url: `http://127.0.0.1:${port}`, port, defects: () => printed},
    held: async () => {
      await ask('HeapProfiler.collectGarbage')
      const {usedSize} = (await ask('Runtime.getHeapUsage')) as {usedSize: number}
      return {heapMb: usedSize / 1024 ** 2, residentMb: residentKb(pid) / 1024, ...descriptorsOf(pid)}
    },
    stop: async () => {
      // A program does not end while somebody looks into it.
      leave()
      child.kill('SIGINT')
      return (await exit)[0]
    },
  }
}

function descriptorsOf(pid: number): Pick<Held, 'files' | 'sockets' | 'threads'> {
  try {
    const open = readdirSync(`/proc/${pid}/fd`).map((descriptor) => linkOf(`/proc/${pid}/fd/${descriptor}`))
    const sockets = open.filter((target) => target.startsWith('socket:')).length
    return {files: open.length - sockets, sockets, threads: readdirSync(`/proc/${pid}/task`).length}
  } catch {
    return {files: NaN, sockets: NaN, threads: NaN}
  }
}

/** A descriptor may be closed while the folder is read. */
function linkOf(file: string): string {
  try {
    return readlinkSync(file)
  } catch {
    return ''
  }
}

/** The DevTools protocol, as far as it is needed: one question, one answer. */
async function inspect(url: string): Promise<{ask: (method: string) => Promise<unknown>; leave: () => void}> {
  const socket = new WebSocket(url)
  await once(socket, 'open')
  const waiting = new Map<number, (result: unknown) => void>()
  let asked = 0
  socket.on('message', (data: Buffer) => {
    const {id, result} = JSON.parse(data.toString()) as {id?: number; result?: unknown}
    if (id === undefined) return
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  const ask = (method: string): Promise<unknown> =>
    new Promise((resolve) => {
      asked += 1
      waiting.set(asked, resolve)
      socket.send(JSON.stringify({id: asked, method}))
    })
  return {ask, leave: () => socket.terminate()}
}
