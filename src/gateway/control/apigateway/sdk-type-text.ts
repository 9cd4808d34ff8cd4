import {isJsonObject, type Json, type JsonObject} from '../../../model/json.js'
import type {RestApi} from '../../../model/rest-api.js'
import type {SdkMethod} from './sdk-method.js'

/** TypeScript declarations of a client: its models, its calls and how it is made. */
export function sdkTypeText(api: RestApi, methods: readonly SdkMethod[]): string {
  const models = Object.entries(api.models).map(
    ([name, {schema}]) => `export type ${typeName(name)} = ${typeOf(schema, name)}`,
  )
  const calls = methods.map(
    (method) =>
      `  ${method.name}(params: ${parametersType(method)}, body?: ${bodyType(method)}, additional?: AdditionalParams): Promise<ApigResponse<${answerType(method)}>>`,
  )
  return `${[...models, frame].join('\n\n')}

export interface ApigClient {
${calls.join('\n')}
}

export declare const apigClientFactory: {newClient(config?: ApigConfig): ApigClient}
`
}

const frame = `export type ApigConfig = {
  invokeUrl?: string
  apiKey?: string
  /** Changes a request before it is sent: signs it, or adds a token. */
  prepare?: (request: ApigRequest) => ApigRequest | Promise<ApigRequest>
}

export type ApigRequest = {url: string; method: string; headers: Record<string, string>; body?: string}

export type AdditionalParams = {headers?: Record<string, string>; queryParams?: Record<string, string>}

export type ApigResponse<Data> = {status: number; headers: Record<string, string>; data: Data}`

/** Models have alphanumeric names; what a document smuggles in becomes one. */
function typeName(name: string): string {
  const word = name.replaceAll(/[^A-Za-z0-9_]/g, '_')
  return `${word}Model`.replace(/^(\d)/, '_$1')
}

function parametersType({parameters}: SdkMethod): string {
  const members = parameters.map(({name, isRequired}) => `${JSON.stringify(name)}${isRequired ? '' : '?'}: string`)
  return members.length === 0 ? 'Record<string, never>' : `{${members.join('; ')}}`
}

function bodyType({bodyModel}: SdkMethod): string {
  return bodyModel === undefined ? 'unknown' : typeName(bodyModel)
}

function answerType({answerModels}: SdkMethod): string {
  return answerModels.length === 0 ? 'unknown' : [...new Set(answerModels.map(typeName))].join(' | ')
}

const simpleTypes: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

function typeOf(schema: Json, model: string): string {
  if (!isJsonObject(schema)) return 'unknown'
  const {$ref: reference, enum: values, type, items} = schema
  if (typeof reference === 'string') return referenceType(reference, model)
  if (Array.isArray(values)) return values.map((value: Json) => literal(value)).join(' | ') || 'never'
  if (Array.isArray(type)) return type.map((each: Json) => typeOf({...schema, type: each}, model)).join(' | ')
  const union = schema['oneOf'] ?? schema['anyOf']
  if (Array.isArray(union)) return union.map((each: Json) => `(${typeOf(each, model)})`).join(' | ') || 'unknown'
  if (type === 'array') return `Array<${items === undefined ? 'unknown' : typeOf(items, model)}>`
  if (typeof type === 'string' && Object.hasOwn(simpleTypes, type)) return simpleTypes[type] ?? 'unknown'
  return isJsonObject(schema['properties']) ? objectType(schema, schema['properties'], model) : openObject
}

const openObject = '{[name: string]: unknown}'

function objectType({required}: JsonObject, properties: JsonObject, model: string): string {
  const needed = new Set(Array.isArray(required) ? (required as readonly Json[]) : [])
  const members = Object.entries(properties).map(
    ([name, schema]) => `${JSON.stringify(name)}${needed.has(name) ? '' : '?'}: ${typeOf(schema, model)}`,
  )
  return members.length === 0 ? openObject : `{${members.join('; ')}}`
}

/** `#/models/Pet`, or the model itself; places inside models have no names. */
function referenceType(reference: string, model: string): string {
  const [, name] = /^#\/models\/([^/]+)$/.exec(reference) ?? []
  if (name !== undefined) return typeName(name)
  return reference === '#' ? typeName(model) : 'unknown'
}

function literal(value: Json): string {
  return typeof value === 'object' && value !== null ? 'unknown' : JSON.stringify(value)
}
