import type {GatewayResponseRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {findRestApi} from './find.js'
import {builtInTemplates, gatewayResponseTypes, ownStatusCode} from '../../../model/gateway-response-types.js'
import {page, type PageInput} from './page.js'
import {applyPatch, mapRule, refuseShortly, type PatchInput, type PatchTable} from './patch.js'
import {present} from './present.js'
import {badRequest, notFound} from './refuse.js'

type ResponseLabels = {restApiId: string; responseType: string}
type PutInput = ResponseLabels & Partial<GatewayResponseRecord>

function putGatewayResponse(input: PutInput, context: OperationContext): Members {
  const {responseType, responseParameters = {}, responseTemplates = builtInTemplates} = input
  const {id} = findRestApi(context, input.restApiId)
  const statusCode = input.statusCode ?? ownStatusCode(responseType)
  const record = present({responseType, statusCode, responseParameters, responseTemplates})
  checkResponse(record)
  context.store.put('gatewayResponse', [id, responseType], record)
  return {...record, defaultResponse: false}
}

function getGatewayResponse(input: ResponseLabels, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  return effectiveResponse(context, id, input.responseType)
}

function getGatewayResponses(input: {restApiId: string} & PageInput, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  // AWS answers all 21 in one page when no limit is given.
  const {items, position} = page(gatewayResponseTypes, {limit: gatewayResponseTypes.length, ...input}, (type) => type)
  return present({items: items.map((type) => effectiveResponse(context, id, type)), position})
}

/** What was put for the type; else what was put for its DEFAULT_4XX or DEFAULT_5XX; else AWS's own (recorded). */
function effectiveResponse({store}: OperationContext, restApiId: string, responseType: string): Members {
  const own = store.get('gatewayResponse', [restApiId, responseType])
  if (own !== undefined) return {...own, defaultResponse: false}
  const statusCode = ownStatusCode(responseType)
  const inherited = store.get('gatewayResponse', [restApiId, `DEFAULT_${statusCode?.charAt(0) ?? ''}XX`])
  return present({
    responseType,
    statusCode: inherited?.statusCode ?? statusCode,
    responseParameters: inherited?.responseParameters ?? {},
    responseTemplates: inherited?.responseTemplates ?? builtInTemplates,
    defaultResponse: true,
  })
}

function updateGatewayResponse(input: ResponseLabels & PatchInput, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  const {responseType} = input
  const before = context.store.get('gatewayResponse', [id, responseType]) ?? builtIn(responseType)
  const record = applyPatch(before, input, gatewayResponsePatch)
  checkResponse(record)
  context.store.put('gatewayResponse', [id, responseType], record)
  return {...record, defaultResponse: false}
}

function builtIn(responseType: string): GatewayResponseRecord {
  const statusCode = ownStatusCode(responseType)
  return present({responseType, statusCode, responseParameters: {}, responseTemplates: builtInTemplates})
}

const gatewayResponsePatch: PatchTable<GatewayResponseRecord> = {
  // A known path with a wrong operation is worded like an unknown path here (recorded).
  refuse: (operation) => refuseShortly(operation, []),
  rules: [
    {path: '/statusCode', ops: {replace: (record, {value = ''}) => ({...record, statusCode: value})}},
    mapRule('/responseParameters/{}', {
      has: ({responseParameters}, name) => Object.hasOwn(responseParameters, name),
      apply: (record, name, value) => ({
        ...record,
        responseParameters: withMember('responseParameters', record.responseParameters, name, value),
      }),
      absent: 'Invalid parameter name specified',
    }),
    mapRule('/responseTemplates/{}', {
      has: ({responseTemplates}, type) => Object.hasOwn(responseTemplates, type),
      apply: (record, type, value) => ({
        ...record,
        responseTemplates: withMember('responseTemplates', record.responseTemplates, type, value),
      }),
      absent: 'Invalid parameter name specified',
    }),
  ],
}

function withMember(
  member: string,
  map: Readonly<Record<string, string>>,
  key: string,
  value: string | undefined,
): Record<string, string> {
  if (value === '') throw badRequest(`Invalid null or empty value in ${member}`)
  return present({...map, [key]: value}) as Record<string, string>
}

function checkResponse({statusCode, responseParameters}: GatewayResponseRecord): void {
  if (statusCode !== undefined && !/^[1-5]\d\d$/.test(statusCode)) throw badRequest('Invalid status code specified')
  for (const [key, value] of Object.entries(responseParameters)) {
    if (!/^gatewayresponse\.(header|path|querystring)\.\S+$/.test(key)) {
      throw badRequest(`Invalid parameter name specified: ${key}`)
    }
    if (value === '') throw badRequest('Invalid null or empty value in responseParameters')
  }
}

function deleteGatewayResponse(input: ResponseLabels, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  if (context.store.get('gatewayResponse', [id, input.responseType]) === undefined) {
    throw notFound('Gateway response type not defined on api')
  }
  context.store.delete('gatewayResponse', [id, input.responseType])
  return {}
}

export const gatewayResponseOperations: Operations = {
  PutGatewayResponse: operation(putGatewayResponse),
  GetGatewayResponse: operation(getGatewayResponse),
  GetGatewayResponses: operation(getGatewayResponses),
  UpdateGatewayResponse: operation(updateGatewayResponse),
  DeleteGatewayResponse: operation(deleteGatewayResponse),
}
