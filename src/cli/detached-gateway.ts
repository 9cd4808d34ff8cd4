import {spawn} from 'node:child_process'
import type {ChildProcess} from 'node:child_process'
import {fstatSync, mkdirSync, openSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {findGateway, readGatewayFile} from '../aws/local-gateway.js'
import type {LocalGateway} from '../aws/local-gateway.js'
import {ApigwError} from '../errors/apigw-error.js'

export type DetachOptions = {
  stateDirectory: string
  /** Undefined takes the usual port, or a free one when that is taken. */
  port?: number | undefined
  /** Further flags of `apigw local start`. */
  words: readonly string[]
  /** The script that is running now: the gateway is the same program with other words. */
  program: string
}

/** A gateway is ready in a fraction of a second; this is for a machine that is busy with something else. */
const patienceMs = 15_000

/** Starts the gateway as a process of its own, which outlives this one, and waits until it answers. */
export async function startDetached(options: DetachOptions): Promise<LocalGateway> {
  mkdirSync(options.stateDirectory, {recursive: true, mode: 0o700})
  const log = openLog(join(options.stateDirectory, 'gateway.log'))
  const child = spawnGateway(options, log)
  const exited = new Promise<'exited'>((resolve) => child.once('exit', () => resolve('exited')))
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    const gateway = await findGateway(options.stateDirectory)
    if (gateway !== undefined) {
      // Somebody else's came first: ours would take over as soon as that one stops, and nobody would know of it.
      if (readGatewayFile(options.stateDirectory)?.pid !== child.pid) child.kill()
      child.unref()
      return gateway
    }
    const event = await Promise.race([exited, delay(15, 'waited' as const)])
    // Two commands may start a gateway at the same moment: the one that came second ends, and the first serves both.
    if (event === 'exited' && !lastWords(log).includes('STATE_LOCKED')) throw notStarted(lastWords(log), log.file)
    if (event === 'exited') await delay(15)
  }
  child.kill()
  throw notStarted(`It did not answer within ${patienceMs / 1000} seconds.`, log.file)
}

/** `start` is where this gateway's lines begin: others may have written before. */
type Log = {file: string; descriptor: number; start: number}

function openLog(file: string): Log {
  const descriptor = openSync(file, 'a', 0o600)
  return {file, descriptor, start: fstatSync(descriptor).size}
}

/**
 * Half of Node's own size for what is young: a gateway with 1,000 routes takes 119 to 125 MB instead of 134. With a quarter
 * it starts at 113, but then requests in flight are taken for old, and it grows to 159.
 */
const nodeFlags = ['--max-semi-space-size=8']

function spawnGateway({stateDirectory, port, words: further, program}: DetachOptions, log: Log): ChildProcess {
  const wanted = port === undefined ? [] : ['--port', String(port)]
  const words = ['local', 'start', '--quiet', '--state', stateDirectory, ...wanted, ...further]
  const {descriptor} = log
  const argv = [...nodeFlags, program, ...words]
  return spawn(process.execPath, argv, {detached: true, stdio: ['ignore', descriptor, descriptor]})
}

function lastWords({file, start}: Log): string {
  return readFileSync(file).subarray(start).toString().trim().slice(-2_000)
}

function notStarted(why: string, logFile: string): ApigwError {
  return new ApigwError({
    code: 'GATEWAY_NOT_STARTED',
    exit: 'failure',
    what: 'The local gateway did not start.',
    why,
    fix: `Run "apigw local start" to see it start; the log is ${logFile}.`,
  })
}
