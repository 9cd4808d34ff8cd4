import {LambdaClient} from '@aws-sdk/client-lambda'
import type {LambdaClientConfig} from '@aws-sdk/client-lambda'
import type {PacedService} from './paced.js'
import {paced} from './paced.js'

/** A client of `lambda` whose calls are paced. Its own file, so that other commands never load this SDK. */
export function lambdaClient(config: LambdaClientConfig, service: PacedService): LambdaClient {
  const client = new LambdaClient(config)
  client.middlewareStack.add(paced(service), {step: 'initialize'})
  return client
}
