import {APIGatewayClient} from '@aws-sdk/client-api-gateway'
import type {APIGatewayClientConfig} from '@aws-sdk/client-api-gateway'
import type {PacedService} from './paced.js'
import {paced} from './paced.js'

/** A client of `apigateway` whose calls are paced. Its own file, so that other commands never load this SDK. */
export function restClient(config: APIGatewayClientConfig, service: PacedService): APIGatewayClient {
  const client = new APIGatewayClient(config)
  client.middlewareStack.add(paced(service), {step: 'initialize'})
  return client
}
