import type {MethodResponse} from '../../model/rest-api.js'
import {child, members} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {dereference, expectObject, sortedRecord} from '../reader.js'
import type {Reader} from '../reader.js'
import {contentModels, mediaTypes} from './method-request.js'
import type {Models} from './models.js'

/** One method response for each numeric code; `default` and ranges have none in API Gateway. */
export function readMethodResponses(reader: Reader, models: Models, operation: Cursor): Record<string, MethodResponse> {
  const responses = child(operation, 'responses')
  if (!expectObject(reader, responses)) return {}
  return sortedRecord(
    members(responses).flatMap(([code, each]) => {
      if (code === 'default' || code.startsWith('x-')) return []
      if (!/^[1-5]\d\d$/.test(code)) {
        reader.findings.warning(each.path, notACode(code))
        return []
      }
      const response = dereference(reader, each)
      return response === undefined ? [] : [[code, readResponse(reader, models, operation, response)] as const]
    }),
  )
}

function readResponse(reader: Reader, models: Models, operation: Cursor, response: Cursor): MethodResponse {
  const headers = members(child(response, 'headers')).map(
    ([name]) => [`method.response.header.${name}`, false] as const,
  )
  return {
    responseParameters: sortedRecord(headers),
    responseModels: responseModels(reader, models, operation, response),
  }
}

function responseModels(reader: Reader, models: Models, operation: Cursor, response: Cursor): Record<string, string> {
  if (reader.version !== '2.0') return contentModels(models, child(response, 'content'))
  const model = models.modelFor(child(response, 'schema'))
  if (model === undefined) return {}
  return sortedRecord(mediaTypes(reader, operation, 'produces').map((type) => [type, model] as const))
}

function notACode(code: string): {code: string; part: 'key'; what: string; why: string; fix: string} {
  return {
    code: 'SPEC_STATUS_CODE',
    part: 'key',
    what: `The response "${code}" is ignored.`,
    why: 'API Gateway has method responses for single status codes only.',
    fix: 'List the codes one by one.',
  }
}
