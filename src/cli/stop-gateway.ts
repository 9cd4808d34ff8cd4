import {setTimeout as delay} from 'node:timers/promises'
import {findGateway, readGatewayFile} from '../aws/local-gateway.js'
import {ApigwError} from '../errors/apigw-error.js'

/** Requests under way may finish first; the gateway itself gives them five seconds. */
const patienceMs = 8_000

/** Stops the gateway of a state directory and waits until it has let the state go. Answers its URL, if one was running. */
export async function stopGateway(stateDirectory: string): Promise<string | undefined> {
  const gateway = await findGateway(stateDirectory)
  if (gateway === undefined) return undefined
  await gateway.shutdown()
  const deadline = Date.now() + patienceMs
  while (readGatewayFile(stateDirectory) !== undefined) {
    if (Date.now() > deadline) throw stillThere(gateway.url)
    await delay(20)
  }
  return gateway.url
}

function stillThere(url: string): ApigwError {
  return new ApigwError({
    code: 'GATEWAY_NOT_STOPPED',
    exit: 'failure',
    what: `The gateway at ${url} was told to stop and is still there.`,
    why: `It had ${patienceMs / 1000} seconds; a request may be waiting for its backend.`,
    fix: 'Look at it with "apigw local status", or end its process.',
  })
}
