import type {RestApiRecord} from '../../store/rest-records.js'
import {jsonDepth, maximumJsonDepth} from './json-depth.js'
import {parseJsonObject} from './parse-json-object.js'
import {badRequest} from './refuse.js'

/**
 * A resource policy as AWS keeps it: compact JSON text with the short form `execute-api:/stage/verb/path` written out as
 * the API's own ARN.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export function storedPolicy(
  text: string,
  {id, region, accountId}: Pick<RestApiRecord, 'id' | 'region' | 'accountId'>,
): string {
  return writtenOut(parsePolicy(text), `arn:aws:execute-api:${region}:${accountId}:${id}`)
}

/** The JSON text of a policy in which the short form is below the ARN of an API. */
export function writtenOut(document: unknown, arn: string): string {
  return JSON.stringify(document, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith('execute-api:/')
      ? `${arn}${value.slice('execute-api:'.length)}`
      : value,
  )
}

/** AWS answers a policy as the inside of a JSON string, quotes escaped once more; clients unescape it. */
export function escapedPolicy(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** Characters of a resource policy, the default quota. */
const maximumLength = 8192

function parsePolicy(text: string): object {
  const document = parseJsonObject(text) ?? parseJsonObject(unescapePolicy(text))
  const isTooMuch = text.length > maximumLength * 2 || jsonDepth(text) > maximumJsonDepth
  if (isTooMuch || document === undefined || !Array.isArray(statementsOf(document))) {
    throw badRequest('Invalid policy document. Please check the policy syntax and ensure that Principals are valid.')
  }
  return document
}

/** Clients that send back what AWS answered send the escaped form. */
function unescapePolicy(text: string): string {
  return text.replaceAll('\\"', '"').replaceAll('\\\\', '\\')
}

function statementsOf(document: object): unknown {
  const statement: unknown = 'Statement' in document ? document.Statement : undefined
  return typeof statement === 'object' && statement !== null && !Array.isArray(statement) ? [statement] : statement
}
