import {DescribeLogGroupsCommand} from '@aws-sdk/client-cloudwatch-logs'
import type {LogGroup as ListedGroup} from '@aws-sdk/client-cloudwatch-logs'
import {ApigwError} from '../../errors/apigw-error.js'
import type {CompanionScope} from '../../model/companion.js'
import {parseLogGroupArn} from '../../model/log-group.js'
import type {LiveLogGroup} from '../../model/log-group.js'
import {present} from '../../model/present.js'
import {sortedRecord} from '../../model/sorted-record.js'
import {readAccountId} from '../account-id.js'
import type {Clients} from '../clients.js'

/**
 * The log groups of a scope, by ARN: one call for each that is in the account and region of the clients, and one to STS
 * when a group is not found and nobody has said whose account this is.
 */
export async function readLogGroups(
  clients: Clients,
  {logGroups = [], accountId}: CompanionScope,
): Promise<Readonly<Record<string, LiveLogGroup>>> {
  const region = await clients.region()
  const read = logGroups.map(async (arn) => [arn, await readLogGroup(clients, {arn, region, accountId})] as const)
  return sortedRecord(await Promise.all(read))
}

type Place = {arn: string; region: string; accountId: string | undefined}

async function readLogGroup(clients: Clients, {arn, region, accountId}: Place): Promise<LiveLogGroup> {
  const group = parseLogGroupArn(arn)
  const isOther = accountId !== undefined && accountId !== group?.accountId
  if (group === undefined || isOther || group.region !== region) return {state: 'elsewhere'}
  try {
    const found = await findGroup(clients, group.name)
    if (found !== undefined) return thereOrElsewhere(found, group.accountId)
  } catch (error) {
    if (error instanceof ApigwError && error.code === 'AWS_ACCESS_DENIED') return {state: 'denied'}
    throw error
  }
  const own = accountId ?? (await readAccountId(clients))
  return {state: own === group.accountId ? 'absent' : 'elsewhere'}
}

function thereOrElsewhere({arn = '', retentionInDays}: ListedGroup, accountId: string): LiveLogGroup {
  if (parseLogGroupArn(arn)?.accountId !== accountId) return {state: 'elsewhere'}
  return {state: 'there', logGroup: present({retentionDays: retentionInDays})}
}

/** Groups are listed by name, so the one whose name is the whole prefix is on the first page. */
async function findGroup(clients: Clients, name: string): Promise<ListedGroup | undefined> {
  const client = await clients.logs()
  const {logGroups = []} = await client.send(new DescribeLogGroupsCommand({logGroupNamePrefix: name}))
  return logGroups.find(({logGroupName}) => logGroupName === name)
}
