import {didYouMean} from '../../errors/did-you-mean.js'
import type {Authorizer, Method, MethodKey, RequestValidator, Verb} from '../../model/rest-api.js'
import {present} from '../../model/present.js'
import {child} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {checkKeys, dereference, expectObject, readerFor, readText, readWord, sortedRecord} from '../reader.js'
import type {Reader} from '../reader.js'
import {readSecurity} from '../security.js'
import type {Schemes, Security} from '../security.js'
import {checkParameterTypes, checkRequestMapping, checkResponseMapping} from './check-integration.js'
import {readIntegration} from './integration.js'
import {readMethodRequest} from './method-request.js'
import {readMethodResponses} from './method-responses.js'
import type {Models} from './models.js'
import type {RestPath} from './resources.js'

/** What methods refer to by name. */
export type MethodContext = {
  models: Models
  schemes: Schemes
  authorizers: Readonly<Record<string, Authorizer>>
  validators: Readonly<Record<string, RequestValidator>>
}

/** Keys of a path item that are operations, and the verb of each. */
export const operationKeys: ReadonlyMap<string, Verb> = new Map([
  ['get', 'GET'],
  ['put', 'PUT'],
  ['post', 'POST'],
  ['delete', 'DELETE'],
  ['options', 'OPTIONS'],
  ['head', 'HEAD'],
  ['patch', 'PATCH'],
  ['x-amazon-apigateway-any-method', 'ANY'],
])

const operationMembers = [
  'callbacks',
  'consumes',
  'deprecated',
  'description',
  'externalDocs',
  'isDefaultRoute',
  'operationId',
  'parameters',
  'produces',
  'requestBody',
  'responses',
  'schemes',
  'security',
  'servers',
  'summary',
  'tags',
  'x-amazon-apigateway-auth',
  'x-amazon-apigateway-integration',
  'x-amazon-apigateway-request-validator',
]
const itemMembers = [...operationKeys.keys(), '$ref', 'description', 'parameters', 'servers', 'summary', 'trace']

/** Operations of a path item by verb, references followed; members that are no operations are told. */
export function operationsOf(reader: Reader, item: Cursor): {verb: Verb; operation: Cursor}[] {
  const at = dereference(reader, item)
  if (at === undefined || !expectObject(reader, at)) return []
  checkItem(reader, at)
  return [...operationKeys].flatMap(([key, verb]) => {
    const operation = child(at, key)
    if (operation.value === undefined || operation.value === null || !expectObject(reader, operation)) return []
    checkKeys(reader, operation, operationMembers, 'An operation')
    return [{verb, operation}]
  })
}

function checkItem(reader: Reader, item: Cursor): void {
  const any = child(item, 'any')
  if (any.value !== undefined && reader.mode === 'author') reader.findings.error(any.path, anyMethod)
  if (child(item, 'trace').value !== undefined) reader.findings.warning(child(item, 'trace').path, trace)
  checkKeys(reader, item, [...itemMembers, 'any'], 'A path')
}

/** The methods of all paths, sorted by key. A method without integration is one warning for the whole document. */
export function readMethods(
  reader: Reader,
  paths: readonly RestPath[],
  context: MethodContext,
): Record<MethodKey, Method> {
  const methods = new Map<MethodKey, Method>()
  const open: Cursor[] = []
  for (const {path, item} of paths) {
    for (const {verb, operation} of operationsOf(reader, item)) {
      const key: MethodKey = `${verb} ${path}`
      if (methods.has(key)) reader.findings.error(operation.path, twice(key))
      const method = readMethod(reader, context, {verb, path, item, operation})
      methods.set(key, method)
      if (method.integration === undefined && child(operation, 'x-amazon-apigateway-integration').value === undefined) {
        open.push(operation)
      }
    }
  }
  const [first] = open
  if (first !== undefined) reader.findings.warning(first.path, noIntegration(open.length, methods.size))
  return sortedRecord(methods)
}

function readMethod(
  reader: Reader,
  context: MethodContext,
  at: {verb: Verb; path: string; item: Cursor; operation: Cursor},
): Method {
  const {operation} = at
  const place = `'${at.verb}' for resource at path '${at.path}'`
  const methodReader = readerFor(reader, `method '${at.verb}' on resource at path '${at.path}'`)
  const integrationReader = readerFor(reader, `integration on ${place}`)
  const request = readMethodRequest(methodReader, context.models, at)
  const responses = readMethodResponses(reader, context.models, operation)
  const found = readIntegration(integrationReader, operation)
  if (found !== undefined) {
    checkParameterTypes(reader, child(found.at, 'requestParameters'), at)
    checkRequestMapping(integrationReader, found.at, request.requestParameters, found.integration)
    checkResponseMapping(readerFor(reader, `integration response on ${place}`), found.at, responses, found.integration)
  }
  return {
    ...readAuthorization(methodReader, context, operation),
    ...present({
      operationName: readText(reader, child(operation, 'operationId')),
      requestValidator: readValidator(methodReader, context, operation),
      integration: found?.integration,
    }),
    ...request,
    responses,
  }
}

type Authorization = Pick<Method, 'authorizationType' | 'authorizer' | 'authorizationScopes' | 'apiKeyRequired'>

function readAuthorization(reader: Reader, context: MethodContext, operation: Cursor): Authorization {
  const security = readSecurity(reader, context.schemes, operation)
  const auth = child(operation, 'x-amazon-apigateway-auth')
  checkKeys(reader, auth, ['type'], 'x-amazon-apigateway-auth')
  const said = readWord(reader, child(auth, 'type'), ['NONE', 'AWS_IAM'] as const)
  const own = child(operation, 'security').value !== undefined
  return authorization(reader, context, {security, said, own, operation})
}

/** An authorizer named by the operation itself wins over `x-amazon-apigateway-auth`: the stricter reading is the safe one. */
function authorization(
  reader: Reader,
  context: MethodContext,
  {
    security,
    said,
    own,
    operation,
  }: {security: Security; said: 'NONE' | 'AWS_IAM' | undefined; own: boolean; operation: Cursor},
): Authorization {
  const {apiKeyRequired} = security
  const authorizer = said !== undefined && !own ? undefined : security.authorizer
  const protectedTwice = said !== undefined && own && (authorizer !== undefined || (security.iam && said === 'NONE'))
  if (protectedTwice) reader.findings.warning([...operation.path, 'x-amazon-apigateway-auth'], authIgnored)
  if (authorizer !== undefined) {
    const type = Object.hasOwn(context.authorizers, authorizer.name)
      ? context.authorizers[authorizer.name]?.type
      : undefined
    return {
      authorizationType: type === 'COGNITO_USER_POOLS' ? 'COGNITO_USER_POOLS' : 'CUSTOM',
      authorizer: authorizer.name,
      authorizationScopes: [...authorizer.scopes].sort(),
      apiKeyRequired,
    }
  }
  const iam = said === 'AWS_IAM' || (security.iam && (said === undefined || own))
  return {authorizationType: iam ? 'AWS_IAM' : 'NONE', authorizationScopes: [], apiKeyRequired}
}

const validatorKey = 'x-amazon-apigateway-request-validator'

/** Of the operation, else of the document. */
function readValidator(reader: Reader, context: MethodContext, operation: Cursor): string | undefined {
  const own = child(operation, validatorKey)
  const at = own.value === undefined ? child({value: reader.document.root, path: []}, validatorKey) : own
  const name = readText(reader, at)
  if (name === undefined || Object.hasOwn(context.validators, name)) return name
  const names = Object.keys(context.validators)
  const near = didYouMean(name, names)
  reader.findings.error(at.path, {
    code: 'SPEC_UNKNOWN_VALIDATOR',
    what: `There is no request validator "${name}".`,
    why: names.length === 0 ? 'The document declares none.' : `The document has: ${names.join(', ')}.`,
    fix: near === undefined ? 'Declare it under x-amazon-apigateway-request-validators.' : `Did you mean "${near}"?`,
    aws: 'Invalid Request Validator identifier specified',
  })
  return undefined
}

const anyMethod = {
  code: 'SPEC_UNKNOWN_KEY',
  part: 'key' as const,
  what: 'A path has no member "any".',
  why: 'API Gateway would ignore it, and the path would have no method.',
  fix: 'Write "x-amazon-apigateway-any-method".',
}
const trace = {
  code: 'SPEC_UNSUPPORTED_VERB',
  part: 'key' as const,
  what: 'API Gateway has no methods for TRACE.',
  why: 'It knows GET, PUT, POST, DELETE, PATCH, OPTIONS, HEAD and ANY.',
  fix: 'Remove the operation.',
}
const authIgnored = {
  code: 'SPEC_AUTH_IGNORED',
  part: 'key' as const,
  what: 'x-amazon-apigateway-auth has no effect here.',
  why: 'The operation also has "security", which protects it.',
  fix: 'Keep one of the two.',
}

function twice(key: string): {code: string; part: 'key'; what: string; why: string; fix: string} {
  return {
    code: 'SPEC_DUPLICATE_METHOD',
    part: 'key',
    what: `The method ${key} is there twice.`,
    why: 'Two keys of "paths" mean the same path.',
    fix: 'Keep one of them.',
  }
}

function noIntegration(open: number, all: number): {code: string; part: 'key'; what: string; why: string; fix: string} {
  return {
    code: 'SPEC_NO_INTEGRATION',
    part: 'key',
    what: `${open} of ${all} methods have no integration; this is the first.`,
    why: 'API Gateway can keep such a method, but it cannot be deployed.',
    fix: 'Add x-amazon-apigateway-integration to the operation.',
  }
}
