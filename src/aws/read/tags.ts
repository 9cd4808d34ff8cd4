import {sortedRecord} from '../../model/sorted-record.js'
import type {Clients} from '../clients.js'

/** The tags of one thing, by its ARN; one call. `service` is the version of API Gateway that knows the thing. */
export async function readTags(
  clients: Clients,
  {service, arn}: {service: 'rest' | 'http'; arn: string},
): Promise<Readonly<Record<string, string>>> {
  if (service === 'http') {
    const {GetTagsCommand} = await import('@aws-sdk/client-apigatewayv2')
    const {Tags = {}} = await (await clients.http()).send(new GetTagsCommand({ResourceArn: arn}))
    return sortedRecord(Object.entries(Tags))
  }
  const {GetTagsCommand} = await import('@aws-sdk/client-api-gateway')
  const {tags = {}} = await (await clients.rest()).send(new GetTagsCommand({resourceArn: arn}))
  return sortedRecord(Object.entries(tags))
}
