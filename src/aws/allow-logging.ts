import {GetAccountCommand, UpdateAccountCommand} from '@aws-sdk/client-api-gateway'
import type {APIGatewayClient} from '@aws-sdk/client-api-gateway'

/** Nobody assumes it: the local gateway writes its logs by itself. */
const localRole = 'arn:aws:iam::000000000000:role/apigw-dev-logs'

/**
 * Gives the account of a local gateway the role without which no stage may log, unless it has one. In AWS that is
 * somebody's decision; for a session on this machine there is nothing to decide.
 */
export async function allowLogging(client: APIGatewayClient): Promise<void> {
  const {cloudwatchRoleArn} = await client.send(new GetAccountCommand({}))
  if (cloudwatchRoleArn !== undefined) return
  const patchOperations = [{op: 'replace' as const, path: '/cloudwatchRoleArn', value: localRole}]
  await client.send(new UpdateAccountCommand({patchOperations}))
}
