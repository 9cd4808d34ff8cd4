import {GatewayError} from './gateway-error.js'
import {mapBody, textOf} from './map-body.js'
import {mapHttp, mapHttpProxy} from './map-http.js'
import {mapLambda, mapLambdaProxy} from './map-lambda.js'
import {mapService} from './map-service.js'
import type {Matched} from './match-method.js'
import type {Outgoing} from './outgoing.js'

/** Makes the integration request: parameters, template or passthrough, URI, binary conversion. Source: docs/aws-facts.md "Integrations". */
export function mapRequest(matched: Matched): Outgoing {
  const integration = matched.method.integration()
  switch (integration.type) {
    case 'MOCK':
      return {kind: 'mock', text: textOf(mapBody(matched, integration).body)}
    case 'HTTP':
      return mapHttp(matched, integration)
    case 'HTTP_PROXY':
      return mapHttpProxy(matched, integration)
    case 'AWS':
      return integration.calls === 'function' ? mapLambda(matched, integration) : mapService(matched, integration)
    case 'AWS_PROXY':
      return mapLambdaProxy(matched, integration)
    case 'refused':
      throw new GatewayError({type: 'API_CONFIGURATION_ERROR', reason: integration.reason})
  }
}
