import type {ErrorObject} from 'ajv'
import {PatternError} from '../../../vtl/regex/pattern-error.js'
import type {ModelRecord} from '../../store/rest-records.js'
import {mediaType} from '../header-list.js'
import {equalityKeywords} from './equality-keywords.js'
import {SchemaPattern} from './schema-pattern.js'

/**
 * Checks a body against the model of its media type. Answers AWS's findings as its validator words them, or undefined
 * when the body is fine or no model speaks of its type.
 */
export type BodyValidator = (contentType: string | undefined, body: Buffer) => string | undefined

type Check = (value: unknown) => string | undefined

/**
 * Compiles the models of one method (JSON Schema draft 4). Loads the schema compiler on first use and throws what it
 * throws for a schema it cannot compile. Models refer to each other as
 * `https://apigateway.amazonaws.com/restapis/{id}/models/{name}`.
 */
export async function createBodyValidator(
  requestModels: Readonly<Record<string, string>>,
  models: readonly ModelRecord[],
): Promise<BodyValidator> {
  const checks = await compileChecks(requestModels, models)
  return (contentType, body) => {
    const check = checks.get(mediaType(contentType) ?? 'application/json') ?? checks.get('$default')
    return check === undefined ? undefined : checkBody(check, body)
  }
}

function checkBody(check: Check, body: Buffer): string | undefined {
  let value: unknown
  try {
    // An empty body counts as {} (recorded, localstack test_apigateway_common.py, request validator).
    value = body.length === 0 ? {} : JSON.parse(body.toString())
  } catch {
    return 'Unable to parse JSON request body'
  }
  try {
    return check(value)
  } catch (error) {
    // Checks of recursive models call themselves; a body made deep on purpose exhausts the stack and is no valid body.
    if (error instanceof PatternError) return 'JSON request body takes too long to check against a pattern'
    if (error instanceof RangeError) return 'JSON request body is nested too deeply'
    throw error
  }
}

async function compileChecks(
  requestModels: Readonly<Record<string, string>>,
  models: readonly ModelRecord[],
): Promise<Map<string, Check>> {
  const [{default: Ajv}, {default: addFormats}] = await Promise.all([import('ajv-draft-04'), import('ajv-formats')])
  const ajv = new Ajv.default({
    strict: false,
    allErrors: true,
    logger: false,
    validateSchema: false,
    unicodeRegExp: false,
    code: {regExp: schemaPattern},
    verbose: true,
  })
  addFormats.default(ajv, ['date-time', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'regex'])
  for (const definition of equalityKeywords) ajv.removeKeyword(definition.keyword).addKeyword(definition)
  for (const model of models) ajv.addSchema(schemaOf(model), modelKey(model.name))
  const checks = new Map<string, Check>()
  for (const [contentType, name] of Object.entries(requestModels)) {
    const validate = ajv.getSchema(modelKey(name))
    if (validate === undefined) throw new Error(`The model ${name} does not exist.`)
    checks.set(contentType.toLowerCase(), (value) =>
      validate(value) === true ? undefined : `[${describe(validate.errors ?? []).join(', ')}]`,
    )
  }
  return checks
}

/** Ajv asks for the name under which generated code would find it; no code is kept here. */
const schemaPattern = Object.assign((source: string, flags: string) => new SchemaPattern(source, flags), {
  code: 'schemaPattern',
})

function modelKey(name: string): string {
  return `apigw:/models/${name}`
}

/** The schema with references to sibling models made local, and without names of its own that could clash. */
function schemaOf(model: ModelRecord): Record<string, unknown> {
  const schema: unknown = JSON.parse(model.schema ?? '{}', (key, value: unknown) => {
    const name =
      key === '$ref' && typeof value === 'string' ? /\/restapis\/[^/]+\/models\/([^/#]+)(#.*)?$/.exec(value) : null
    return name === null ? value : `${modelKey(name[1] ?? '')}${name[2] ?? ''}`
  })
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return {}
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== 'id'))
}

/** Findings in the words of the Java validator that AWS uses (json-schema-validator 2.2, message bundle). */
function describe(errors: readonly ErrorObject[]): string[] {
  const missing = new Map<string, string[]>()
  const texts: string[] = []
  for (const error of errors) {
    const {missingProperty, additionalProperty} = error.params as {
      missingProperty?: string
      additionalProperty?: string
    }
    if (error.keyword === 'required') collect(missing, `required ${error.instancePath}`, missingProperty)
    else if (error.keyword === 'additionalProperties')
      collect(missing, `extra ${error.instancePath}`, additionalProperty)
    else texts.push(finding(error))
  }
  const grouped = [...missing].map(([key, names]) =>
    key.startsWith('required')
      ? `object has missing required properties (${JSON.stringify(names.sort())})`
      : `object instance has properties which are not allowed by the schema: ${JSON.stringify(names.sort())}`,
  )
  return [...grouped, ...texts]
}

function collect(groups: Map<string, string[]>, key: string, name: string | undefined): void {
  groups.set(key, [...(groups.get(key) ?? []), name ?? ''])
}

function finding({keyword, data, schema, params, message}: ErrorObject): string {
  const found = JSON.stringify(data)
  const size = Array.isArray(data) || typeof data === 'string' ? data.length : 0
  const wording: Record<string, string> = {
    type: `instance type (${typeName(data)}) does not match any allowed primitive type (allowed: ${JSON.stringify([schema].flat())})`,
    enum: `instance value (${found}) not found in enum (possible values: ${JSON.stringify(schema)})`,
    minLength: `string ${found} is too short (length: ${size}, required minimum: ${String(schema)})`,
    maxLength: `string ${found} is too long (length: ${size}, maximum allowed: ${String(schema)})`,
    pattern: `ECMA 262 regex ${JSON.stringify(schema)} does not match input string ${found}`,
    minimum: `numeric instance is lower than the required minimum (minimum: ${String(schema)}, found: ${found})`,
    maximum: `numeric instance is greater than the required maximum (maximum: ${String(schema)}, found: ${found})`,
    multipleOf: `remainder of division is not zero (${found} / ${String(schema)})`,
    minItems: `array is too short: must have at least ${String(schema)} elements but instance has ${size} elements`,
    maxItems: `array is too long: must have at most ${String(schema)} elements but instance has ${size} elements`,
    uniqueItems: 'array must not contain duplicate elements',
    format: `string ${found} is invalid against requested ${String(schema)} format`,
    oneOf: `instance failed to match exactly one schema (matched ${matchedSchemas(params)} out of ${countOf(schema)})`,
    anyOf: `instance failed to match at least one required schema among ${countOf(schema)}`,
    not: 'instance matched a schema which it should not have',
  }
  return wording[keyword] ?? message ?? keyword
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

function matchedSchemas(params: object): number {
  const {passingSchemas} = params as {passingSchemas?: readonly number[] | null}
  return passingSchemas?.length ?? 0
}

function countOf(schema: unknown): number {
  return Array.isArray(schema) ? schema.length : 1
}
