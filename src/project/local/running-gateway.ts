import {findGateway} from '../../aws/local-gateway.js'
import type {LocalGateway} from '../../aws/local-gateway.js'
import {ApigwError} from '../../errors/apigw-error.js'

/** The gateway that runs on a state directory. Throws GATEWAY_NOT_RUNNING. */
export async function runningGateway(stateDirectory: string): Promise<LocalGateway> {
  const gateway = await findGateway(stateDirectory)
  if (gateway !== undefined) return gateway
  throw new ApigwError({
    code: 'GATEWAY_NOT_RUNNING',
    exit: 'failure',
    what: 'No local gateway runs here.',
    why: `None has announced itself in ${stateDirectory}.`,
    fix: 'Start one with "apigw dev" or "apigw local start".',
  })
}
