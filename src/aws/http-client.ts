import {ApiGatewayV2Client} from '@aws-sdk/client-apigatewayv2'
import type {ApiGatewayV2ClientConfig} from '@aws-sdk/client-apigatewayv2'
import type {PacedService} from './paced.js'
import {paced} from './paced.js'

/** A client of `apigatewayv2` whose calls are paced. Its own file, so that other commands never load this SDK. */
export function httpClient(config: ApiGatewayV2ClientConfig, service: PacedService): ApiGatewayV2Client {
  const client = new ApiGatewayV2Client(config)
  client.middlewareStack.add(paced(service), {step: 'initialize'})
  return client
}
