import {CloudWatchLogsClient} from '@aws-sdk/client-cloudwatch-logs'
import type {CloudWatchLogsClientConfig} from '@aws-sdk/client-cloudwatch-logs'
import type {PacedService} from './paced.js'
import {paced} from './paced.js'

/** A client of `logs` whose calls are paced. Its own file, so that other commands never load this SDK. */
export function logsClient(config: CloudWatchLogsClientConfig, service: PacedService): CloudWatchLogsClient {
  const client = new CloudWatchLogsClient(config)
  client.middlewareStack.add(paced(service), {step: 'initialize'})
  return client
}
