import {deploy, mock} from '../test/gateway/data/rest/rest-fixture.js'
import {median, type Row} from './statistics.js'

const counts = [10, 100, 1_000] as const
const rounds = 9
const requestsPerRound = 5_000

/** Requests per second through the phases of the data plane, without sockets: what the number of routes could change. */
async function requestsPerSecond(routeCount: number): Promise<number> {
  const paths = Array.from({length: routeCount}, (_, index) => `GET /group${index % 10}/pets${index}/{id}`)
  const api = deploy({routes: Object.fromEntries(paths.map((path) => [path, mock()]))})
  const target = `/group${(routeCount - 1) % 10}/pets${routeCount - 1}/7`
  const startedAt = performance.now()
  for (let index = 0; index < requestsPerRound; index += 1) {
    const {status} = await api.call(target)
    if (status !== 200) throw new Error(`${target} answered ${status}`)
    api.ports.invocations.length = 0
  }
  return (requestsPerRound / (performance.now() - startedAt)) * 1000
}

/** The last route of a small, a middle and a large API; medians over interleaved rounds. */
export async function benchRouteCount(): Promise<Row[]> {
  const rates = new Map<number, number[]>(counts.map((count) => [count, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const count of counts) rates.get(count)?.push(await requestsPerSecond(count))
  }
  const peerValue = median(rates.get(10) ?? [])
  return counts.slice(1).map((count) => ({
    what: `one request, API of ${count} routes`,
    value: median(rates.get(count) ?? []),
    unit: 'req/s',
    peer: 'API of 10 routes',
    peerValue,
    goal: {relation: '>=', ratio: 0.9},
  }))
}
