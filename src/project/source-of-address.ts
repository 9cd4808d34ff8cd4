import {follow} from '../spec/cursor.js'
import {locate, memberOf, toPointer} from '../spec/document.js'
import type {Path, Place, SpecDocument} from '../spec/document.js'

/**
 * Where a definition says what an address names: `GET /pets integration.requestTemplates["application/json"]`, `policy`,
 * `gatewayResponses.UNAUTHORIZED`. The nearest enclosing place when the very member is not written down; undefined for
 * what is no part of a definition, as a stage. Pure.
 */
export function sourceOfAddress(document: SpecDocument, address: string): Place | undefined {
  const [, verb, path, rest] = /^([A-Z]+) (\/\S*)(?: (.*))?$/.exec(address) ?? []
  const steps = verb === undefined || path === undefined ? rootSteps(address) : operationSteps(document, verb, path)
  if (steps === undefined) return undefined
  return locate(document, rest === undefined ? steps : memberSteps(document, steps, rest), 'key')
}

const extension = (name: string): string => `x-amazon-apigateway-${name}`

/** Members of an API as people name them, and where a definition has them. */
const rootMembers: Readonly<Record<string, string>> = {
  policy: extension('policy'),
  gatewayResponses: extension('gateway-responses'),
  minimumCompressionSize: extension('minimum-compression-size'),
  corsConfiguration: extension('cors'),
}

function rootSteps(address: string): Path | undefined {
  if (address === '$default') return ['paths', '/$default', extension('any-method')]
  const [root = '', ...names] = address.split('.')
  const member = Object.hasOwn(rootMembers, root) ? rootMembers[root] : undefined
  return member === undefined ? undefined : [member, ...names]
}

/** Paths may have a prefix that the definition's server adds: the longest one that fits is meant. */
function operationSteps({root}: SpecDocument, verb: string, path: string): Path | undefined {
  const paths = memberOf(root, 'paths')
  if (typeof paths !== 'object' || paths === null) return undefined
  const found = Object.keys(paths)
    .filter((candidate) => path === candidate || (candidate !== '/' && path.endsWith(candidate)))
    .sort((one, other) => other.length - one.length)[0]
  if (found === undefined) return undefined
  return ['paths', found, verb === 'ANY' ? extension('any-method') : verb.toLowerCase()]
}

/** Below an operation: `integration.responses["200"].responseTemplates["application/json"]`, `authorizer`. */
function memberSteps(document: SpecDocument, operation: Path, rest: string): Path {
  const names = [...rest.matchAll(/\["([^"]*)"\]|([^.[\]]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  const [first = '', ...below] = names
  if (first === 'integration') return integrationSteps(document, [...operation, extension('integration')], below)
  const own: Readonly<Record<string, string>> = {
    authorizer: 'security',
    apiKeyRequired: 'security',
    requestValidator: extension('request-validator'),
  }
  const member = own[first]
  if (member === undefined) return operation
  const isOwn = follow(document.root, toPointer([...operation, member]))?.value !== undefined
  return isOwn ? [...operation, member] : [member]
}

/** Responses are written by selection pattern, and named by status. */
function integrationSteps(document: SpecDocument, integration: Path, names: readonly string[]): Path {
  const [first, status, ...below] = names
  if (first !== 'responses' || status === undefined) return [...integration, ...names]
  const responses = follow(document.root, toPointer([...integration, 'responses']))?.value
  const entries = typeof responses === 'object' && responses !== null ? Object.entries(responses) : []
  const isMeant = (code: unknown): boolean => code === status || code === Number(status)
  const [pattern] = entries.find(([, response]) => isMeant(memberOf(response, 'statusCode'))) ?? []
  return [...integration, 'responses', ...(pattern === undefined ? [] : [pattern, ...below])]
}
