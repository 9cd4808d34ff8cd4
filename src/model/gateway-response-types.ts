/**
 * The answers that API Gateway gives itself, sorted as AWS lists them: 19 types with a status code of their own, which AWS
 * answers where none was put, and the two defaults, which have none.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const statusCodes: Readonly<Record<string, string | undefined>> = {
  ACCESS_DENIED: '403',
  API_CONFIGURATION_ERROR: '500',
  AUTHORIZER_CONFIGURATION_ERROR: '500',
  AUTHORIZER_FAILURE: '500',
  BAD_REQUEST_BODY: '400',
  BAD_REQUEST_PARAMETERS: '400',
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  EXPIRED_TOKEN: '403',
  INTEGRATION_FAILURE: '504',
  INTEGRATION_TIMEOUT: '504',
  INVALID_API_KEY: '403',
  INVALID_SIGNATURE: '403',
  MISSING_AUTHENTICATION_TOKEN: '403',
  QUOTA_EXCEEDED: '429',
  REQUEST_TOO_LARGE: '413',
  RESOURCE_NOT_FOUND: '404',
  THROTTLED: '429',
  UNAUTHORIZED: '401',
  UNSUPPORTED_MEDIA_TYPE: '415',
  WAF_FILTERED: '403',
}

/** Every gateway response type, sorted. */
export const gatewayResponseTypes: readonly string[] = Object.keys(statusCodes)

/** The code of a type that was not given another one. */
export function ownStatusCode(responseType: string): string | undefined {
  return Object.hasOwn(statusCodes, responseType) ? statusCodes[responseType] : undefined
}

/** What AWS answers with until templates are put. */
export const builtInTemplates = {'application/json': '{"message":$context.error.messageString}'}
