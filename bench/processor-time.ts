import {readdirSync, readFileSync} from 'node:fs'
import {loadRequests, type Route} from './throughput.js'
import {median, type Row} from './statistics.js'

/** A server under load: where it answers, and the process that pays. */
export type Server = {url: string; pid: number}

const rounds = 3
const requestsPerRound = 15_000

/**
 * Processor time of the server's process per request, all its threads together, each route beside its floor. Unlike
 * rates it hardly depends on what else the machine does. Reads /proc, so it needs Linux.
 */
export async function benchProcessorTime(
  routes: readonly Route[],
  pid: number,
  floors: Readonly<Record<string, Server>>,
): Promise<Row[]> {
  const bare = Object.entries(floors).map(([what, floor]) => ({what, ...floor, post: undefined}))
  const all = [...bare, ...routes.map(({what, url, post}) => ({what, url, pid, post}))]
  const times = new Map<string, number[]>(all.map(({what}) => [what, []]))
  for (const target of all) await loadRequests(target, requestsPerRound)
  for (let round = 0; round < rounds; round += 1) {
    for (const target of all) {
      const before = processorTimeUs(target.pid)
      await loadRequests(target, requestsPerRound)
      times.get(target.what)?.push((processorTimeUs(target.pid) - before) / requestsPerRound)
    }
  }
  return routes.map(({what, floor}) => ({
    what,
    value: median(times.get(what) ?? []),
    unit: 'µs',
    peer: floor,
    peerValue: median(times.get(floor) ?? []),
  }))
}

/** What the threads of a process have run so far, microseconds. */
function processorTimeUs(pid: number): number {
  const threads = `/proc/${pid}/task`
  const nanoseconds = readdirSync(threads).map((thread) =>
    Number(readFileSync(`${threads}/${thread}/schedstat`, 'utf8').split(' ')[0]),
  )
  return nanoseconds.reduce((sum, time) => sum + time, 0) / 1000
}
