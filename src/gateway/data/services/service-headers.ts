import {setMissingHeader} from '../header-list.js'
import {serviceFacts} from './service-facts.js'
import type {ServiceUri} from './service-uri.js'

/**
 * Adds, for an action of a JSON service, its target and content type: DynamoDB, Kinesis and Step Functions take actions
 * whose integration sets neither (recorded by localstack, July 2024).
 */
export function setServiceHeaders(headers: string[], uri: ServiceUri): void {
  const json = uri.kind === 'action' ? serviceFacts(uri.service, uri.subdomain).json : undefined
  if (json === undefined || uri.kind !== 'action') return
  setMissingHeader(headers, 'X-Amz-Target', `${json.target}.${uri.action}`)
  setMissingHeader(headers, 'Content-Type', json.contentType)
}
