import {exactHeaderValues} from '../header-list.js'
import type {RequiredParameter} from './compiled-api.js'
import {GatewayError} from './gateway-error.js'
import type {Matched} from './match-method.js'

/**
 * Stops a request that lacks a required parameter or whose body does not fit its model. Answers at once unless the
 * method validates bodies. Source: docs/aws-facts.md "Integrations" (messages recorded by localstack).
 */
export function validateRequest(matched: Matched): undefined | Promise<void> {
  const {requiredParameters, bodyValidator} = matched.method
  if (requiredParameters.length > 0) checkParameters(matched, requiredParameters)
  return bodyValidator === undefined ? undefined : checkBody(matched, bodyValidator)
}

function checkParameters(matched: Matched, required: readonly RequiredParameter[]): void {
  const missing = required.filter((parameter) => (parameterValue(matched, parameter) ?? '').trim() === '')
  if (missing.length === 0) return
  const message = `Missing required request parameters: [${missing.map(({name}) => name).join(', ')}]`
  throw new GatewayError({type: 'BAD_REQUEST_PARAMETERS', message, reason: `${message}.`, logged: [message]})
}

/** Names are compared with case, as AWS does for REST APIs. */
function parameterValue({request, pathParameters}: Matched, {place, name}: RequiredParameter): string | undefined {
  if (place === 'path') return pathParameters[name]
  if (place === 'querystring') return request.query.findLast(([key]) => key === name)?.[1]
  return exactHeaderValues(request.headers.all, name).at(-1)
}

async function checkBody(
  {request, method}: Matched,
  bodyValidator: NonNullable<Matched['method']['bodyValidator']>,
): Promise<void> {
  const validate = await bodyValidator().catch((error: unknown) => {
    throw new GatewayError(
      {
        type: 'API_CONFIGURATION_ERROR',
        reason: `The models of ${method.routeKey} cannot be compiled: ${error instanceof Error ? error.message : String(error)}`,
      },
      {cause: error},
    )
  })
  const contentType = request.headers.last('content-type')
  const findings = validate(contentType, request.body)
  if (findings === undefined) return
  throw new GatewayError({
    type: 'BAD_REQUEST_BODY',
    reason: `Request body does not match model schema for content type ${contentType ?? 'application/json'}: ${findings}`,
    validationErrors: findings,
  })
}
