import {lambdaFunctionArn} from '../lambda-uri.js'
import type {CompiledIntegration, LambdaTarget} from './compiled-api.js'
import {GatewayError} from './gateway-error.js'
import {lambdaEvent} from './lambda-event.js'
import {convertBody, mapBody, textOf} from './map-body.js'
import {mapParameters, type MappedParameters} from './map-parameters.js'
import type {Matched} from './match-method.js'
import type {Outgoing} from './outgoing.js'
import {renderUri} from './uri-template.js'

/** Integration request of type AWS to Lambda: the payload is the rendered template or the body itself. */
export function mapLambda(matched: Matched, integration: Extract<CompiledIntegration, {calls: 'function'}>): Outgoing {
  const {body, override} = mapBody(matched, integration)
  const mapped = mapParameters(matched, integration, override)
  const invocationType = mapped.headers.find(([name]) => name.toLowerCase() === 'x-amz-invocation-type')?.[1]
  return {
    kind: 'lambda',
    functionArn: functionArn(matched, integration, mapped.path),
    payload: body.length === 0 ? '{}' : textOf(body),
    timeoutMs: integration.timeoutMs,
    isProxy: false,
    asynchronous: invocationType?.replaceAll("'", '') === 'Event',
  }
}

/**
 * Integration request of type AWS_PROXY: the whole request as an event. Mappings have no effect on it, but one onto a
 * forbidden header still fails the call (recorded by localstack, test_apigateway_header_remapping_aws, 18 July 2024).
 */
export function mapLambdaProxy(
  matched: Matched,
  integration: Extract<CompiledIntegration, {type: 'AWS_PROXY'}>,
): Outgoing {
  if (integration.mapping.header.length > 0) mapParameters(matched, integration, undefined)
  return {
    kind: 'lambda',
    functionArn: functionArn(matched, integration, () => undefined),
    payload: lambdaEvent(matched, convertBody(matched, integration.contentHandling)),
    timeoutMs: integration.timeoutMs,
    isProxy: true,
    asynchronous: false,
    ...(integration.limits !== undefined && {limits: integration.limits}),
  }
}

function functionArn({deployment}: Matched, target: LambdaTarget, path: MappedParameters['path']): string {
  const uri = renderUri(target.uri, deployment.variables, (name) => path(name)?.value)
  const arn = lambdaFunctionArn(uri)
  if (arn !== undefined) return arn
  throw new GatewayError({
    type: 'API_CONFIGURATION_ERROR',
    reason: `Execution failed due to configuration error: ${uri} names no Lambda function.`,
  })
}
