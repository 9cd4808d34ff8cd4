import {userCredentials} from '../../aws/user-credentials.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Gateway, GatewayOptions} from '../../gateway/server.js'

/** The port that everyone remembers; `port` undefined means this one, or any when somebody else has it. */
export const usualPort = 4600

export type ServeOptions = Omit<GatewayOptions, 'port'> & {
  port?: number | undefined
  /** Service integrations and functions without an address here are called at AWS, with the user's own keys. */
  allowAws?: boolean
}

/** What the flags of `apigw local start` and `apigw dev` say about the gateway they start. */
export function treatmentOf(flags: {
  'allow-aws': boolean
  'no-auth': boolean
  limits: 'aws' | 'none'
  'vpc-endpoints': boolean
  tls: boolean
  ephemeral: boolean
}): Pick<ServeOptions, 'allowAws' | 'auth' | 'limits' | 'vpcEndpoints' | 'tls' | 'isEphemeral'> {
  return {
    allowAws: flags['allow-aws'],
    auth: flags['no-auth'] ? 'none' : 'signed',
    limits: flags.limits,
    vpcEndpoints: flags['vpc-endpoints'] ? 'header' : 'none',
    tls: flags.tls,
    isEphemeral: flags.ephemeral,
  }
}

/** Starts the gateway in this process. A port that was asked for is taken or it is an error. */
export async function serveGateway({port, allowAws = false, ...given}: ServeOptions): Promise<Gateway> {
  const options = allowAws ? {...given, services: {...given.services, awsCredentials: userCredentials()}} : given
  const {startGateway} = await import('../../gateway/server.js')
  if (port !== undefined) return startGateway({...options, port})
  try {
    return await startGateway({...options, port: usualPort})
  } catch (error) {
    if (!(error instanceof ApigwError) || error.code !== 'PORT_IN_USE') throw error
    return startGateway({...options, port: 0})
  }
}
