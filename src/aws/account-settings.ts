import type {Clients} from './clients.js'

/** What API Gateway knows about the account in this region, and how far this machine's clock is from AWS's. */
export type AccountSettings = {loggingRoleArn?: string; clockSkewMs: number}

/** One harmless call; the clock is read off its answer's Date header, which the SDK compares when it is far off. */
export async function readAccountSettings(clients: Clients): Promise<AccountSettings> {
  const {GetAccountCommand} = await import('@aws-sdk/client-api-gateway')
  const client = await clients.rest()
  const {cloudwatchRoleArn} = await client.send(new GetAccountCommand({}))
  const {systemClockOffset} = client.config
  return {clockSkewMs: systemClockOffset, ...(cloudwatchRoleArn !== undefined && {loggingRoleArn: cloudwatchRoleArn})}
}
