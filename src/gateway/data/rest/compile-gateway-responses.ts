import {parseContextTemplate} from '../context-template.js'
import type {GatewayResponseRecord} from '../../store/rest-records.js'
import type {CompiledApi, CompiledGatewayResponse, GatewayResponseHeader} from './compiled-api.js'
import {gatewayResponseTypes, type GatewayResponseDefault, type GatewayResponseType} from './gateway-response-type.js'

/**
 * Resolves what each of the 21 types answers: its own entry if it was put, else that of DEFAULT_4XX or DEFAULT_5XX, else
 * AWS's built-in answer. A put entry without status keeps the status of the type.
 */
export function compileGatewayResponses(records: readonly GatewayResponseRecord[]): CompiledApi['gatewayResponses'] {
  const put = new Map(records.map((record) => [record.responseType, compileRecord(record)]))
  const types = Object.keys(gatewayResponseTypes) as GatewayResponseType[]
  return Object.fromEntries(types.map((type) => [type, resolve(type, put)])) as CompiledApi['gatewayResponses']
}

/** REQUEST_TOO_LARGE can be put and is not obeyed: developer guide, "Important notes" (public copy April 2026). */
const fixedType: GatewayResponseType = 'REQUEST_TOO_LARGE'

function resolve(
  type: GatewayResponseType,
  put: ReadonlyMap<string, CompiledGatewayResponse>,
): CompiledGatewayResponse {
  if (type === fixedType) return builtIn
  const {status}: GatewayResponseDefault = gatewayResponseTypes[type]
  const fallback = status === undefined ? undefined : status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX'
  return put.get(type) ?? (fallback === undefined ? undefined : put.get(fallback)) ?? builtIn
}

const builtIn: CompiledGatewayResponse = {type: undefined, status: undefined, headers: [], templates: undefined}

function compileRecord(record: GatewayResponseRecord): CompiledGatewayResponse {
  const entries = Object.entries(record.responseTemplates)
  return {
    type: record.responseType as GatewayResponseType,
    status: record.statusCode === undefined || record.statusCode === '' ? undefined : Number(record.statusCode),
    headers: Object.entries(record.responseParameters).flatMap(([target, expression]) =>
      compileHeader(target, expression),
    ),
    templates:
      entries.length === 0
        ? undefined
        : entries.map(([mediaType, text]) => ({
            mediaType: mediaType.toLowerCase(),
            template: parseContextTemplate(text),
          })),
  }
}

function compileHeader(target: string, expression: string): GatewayResponseHeader[] {
  const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1]
  if (name === undefined) return []
  const isStatic = expression.length > 1 && expression.startsWith("'") && expression.endsWith("'")
  if (isStatic) return [{name, text: expression.slice(1, -1), steps: undefined}]
  return [{name, text: '', steps: expression.replace(/^method\.input\.params\./, 'method.request.header.').split('.')}]
}
