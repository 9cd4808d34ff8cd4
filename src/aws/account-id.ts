import {ApigwError} from '../errors/apigw-error.js'
import type {Clients} from './clients.js'
import {toApigwError} from './errors.js'

/** The account that the credentials of the clients belong to: one call to STS, which every principal may make. */
export async function readAccountId(clients: Clients): Promise<string> {
  const {GetCallerIdentityCommand, STSClient} = await import('@aws-sdk/client-sts')
  const {credentials, region} = (await clients.rest()).config
  const sts = new STSClient({credentials, region})
  const operation = 'GetCallerIdentity'
  try {
    const {Account} = await clients.limiter.run(operation, () => sts.send(new GetCallerIdentityCommand({})))
    if (Account !== undefined) return Account
  } catch (error) {
    throw toApigwError(error, {service: 'sts', operation, target: await region()})
  }
  throw new ApigwError({
    code: 'AWS_ACCOUNT_UNKNOWN',
    exit: 'denied',
    what: 'AWS did not say which account these credentials belong to.',
    why: 'The definition names the account, or a function by its name only.',
    fix: 'Write "accountId:" into the stage of apigw.yaml.',
  })
}
