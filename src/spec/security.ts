import {didYouMean} from '../errors/did-you-mean.js'
import {isJsonObject} from '../model/json.js'
import {child, follow, items, members} from './cursor.js'
import type {Cursor} from './cursor.js'
import {dereference, readText, readTexts} from './reader.js'
import type {Reader} from './reader.js'

/** What a security scheme means to API Gateway. */
export type SchemeKind = 'authorizer' | 'apiKey' | 'iam' | 'ignored'

/** The security schemes of a document by name. */
export type Schemes = ReadonlyMap<string, {kind: SchemeKind; at: Cursor}>

/** `securityDefinitions`, or `components.securitySchemes`, told apart by their extensions. */
export function readSchemes(reader: Reader): Schemes {
  const homes = ['#/securityDefinitions', '#/components/securitySchemes'].map((each) =>
    follow(reader.document.root, each),
  )
  const [swagger] = homes
  // Reading it all the same keeps an operation closed that its author believes to be protected.
  if (swagger !== undefined && reader.version !== '2.0') reader.findings.warning(swagger.path, misplaced)
  return new Map(
    homes
      .flatMap((home) => (home === undefined ? [] : members(home)))
      .flatMap(([name, each]) => {
        const at = dereference(reader, each)
        return at === undefined ? [] : [[name, {kind: kindOf(reader, at), at}] as const]
      }),
  )
}

function kindOf(reader: Reader, at: Cursor): SchemeKind {
  if (child(at, 'x-amazon-apigateway-authorizer').value !== undefined) return 'authorizer'
  const authtype = child(at, 'x-amazon-apigateway-authtype').value
  if (typeof authtype === 'string' && authtype.toLowerCase().startsWith('aws')) return 'iam'
  const type = child(at, 'type').value
  const name = readText(reader, child(at, 'name')) ?? ''
  return type === 'apiKey' && child(at, 'in').value === 'header' && name.toLowerCase() === 'x-api-key'
    ? 'apiKey'
    : 'ignored'
}

/** Who may call an operation, as its `security` says. */
export type Security = {
  authorizer?: {name: string; scopes: string[]}
  iam: boolean
  apiKeyRequired: boolean
  /** Where it is said; undefined when nothing is said. */
  at?: Cursor
}

/**
 * The requirement of an operation, else of the document: at most one authorizer, and the API key.
 *
 * AWS's guide says that root security is not used; recordings of imports show that it is.
 */
export function readSecurity(reader: Reader, schemes: Schemes, operation: Cursor): Security {
  const own = child(operation, 'security')
  const at = own.value === undefined ? child({value: reader.document.root, path: []}, 'security') : own
  const named = items(at).flatMap((entry) => members(entry))
  const security: Security = {iam: false, apiKeyRequired: false, ...(at.value !== undefined && {at})}
  const decided = child(operation, 'x-amazon-apigateway-auth').value !== undefined
  for (const [name, scopes] of named) require(reader, schemes, security, {name, scopes, decided})
  const ignored = named.find(([name]) => schemes.get(name)?.kind === 'ignored')
  const open = security.authorizer === undefined && !security.iam && !security.apiKeyRequired
  if (ignored !== undefined && open) reader.findings.warning(ignored[1].path, ignoredScheme(ignored[0]))
  const isOptional = items(own).some((entry) => isJsonObject(entry.value) && members(entry).length === 0)
  if (isOptional && !open && reader.mode === 'author') reader.findings.warning(own.path, optional)
  return security
}

function require(
  reader: Reader,
  schemes: Schemes,
  security: Security,
  {name, scopes, decided}: {name: string; scopes: Cursor; decided: boolean},
): void {
  switch (schemes.get(name)?.kind) {
    case 'apiKey':
      security.apiKeyRequired = true
      return
    case 'iam':
      if (security.authorizer !== undefined) reader.findings.error(scopes.path, severalAuthorizers)
      security.iam = true
      return
    case 'authorizer':
      if (security.iam || (security.authorizer !== undefined && security.authorizer.name !== name)) {
        reader.findings.error(scopes.path, severalAuthorizers)
      }
      security.authorizer = {name, scopes: readTexts(reader, scopes) ?? []}
      return
    case 'ignored':
      return
    case undefined:
      // SAM writes this name for "no authorizer" and never declares it. AWS's import passes over any name it does not find.
      if (name === 'NONE' || reader.mode === 'import') return
      // The extension has the last word on who may call, so the name changes nothing; AWS takes such documents.
      if (decided) reader.findings.warning(scopes.path, unknownScheme(name, [...schemes.keys()]))
      else reader.findings.error(scopes.path, unknownScheme(name, [...schemes.keys()]))
  }
}

const misplaced = {
  code: 'SPEC_MISPLACED',
  part: 'key' as const,
  what: '"securityDefinitions" belongs to Swagger 2.0.',
  why: 'OpenAPI 3 has security schemes under components. They are used all the same.',
  fix: 'Move them to "components: securitySchemes:".',
}
const optional = {
  code: 'SPEC_SECURITY_OPTIONAL',
  part: 'key' as const,
  what: 'The empty entry in "security" lets nobody in: callers need what the other entries say.',
  why: 'A method of API Gateway asks for its authorizer and API key always, or never.',
  fix: 'Remove the empty entry, or let a Lambda authorizer decide who may come without.',
}
const severalAuthorizers = {
  code: 'SPEC_SEVERAL_AUTHORIZERS',
  part: 'key' as const,
  what: 'The operation has more than one authorizer.',
  why: 'API Gateway uses one authorizer for a method, or IAM.',
  fix: 'Keep one of them; an API key may stand beside it.',
}

function unknownScheme(
  name: string,
  names: readonly string[],
): {code: string; part: 'key'; what: string; why: string; fix: string} {
  const near = didYouMean(name, names)
  return {
    code: 'SPEC_UNKNOWN_SCHEME',
    part: 'key',
    what: `There is no security scheme "${name}".`,
    why: names.length === 0 ? 'The document declares none.' : `The document has: ${names.join(', ')}.`,
    fix: near === undefined ? 'Declare the scheme, or correct the name.' : `Did you mean "${near}"?`,
  }
}

function ignoredScheme(name: string): {code: string; part: 'key'; what: string; why: string; fix: string} {
  return {
    code: 'SPEC_OPEN_OPERATION',
    part: 'key',
    what: `API Gateway ignores the security scheme "${name}": anyone may call this operation.`,
    why: 'A scheme protects only with x-amazon-apigateway-authorizer, x-amazon-apigateway-authtype: awsSigv4, or as an x-api-key header.',
    fix: `Add x-amazon-apigateway-authorizer to "${name}".`,
  }
}
