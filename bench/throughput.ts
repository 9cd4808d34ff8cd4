import autocannon from 'autocannon'
import {median, type Row} from './statistics.js'

/** A route beside its floor; a route without `goal` is only shown. `post` is a JSON body to send. */
export type Route = {what: string; url: string; floor: string; goal?: number; post?: string}

const rounds = 5
const secondsPerRound = 3
const connections = 32

/** Answered requests per second; throws when any answer is not a 2xx, because errors are fast. */
async function requestsPerSecond(target: Target): Promise<number> {
  const {requests} = await load(target, {duration: secondsPerRound})
  return requests.average
}

/** Sends a number of requests; throws as above. */
export async function loadRequests(target: Target, amount: number): Promise<void> {
  await load(target, {amount})
}

type Target = {url: string; post?: string | undefined}

async function load({url, post}: Target, size: {amount: number} | {duration: number}): Promise<autocannon.Result> {
  const result = await autocannon({url, ...bodyOf(post), connections, ...size})
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} non-2xx, ${result.errors} errors`)
  return result
}

function bodyOf(post: string | undefined) {
  if (post === undefined) return {}
  return {method: 'POST', headers: {'content-type': 'application/json'}, body: post} as const
}

/**
 * Each route beside its floor: medians over interleaved rounds. Client and servers share the machine's cores, so only
 * the ratios mean anything.
 */
export async function benchThroughput(
  routes: readonly Route[],
  floors: Readonly<Record<string, {url: string}>>,
): Promise<Row[]> {
  const bare = Object.entries(floors).map(([what, {url}]) => ({what, url, post: undefined}))
  const all = [...bare, ...routes.map(({what, url, post}) => ({what, url, post}))]
  const rates = new Map<string, number[]>(all.map(({what}) => [what, []]))
  for (const target of all) await load(target, {duration: 2})
  for (let round = 0; round < rounds; round += 1) {
    for (const target of all) rates.get(target.what)?.push(await requestsPerSecond(target))
  }
  return routes.map((route) => ({
    what: route.what,
    value: median(rates.get(route.what) ?? []),
    unit: 'req/s',
    peer: route.floor,
    peerValue: median(rates.get(route.floor) ?? []),
    ...(route.goal !== undefined && {goal: {relation: '>=' as const, ratio: route.goal}}),
  }))
}
