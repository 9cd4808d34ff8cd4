import type {V2ApiRecord} from '../../store/v2-records.js'
import {without} from '../apigateway/present.js'
import type {Members} from '../operation.js'

/** An API as every operation answers it: with its endpoint, without its owner; tags are always there. */
export function apiAnswer(record: V2ApiRecord): Members {
  const scheme = record.protocolType === 'HTTP' ? 'https' : 'wss'
  return {
    ...without(without(record, 'accountId'), 'region'),
    apiEndpoint: `${scheme}://${record.apiId}.execute-api.${record.region}.amazonaws.com`,
    tags: record.tags ?? {},
  }
}
