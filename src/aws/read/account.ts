import {GetAccountCommand} from '@aws-sdk/client-api-gateway'
import {present} from '../../model/present.js'
import type {Clients} from '../clients.js'

/** What API Gateway holds for the account and region; limits are in requests per second, and at once. */
export type Account = {
  loggingRoleArn?: string
  rateLimit?: number
  burstLimit?: number
  features: readonly string[]
  apiKeyVersion?: string
}

/** One call. */
export async function readAccount(clients: Clients): Promise<Account> {
  const client = await clients.rest()
  const {
    cloudwatchRoleArn,
    throttleSettings,
    features = [],
    apiKeyVersion,
  } = await client.send(new GetAccountCommand({}))
  const {rateLimit, burstLimit} = throttleSettings ?? {}
  return present({loggingRoleArn: cloudwatchRoleArn, rateLimit, burstLimit, features, apiKeyVersion})
}
