import {didYouMean} from '../errors/did-you-mean.js'
import {members} from './cursor.js'
import type {Cursor} from './cursor.js'
import type {SpecDocument} from './document.js'
import type {Findings} from './findings.js'
import type {Reader} from './reader.js'
import {specVersion} from './spec-version.js'
import type {SpecVersion} from './spec-version.js'

/** The dialect of a document; undefined after an error when it is none that can be read. */
export function requireVersion(document: SpecDocument, findings: Findings): SpecVersion | undefined {
  const found = specVersion(document)
  if (found.version !== undefined) return found.version
  if (found.key === undefined) findings.error([], withoutVersion(document))
  else findings.error([found.key], unknownVersion(found.key, found.written ?? ''))
  return undefined
}

const rootKeys = [
  '$self',
  'basePath',
  'components',
  'consumes',
  'definitions',
  'externalDocs',
  'host',
  'info',
  'jsonSchemaDialect',
  'openapi',
  'parameters',
  'paths',
  'produces',
  'responses',
  'schemes',
  'security',
  'securityDefinitions',
  'servers',
  'swagger',
  'tags',
  'webhooks',
]

const extensions = [
  'any-method',
  'api-key-source',
  'auth',
  'authorizer',
  'authtype',
  'binary-media-types',
  'cors',
  'documentation',
  'endpoint-access-mode',
  'endpoint-configuration',
  'gateway-responses',
  'importexport-version',
  'integration',
  'integrations',
  'minimum-compression-size',
  'policy',
  'request-validator',
  'request-validators',
  'security-policy',
  'tag-value',
].map((name) => `x-amazon-apigateway-${name}`)

/** Not part of what is planned and applied yet: said, so that nobody believes it is in force. */
const unmanaged = ['x-amazon-apigateway-endpoint-access-mode', 'x-amazon-apigateway-security-policy']

/** Tells top-level keys that nobody reads: other extensions of API Gateway, and what OpenAPI does not know. */
export function checkRoot(reader: Reader, root: Cursor): void {
  if (reader.mode === 'import') return
  for (const [key, at] of members(root)) {
    if (unmanaged.includes(key)) reader.findings.warning(at.path, notManaged(key))
    if (rootKeys.includes(key) || extensions.includes(key)) continue
    const amazon = key.startsWith('x-amazon-apigateway')
    if (key.startsWith('x-') && !amazon) continue
    const near = didYouMean(key, amazon ? extensions : rootKeys)
    const finding = unknownKey(key, near)
    if (near === undefined) reader.findings.warning(at.path, finding)
    else reader.findings.error(at.path, finding)
  }
}

function unknownKey(
  key: string,
  near: string | undefined,
): {code: string; part: 'key'; what: string; why: string; fix: string} {
  return {
    code: 'SPEC_UNKNOWN_KEY',
    part: 'key',
    what: `The document has an unknown member "${key}".`,
    why: 'API Gateway would ignore it without a word.',
    fix: near === undefined ? 'Remove it.' : `Did you mean "${near}"?`,
  }
}

function notManaged(key: string): {code: string; part: 'key'; what: string; why: string; fix: string} {
  return {
    code: 'SPEC_NOT_MANAGED',
    part: 'key',
    what: `"${key}" is not applied by apigw.`,
    why: 'It is a setting that this version does not manage.',
    fix: 'Set it on the API itself, for example in the console.',
  }
}

/** Other kinds of files are recognised, because the wrong file is the likeliest cause. */
function withoutVersion(document: SpecDocument): {code: string; what: string; why: string; fix: string; aws: string} {
  const {root} = document
  const template = 'AWSTemplateFormatVersion' in root || 'Resources' in root
  const why = template
    ? 'This looks like a CloudFormation template.'
    : 'asyncapi' in root
      ? 'This is an AsyncAPI document.'
      : 'It has neither "openapi" nor "swagger" at the top.'
  const fix = template
    ? 'Put the definition into a file of its own, and let the template include it.'
    : 'Add "openapi: 3.0.1" at the top, or name the OpenAPI file.'
  return {
    code: 'SPEC_VERSION',
    what: 'This is not an OpenAPI document.',
    why,
    fix,
    aws: 'Unable to parse OpenAPI document.',
  }
}

function unknownVersion(
  key: string,
  written: string,
): {code: string; what: string; why: string; fix: string; aws: string} {
  const newer = key === 'openapi' && /^3\.\d/.test(written)
  return {
    code: 'SPEC_VERSION',
    what: `"${key}: ${written}" cannot be read.`,
    why: 'The versions that can be read are "swagger: 2.0", "openapi: 3.0.x" and "openapi: 3.1.x".',
    fix: newer ? 'Write the document in OpenAPI 3.0: that is the newest API Gateway takes.' : 'Correct the version.',
    aws: `Unable to determine OAS version from '${written}'`,
  }
}
