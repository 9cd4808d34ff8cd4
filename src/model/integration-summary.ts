import type {HttpIntegration} from './http-api.js'
import type {RestIntegration} from './rest-api.js'
import type {WebSocketIntegration} from './web-socket-api.js'

/** What answers a route, in words for people. */
export type IntegrationSummary = {
  /** `MOCK`, `AWS_PROXY`, a subtype such as `SQS-SendMessage`; `none` while the route has no integration. */
  type: string
  /** Name of the function (with its version or alias), or URL; empty for mocks. */
  target: string
}

/** Names a Lambda function by its name: its ARN stands in 100 characters of URI that are the same everywhere. */
export function summarizeIntegration(
  integration: RestIntegration | HttpIntegration | WebSocketIntegration | undefined,
): IntegrationSummary {
  if (integration === undefined) return {type: 'none', target: ''}
  if ('type' in integration) return {type: integration.type, target: targetOf(integration.uri)}
  const subtype = 'integrationSubtype' in integration ? integration.integrationSubtype : undefined
  return {type: subtype ?? integration.integrationType, target: targetOf(integration.integrationUri)}
}

function targetOf(uri = ''): string {
  const [, functionName] = /:lambda:[^:]*:[^:]*:function:([^/]+)/.exec(uri) ?? []
  return functionName ?? uri
}
