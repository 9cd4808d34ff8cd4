import autocannon from 'autocannon'
import {median, type Row} from './statistics.js'

export type Route = {what: string; url: string; floor: string; goal: number}

const rounds = 5
const secondsPerRound = 3
const connections = 32

/** Answered requests per second; throws when any answer is not a 2xx, because errors are fast. */
async function requestsPerSecond(url: string): Promise<number> {
  const result = await autocannon({url, connections, duration: secondsPerRound})
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} non-2xx, ${result.errors} errors`)
  return result.requests.average
}

/**
 * Each route beside its floor: medians over interleaved rounds. Client and servers share the machine's cores, so only
 * the ratios mean anything.
 */
export async function benchThroughput(
  routes: readonly Route[],
  floors: Readonly<Record<string, string>>,
): Promise<Row[]> {
  const urls = [...Object.entries(floors), ...routes.map((route): [string, string] => [route.what, route.url])]
  const rates = new Map<string, number[]>(urls.map(([name]) => [name, []]))
  for (const [, url] of urls) await autocannon({url, connections, duration: 2})
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, url] of urls) rates.get(name)?.push(await requestsPerSecond(url))
  }
  return routes.map((route) => ({
    what: route.what,
    value: median(rates.get(route.what) ?? []),
    unit: 'req/s',
    peer: route.floor,
    peerValue: median(rates.get(route.floor) ?? []),
    goal: {relation: '>=', ratio: route.goal},
  }))
}
