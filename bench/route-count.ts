import {deploy, mock} from '../test/gateway/data/rest/rest-fixture.js'
import {median, type Row} from './statistics.js'

const counts = [10, 100, 1_000] as const
const rounds = 9
const requestsPerRound = 5_000

/** An API with its last route, the farthest from the root's first. */
type Subject = {count: number; api: ReturnType<typeof deploy>; target: string}

function deployed(count: number): Subject {
  const paths = Array.from({length: count}, (_, index) => `GET /group${index % 10}/pets${index}/{id}`)
  const api = deploy({routes: Object.fromEntries(paths.map((path) => [path, mock()]))})
  return {count, api, target: `/group${(count - 1) % 10}/pets${count - 1}/7`}
}

/**
 * Processor time of one request through the phases of the data plane, without sockets, microseconds: what the number of
 * routes could change once an API is served.
 */
async function timePerRequestUs({api, target}: Subject): Promise<number> {
  const before = process.cpuUsage()
  for (let index = 0; index < requestsPerRound; index += 1) {
    const {status} = await api.call(target)
    if (status !== 200) throw new Error(`${target} answered ${status}`)
    api.ports.invocations.length = 0
  }
  const {user, system} = process.cpuUsage(before)
  return (user + system) / requestsPerRound
}

/** A request to a small, a middle and a large API; medians over interleaved rounds, after one that compiles them. */
export async function benchRouteCount(): Promise<Row[]> {
  const subjects = counts.map(deployed)
  const times = new Map<number, number[]>(counts.map((count) => [count, []]))
  for (const subject of subjects) await timePerRequestUs(subject)
  for (let round = 0; round < rounds; round += 1) {
    for (const subject of subjects) times.get(subject.count)?.push(await timePerRequestUs(subject))
  }
  const peerValue = median(times.get(10) ?? [])
  return counts.slice(1).map((count) => ({
    what: `one request, API of ${count} routes`,
    value: median(times.get(count) ?? []),
    unit: 'µs',
    peer: 'API of 10 routes',
    peerValue,
    goal: {relation: '<=', ratio: 1.1},
  }))
}
