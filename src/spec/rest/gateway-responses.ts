import {didYouMean} from '../../errors/did-you-mean.js'
import {gatewayResponseTypes} from '../../model/gateway-response-types.js'
import type {GatewayResponse} from '../../model/rest-api.js'
import {present} from '../../model/present.js'
import {child, members} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {checkKeys, expectObject, readText, readTextMap, sortedRecord} from '../reader.js'
import type {Reader} from '../reader.js'

/** The gateway responses that the document puts, by type. */
export function readGatewayResponses(reader: Reader, at: Cursor): Record<string, GatewayResponse> {
  if (!expectObject(reader, at)) return {}
  return sortedRecord(
    members(at).flatMap(([type, each]) => {
      if (!gatewayResponseTypes.includes(type)) {
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
  const near = didYouMean(type, gatewayResponseTypes)
  return {
    code: 'SPEC_UNKNOWN_VALUE',
    part: 'key',
    what: `There is no gateway response type "${type}".`,
    why: `API Gateway has: ${gatewayResponseTypes.join(', ')}.`,
    fix: near === undefined ? 'Use one of these.' : `Did you mean "${near}"?`,
    aws: `Invalid gateway response type: ${type}`,
  }
}
