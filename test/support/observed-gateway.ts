import {UpdateAccountCommand} from '@aws-sdk/client-api-gateway'
import {createClients} from '../../src/aws/clients.js'
import type {Clients} from '../../src/aws/clients.js'
import {startGateway} from '../../src/gateway/server.js'
import type {Gateway} from '../../src/gateway/server.js'
import type {Api} from '../../src/model/api.js'
import type {Stage} from '../../src/model/stage.js'
import type {Watching} from '../../src/project/observe/observed-stage.js'
import {applied} from './apply-support.js'
import {httpCall} from './http-client.js'
import type {HttpAnswer, HttpCall} from './http-client.js'
import {stillTime} from './plane-clients.js'

export type ObservedGateway = {
  gateway: Gateway
  clients: Clients
  apiId: string
  watching: Watching
  /** One request to the deployed stage; the path begins behind the stage. */
  call: (call: HttpCall) => Promise<HttpAnswer>
}

const running: Gateway[] = []

/** The embedded gateway on a socket, with one deployed API, and what the commands that watch it are given. */
export async function observedGateway(api: Api, stage: Stage): Promise<ObservedGateway> {
  const gateway = await startGateway({port: 0, version: 'test'})
  running.push(gateway)
  const clients = createClients(
    {
      region: 'eu-west-1',
      endpoint: gateway.url,
      credentials: {accessKeyId: '000000000000', secretAccessKey: 'local'},
    },
    {time: stillTime},
  )
  const value = 'arn:aws:iam::000000000000:role/logs'
  const patchOperations = [{op: 'replace' as const, path: '/cloudwatchRoleArn', value}]
  await (await clients.rest()).send(new UpdateAccountCommand({patchOperations}))
  const {apiId} = await applied(clients, api, {stage})
  const path = `/execute-api/${apiId}/${stage.stageName}`
  return {
    gateway,
    clients,
    apiId,
    watching: {
      clients,
      project: undefined,
      askWhich: () => Promise.resolve(apiId),
      askStage: (_names, refusal) => Promise.reject(refusal),
      isLocal: true,
      stageName: undefined,
      nowMs: () => Promise.resolve(gateway.clock.nowMs()),
    },
    call: (call) => httpCall(gateway.port, {...call, path: `${path}${call.path}`}),
  }
}

/** For `afterEach`. */
export async function closeObserved(): Promise<void> {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()))
}
