import {once} from 'node:events'
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateDeploymentCommand,
  CreateIntegrationCommand,
  CreateIntegrationResponseCommand,
  CreateRouteCommand,
  CreateRouteResponseCommand,
  CreateStageCommand,
} from '@aws-sdk/client-apigatewayv2'
import {WebSocket} from 'ws'
import type {ChildServer} from './child-server.js'
import {residentKb} from './resident-kb.js'
import {median, type Row} from './statistics.js'

type Target = {url: string; pid: number}

const rounds = 3
const secondsPerRound = 3
const clients = 32
const idle = 5_000
/** Upgrades under way at a time: as many as a listening socket's queue takes. */
const batch = 100
const message = JSON.stringify({action: 'echo', text: 'hello'})

/** WebSocket connections of the gateway beside a bare ws echo in the same run. */
export async function benchWebSocket(gateway: Target, floor: ChildServer): Promise<Row[]> {
  const api = {url: await deployEcho(gateway.url), pid: gateway.pid}
  const bare = {url: floor.url.replace('http', 'ws'), pid: floor.pid}
  // Before anything else has left garbage behind.
  const [held, bareHeld] = [await holdIdle(api), await holdIdle(bare)]
  const rates: Record<'gateway' | 'floor', number[]> = {gateway: [], floor: []}
  await roundTripsPerSecond(api.url, 1)
  await roundTripsPerSecond(bare.url, 1)
  for (let round = 0; round < rounds; round += 1) {
    rates.floor.push(await roundTripsPerSecond(bare.url, secondsPerRound))
    rates.gateway.push(await roundTripsPerSecond(api.url, secondsPerRound))
  }
  const peer = 'bare ws echo'
  return [
    {
      ...{what: 'WebSocket round trips (mock route)', value: median(rates.gateway), unit: '/s'},
      ...{peer, peerValue: median(rates.floor), goal: {relation: '>=', ratio: 0.6}},
    },
    {
      ...{what: 'WebSocket connections opened', value: held.openedPerSecond, unit: '/s'},
      ...{peer, peerValue: bareHeld.openedPerSecond},
    },
    {
      ...{what: `gateway with ${idle} idle connections`, value: held.memoryMb, unit: 'MB'},
      ...{peer: 'limit', peerValue: 300, goal: {relation: '<=', ratio: 1}},
    },
    {
      ...{what: 'memory per idle connection', value: held.kbEach, unit: 'kB'},
      ...{peer, peerValue: bareHeld.kbEach},
    },
  ]
}

/** A two-way mock route that answers every message; its address. */
async function deployEcho(endpoint: string): Promise<string> {
  const client = new ApiGatewayV2Client({
    ...{endpoint, region: 'us-east-1'},
    credentials: {accessKeyId: 'local', secretAccessKey: 'local'},
  })
  const {ApiId} = await client.send(
    new CreateApiCommand({
      ...{Name: 'bench', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action'},
    }),
  )
  const {IntegrationId} = await client.send(
    new CreateIntegrationCommand({
      ...{ApiId, IntegrationType: 'MOCK', TemplateSelectionExpression: '\\$default'},
      RequestTemplates: {$default: '{"statusCode":200}'},
    }),
  )
  await client.send(
    new CreateIntegrationResponseCommand({
      ...{ApiId, IntegrationId, IntegrationResponseKey: '$default'},
      ResponseTemplates: {$default: '{"text":"hello","route":"$context.routeKey"}'},
    }),
  )
  const {RouteId} = await client.send(
    new CreateRouteCommand({
      ...{ApiId, RouteKey: 'echo', Target: `integrations/${IntegrationId ?? ''}`},
      RouteResponseSelectionExpression: '$default',
    }),
  )
  await client.send(new CreateRouteResponseCommand({ApiId, RouteId, RouteResponseKey: '$default'}))
  const {DeploymentId} = await client.send(new CreateDeploymentCommand({ApiId}))
  await client.send(new CreateStageCommand({ApiId, StageName: 'bench', DeploymentId}))
  return `${endpoint.replace('http', 'ws')}/execute-api/${ApiId ?? ''}/bench`
}

async function opened(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, {perMessageDeflate: false})
  await once(socket, 'open')
  return socket
}

/** Every client sends its next message when the last one is answered. */
async function roundTripsPerSecond(url: string, seconds: number): Promise<number> {
  const sockets = await Promise.all(Array.from({length: clients}, () => opened(url)))
  let count = 0
  for (const socket of sockets) {
    socket.on('message', () => {
      count += 1
      socket.send(message)
    })
    socket.send(message)
  }
  const startedMs = performance.now()
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  const rate = (count / (performance.now() - startedMs)) * 1000
  for (const socket of sockets) socket.terminate()
  return rate
}

async function holdIdle({url, pid}: Target): Promise<{openedPerSecond: number; memoryMb: number; kbEach: number}> {
  const beforeKb = residentKb(pid)
  const sockets: WebSocket[] = []
  const startedMs = performance.now()
  while (sockets.length < idle) {
    sockets.push(...(await Promise.all(Array.from({length: batch}, () => opened(url)))))
  }
  const openedPerSecond = (idle / (performance.now() - startedMs)) * 1000
  const heldKb = residentKb(pid)
  await Promise.all(
    sockets.map((socket) => {
      const end = once(socket, 'close')
      socket.close()
      return end
    }),
  )
  return {openedPerSecond, memoryMb: heldKb / 1024, kbEach: (heldKb - beforeKb) / idle}
}
