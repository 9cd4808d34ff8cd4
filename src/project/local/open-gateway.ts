import {findGateway} from '../../aws/local-gateway.js'
import type {LocalGateway} from '../../aws/local-gateway.js'
import {serveGateway} from './serve-gateway.js'
import type {ServeOptions} from './serve-gateway.js'

/** A gateway to work with. `close` stops it when it was started here, and leaves alone one that ran before. */
export type OpenGateway = {gateway: LocalGateway; startedHere: boolean; close: () => Promise<void>}

/** The gateway that runs on a state directory, or one started in this process. */
export async function openGateway(options: ServeOptions & {stateDirectory: string}): Promise<OpenGateway> {
  const running = await findGateway(options.stateDirectory)
  if (running !== undefined) return {gateway: running, startedHere: false, close: () => Promise.resolve()}
  const served = await serveGateway(options)
  const gateway = await findGateway(options.stateDirectory)
  if (gateway !== undefined) return {gateway, startedHere: true, close: served.close}
  await served.close()
  throw new Error(`The gateway started on ${served.url} and does not answer there.`)
}
