import type {Clients} from '../../src/aws/clients.js'
import {planeWithStore} from './plane-clients.js'

const accountId = '000000000000'
const region = 'eu-west-1'

/** ARN of a function of the account that tests work in. */
export function functionArn(functionName: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${functionName}`
}

/** A control plane with the functions `list` and `show`. */
export function planeWithFunctions(): Clients {
  const {clients, store} = planeWithStore()
  for (const functionName of ['list', 'show']) {
    const record = {
      ...{accountId, region, functionName, functionArn: functionArn(functionName)},
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      directory: '/nowhere',
      timeoutSeconds: 3,
      memoryMb: 128,
      environment: {},
      lastModified: 0,
    }
    store.transaction(() => store.put('function', [accountId, region, functionName], record))
  }
  return clients
}
