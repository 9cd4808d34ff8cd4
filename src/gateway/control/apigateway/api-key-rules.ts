import type {ApiKeyRecord} from '../../store/rest-account-records.js'
import type {OperationContext} from '../operation.js'
import {badRequest, conflict, notFound} from './refuse.js'

const minimumValue = 20
const maximumValue = 128
const maximumName = 1024
const maximumDescription = 2048

/** Where the keys of the caller's account and region are. */
export function apiKeyParent({scope: {accountId, region}}: OperationContext): [accountId: string, region: string] {
  return [accountId, region]
}

/** The key, or AWS's 404. */
export function findApiKey(context: OperationContext, id: string): ApiKeyRecord {
  const record = context.store.get('apiKey', [...apiKeyParent(context), id])
  if (record === undefined) throw notFound('Invalid API Key identifier specified')
  return record
}

/** The key with this value; values are unique in an account and region. */
export function apiKeyWithValue(context: OperationContext, value: string): ApiKeyRecord | undefined {
  return context.store.list('apiKey', apiKeyParent(context)).find((key) => key.value === value)
}

/**
 * The keys whose names begin with the query, in the order of AWS's lists: by name where a query asks for names, else (and
 * among equal names) the youngest first.
 *
 * Source: radkawar/stackd testdata/aws/apigateway/api_keys.json, captured on 2026-09-25.
 */
export function listedKeys(keys: readonly ApiKeyRecord[], nameQuery = ''): ApiKeyRecord[] {
  const youngestFirst = [...keys].reverse()
  if (nameQuery === '') return youngestFirst
  return youngestFirst
    .filter(({name = ''}) => name.startsWith(nameQuery))
    .sort(({name: one = ''}, {name: other = ''}) => (one < other ? -1 : one > other ? 1 : 0))
}

export function checkApiKeyValue(value: string): void {
  if (value.length < minimumValue) throw badRequest(`API Key value should be at least ${minimumValue} characters`)
  if (value.length > maximumValue) throw badRequest(`API Key value exceeds maximum size of ${maximumValue} characters`)
}

/** Refuses texts of a new or changed key that AWS does not keep. */
export function checkApiKeyTexts({
  name = '',
  description = '',
  customerId,
}: Pick<ApiKeyRecord, 'name' | 'description' | 'customerId'>): void {
  if (name.length > maximumName) throw badRequest(`Invalid API Key name, can be at most ${maximumName} characters.`)
  if (description.length > maximumDescription) throw badRequest('Invalid API Key description specified.')
  if (customerId === '') throw badRequest('Customer Id cannot be an empty string')
}

export function checkNewValue(context: OperationContext, value: string): void {
  checkApiKeyValue(value)
  if (apiKeyWithValue(context, value) !== undefined) throw conflict('API Key already exists')
}
