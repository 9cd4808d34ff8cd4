import {execFileSync, spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {createServer, type AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {median, type Row} from './statistics.js'

const rounds = 9

/** How often the bench asks; it waits in between, to leave the processor to the gateway. */
const askEveryMs = 2

const patienceMs = 20_000

/** A gateway from its process's start to its first answer, and `dev` from a file's change to the first answer that shows it. */
export async function benchGatewayLife(cli: string): Promise<Row[]> {
  const project = mkdtempSync(join(tmpdir(), 'apigw-bench-life-'))
  cpSync(fileURLToPath(new URL('fixture', import.meta.url)), project, {recursive: true})
  // Gateway and bare server take turns on one port, which the project's URLs have in them.
  const port = await freePort()
  const environment = {...process.env, BENCH_BACKEND_PORT: '9', APIGW_STATE: join(project, '.apigw/local')}
  const options = {cwd: project, env: environment}
  const apigw = (...argv: string[]): string =>
    execFileSync(process.execPath, [cli, ...argv], {...options, encoding: 'utf8'})
  const start = (...argv: string[]) => spawn(process.execPath, argv, {...options, stdio: 'ignore'})
  try {
    apigw('local', 'start', '--detach', '--port', String(port))
    const {apiId} = JSON.parse(apigw('deploy', '--stage', 'dev', '--yes', '--json')) as {apiId: string}
    apigw('local', 'stop')
    const url = `http://127.0.0.1:${port}/execute-api/${apiId}/dev`
    const gateway: number[] = []
    const bare: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      gateway.push(
        await untilAnswer(() => start(cli, 'local', 'start', '--port', String(port), '--quiet'), `${url}/plain`),
      )
      bare.push(await untilAnswer(() => start('-e', bareServer(port)), `${url}/plain`))
    }
    const value = median(gateway)
    const goal = {relation: '<=', ratio: 1} as const
    const what = 'gateway, start to first answer'
    return [
      {what, value, unit: 'ms', peer: 'limit', peerValue: 300, goal},
      {what, value, unit: 'ms', peer: 'bare node:http', peerValue: median(bare)},
      ...(await reloads(() => start(cli, 'dev', '--port', String(port)), project, url)),
    ]
  } finally {
    rmSync(project, {recursive: true, force: true})
  }
}

function bareServer(port: number): string {
  return `process.on('SIGINT', () => process.exit()); require('node:http').createServer((_, r) => r.end('hello')).listen(${port}, '127.0.0.1')`
}

/** Milliseconds from the start of a server to its first answer; the server is ended. */
async function untilAnswer(start: () => ChildProcess, url: string): Promise<number> {
  const startedAt = performance.now()
  const child = start()
  await answerWith(url, '')
  const milliseconds = performance.now() - startedAt
  await end(child)
  return milliseconds
}

async function reloads(start: () => ChildProcess, project: string, url: string): Promise<Row[]> {
  const dev = start()
  try {
    return await reloadTimes(project, url)
  } finally {
    await end(dev)
  }
}

async function reloadTimes(project: string, url: string): Promise<Row[]> {
  const changes = [
    {what: 'changed definition, until it answers', file: 'openapi.yaml', path: '/plain'},
    {what: 'changed handler, until it answers', file: 'src/hello.mjs', path: '/hello'},
  ]
  const rows: Row[] = []
  for (const {what, file, path} of changes) {
    const text = readFileSync(join(project, file), 'utf8')
    await answerWith(url + path, 'hello')
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const startedAt = performance.now()
      writeFileSync(join(project, file), text.replaceAll(/(?<=["'])hello(?=["'])/g, `round ${round}`))
      await answerWith(url + path, `round ${round}`)
      times.push(performance.now() - startedAt)
    }
    const goal = {relation: '<=', ratio: 1} as const
    rows.push({what, value: median(times), unit: 'ms', peer: 'limit', peerValue: 100, goal})
  }
  return rows
}

/** Asks until an answer of 200 has the text in it. */
async function answerWith(url: string, text: string): Promise<void> {
  const until = performance.now() + patienceMs
  while (performance.now() < until) {
    // A refused connection is a server that does not listen yet.
    const answer = await fetch(url).catch(() => undefined)
    const body = await answer?.text()
    if (answer?.status === 200 && body?.includes(text) === true) return
    await delay(askEveryMs)
  }
  throw new Error(`${url} did not answer with "${text}" within ${patienceMs} ms.`)
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
