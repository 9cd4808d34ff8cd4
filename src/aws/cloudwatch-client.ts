import {CloudWatchClient} from '@aws-sdk/client-cloudwatch'
import type {CloudWatchClientConfig} from '@aws-sdk/client-cloudwatch'
import type {PacedService} from './paced.js'
import {paced} from './paced.js'

/** A client of `cloudwatch` whose calls are paced. Its own file, so that other commands never load this SDK. */
export function cloudwatchClient(config: CloudWatchClientConfig, service: PacedService): CloudWatchClient {
  const client = new CloudWatchClient(config)
  client.middlewareStack.add(paced(service), {step: 'initialize'})
  return client
}
