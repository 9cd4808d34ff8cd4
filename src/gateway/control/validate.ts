import type {Members} from './operation.js'
import {ServiceError} from './service-error.js'
import type {ErrorCode} from './service-error.js'
import type {Member, Shape, WireOperation} from './shape.js'
import type {ServiceName} from './wire-model.js'

/**
 * Checks members against the service model as the service frame does, before any behaviour runs: required members,
 * enums and the patterns below. All violations are reported at once, in AWS's words.
 *
 * REST throws ValidationException. apigatewayv2 has no such error in its model, so it throws BadRequestException; CloudWatch
 * Logs throws InvalidParameterException.
 * Source of the texts: answers recorded in localstack/localstack tests/aws/services/apigateway/*.snapshot.json.
 */
export function validateInput(operation: WireOperation, input: Members): void {
  const all = [...(operation.input?.members().values() ?? [])]
  // What the body says is told before what the path says (recorded for UpdateMethodResponse).
  const members = [...all.filter(isInBody), ...all.filter((member) => !isInBody(member))]
  const required = new Set(operation.input?.required)
  const body = `${operation.name.slice(0, 1).toLowerCase()}${operation.name.slice(1)}Input`
  const violations = members.flatMap((member) => {
    const path = member.place === 'body' && operation.service === 'apigateway' ? `${body}.${member.name}` : member.name
    return [
      ...checkMember(member, input[member.name], path, required.has(member.name), operation),
      ...checkPattern(member, input, path, operation),
    ]
  })
  if (violations.length === 0) return
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`
  throw new ServiceError(refusalCodes[operation.service], `${count} detected: ${violations.join('; ')}`)
}

function isInBody({place}: Member): boolean {
  return place === 'body'
}

const refusalCodes = {
  apigateway: 'ValidationException',
  apigatewayv2: 'BadRequestException',
  apigatewaymanagementapi: 'BadRequestException',
  cloudwatch: 'ValidationException',
  logs: 'InvalidParameterException',
  lambda: 'ValidationException',
  sts: 'ValidationException',
} as const satisfies Record<ServiceName, ErrorCode>

/** Enums that the service itself checks, with a text of its own: their operations do it. */
const checkedByService = new Set([
  'CreateApi.protocolType',
  'CreateAuthorizer.authorizerType',
  'UpdateAuthorizer.authorizerType',
])

function checkMember(
  member: Member,
  value: unknown,
  path: string,
  required: boolean,
  operation: WireOperation,
): string[] {
  if (value === undefined) return required ? [constraint('null', path, 'Member must not be null')] : []
  if (operation.service === 'apigatewayv2' && checkedByService.has(`${operation.name}.${member.name}`)) return []
  return checkValue(value, member.shape, path, operation)
}

function checkValue(value: unknown, shape: Shape, path: string, operation: WireOperation): string[] {
  if (shape.kind === 'string') {
    if (shape.allowed === undefined || typeof value !== 'string' || shape.allowed.includes(value)) return []
    return [constraint(`'${value}'`, path, enumRule(shape.allowed))]
  }
  if (shape.kind === 'list' && Array.isArray(value)) return checkList(value, shape.element, path, operation)
  if (shape.kind === 'map') {
    return Object.entries(value as Members).flatMap(([key, entry]) =>
      checkValue(entry, shape.element, `${path}.${key}.member`, operation),
    )
  }
  if (shape.kind !== 'structure') return []
  const required = new Set(shape.structure.required)
  return [...shape.structure.members().values()].flatMap((member) =>
    checkMember(
      member,
      (value as Members)[member.name],
      `${path}.${member.name}`,
      required.has(member.name),
      operation,
    ),
  )
}

/** A list of enum values is reported as a whole, a list of structures entry by entry (counting from 1). */
function checkList(values: readonly unknown[], element: Shape, path: string, operation: WireOperation): string[] {
  if (element.kind !== 'string') {
    return values.flatMap((value, index) => checkValue(value, element, `${path}.${index + 1}.member`, operation))
  }
  const {allowed} = element
  if (allowed === undefined || values.every((value) => allowed.includes(String(value)))) return []
  return [constraint(`'[${values.join(', ')}]'`, path, `Member must satisfy constraint: [${enumRule(allowed)}]`)]
}

/** Patterns are not in the SDK's schemas; these are the ones seen in recorded answers. */
const patterns: Readonly<Record<string, string>> = {statusCode: String.raw`[1-5]\d\d`}

function checkPattern(member: Member, input: Members, path: string, operation: WireOperation): string[] {
  const pattern = operation.service === 'apigateway' ? patterns[member.name] : undefined
  const value = input[member.name]
  if (pattern === undefined || typeof value !== 'string' || new RegExp(`^(?:${pattern})$`).test(value)) return []
  return [constraint(`'${value}'`, path, `Member must satisfy regular expression pattern: ${pattern}`)]
}

function constraint(value: string, path: string, rule: string): string {
  return `Value ${value} at '${path}' failed to satisfy constraint: ${rule}`
}

function enumRule(allowed: readonly string[]): string {
  return `Member must satisfy enum value set: [${inRecordedOrder(allowed).join(', ')}]`
}

/** AWS prints a set in its hash order; where an answer was recorded that order is known, elsewhere it is sorted. */
const recordedOrders: readonly (readonly string[])[] = [
  ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'],
  ['PRIVATE', 'EDGE', 'REGIONAL'],
  ['ipv4', 'dualstack'],
  ['add', 'remove', 'move', 'test', 'replace', 'copy'],
  [
    'RESPONSE_BODY',
    'RESPONSE',
    'METHOD',
    'MODEL',
    'AUTHORIZER',
    'RESPONSE_HEADER',
    'RESOURCE',
    'PATH_PARAMETER',
    'REQUEST_BODY',
    'QUERY_PARAMETER',
    'API',
    'REQUEST_HEADER',
  ],
  [
    'REQUEST_TOO_LARGE',
    'RESOURCE_NOT_FOUND',
    'AUTHORIZER_CONFIGURATION_ERROR',
    'MISSING_AUTHENTICATION_TOKEN',
    'BAD_REQUEST_BODY',
    'INVALID_SIGNATURE',
    'INVALID_API_KEY',
    'BAD_REQUEST_PARAMETERS',
    'AUTHORIZER_FAILURE',
    'UNAUTHORIZED',
    'INTEGRATION_TIMEOUT',
    'ACCESS_DENIED',
    'DEFAULT_4XX',
    'DEFAULT_5XX',
    'WAF_FILTERED',
    'QUOTA_EXCEEDED',
    'THROTTLED',
    'API_CONFIGURATION_ERROR',
    'UNSUPPORTED_MEDIA_TYPE',
    'INTEGRATION_FAILURE',
    'EXPIRED_TOKEN',
  ],
]

function inRecordedOrder(allowed: readonly string[]): readonly string[] {
  const recorded = recordedOrders.find(
    (order) => order.length === allowed.length && order.every((value) => allowed.includes(value)),
  )
  return recorded ?? allowed
}
