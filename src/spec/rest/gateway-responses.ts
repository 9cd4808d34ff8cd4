import {didYouMean} from '../../errors/did-you-mean.js'
import type {GatewayResponse} from '../../model/rest-api.js'
import {present} from '../../model/present.js'
import {child, members} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {checkKeys, expectObject, readText, readTextMap, sortedRecord} from '../reader.js'
import type {Reader} from '../reader.js'

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const responseTypes = [
  'ACCESS_DENIED',
  'API_CONFIGURATION_ERROR',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'AUTHORIZER_FAILURE',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'EXPIRED_TOKEN',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'INVALID_API_KEY',
  'INVALID_SIGNATURE',
  'MISSING_AUTHENTICATION_TOKEN',
  'QUOTA_EXCEEDED',
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'THROTTLED',
  'UNAUTHORIZED',
  'UNSUPPORTED_MEDIA_TYPE',
  'WAF_FILTERED',
]

/** The gateway responses that the document puts, by type. */
export function readGatewayResponses(reader: Reader, at: Cursor): Record<string, GatewayResponse> {
  if (!expectObject(reader, at)) return {}
  return sortedRecord(
    members(at).flatMap(([type, each]) => {
      if (!responseTypes.includes(type)) {
        reader.findings.error(each.path, unknownType(type))
        return []
      }
      return expectObject(reader, each) ? [[type, readGatewayResponse(reader, each)] as const] : []
    }),
  )
}

function readGatewayResponse(reader: Reader, at: Cursor): GatewayResponse {
  checkKeys(reader, at, ['responseParameters', 'responseTemplates', 'statusCode'], 'A gateway response')
  return {
    ...present({statusCode: readText(reader, child(at, 'statusCode'))}),
    responseParameters: readTextMap(reader, child(at, 'responseParameters')),
    responseTemplates: readTextMap(reader, child(at, 'responseTemplates')),
  }
}

function unknownType(type: string): {code: string; part: 'key'; what: string; why: string; fix: string; aws: string} {
  const near = didYouMean(type, responseTypes)
  return {
    code: 'SPEC_UNKNOWN_VALUE',
    part: 'key',
    what: `There is no gateway response type "${type}".`,
    why: `API Gateway has: ${responseTypes.join(', ')}.`,
    fix: near === undefined ? 'Use one of these.' : `Did you mean "${near}"?`,
    aws: `Invalid gateway response type: ${type}`,
  }
}
