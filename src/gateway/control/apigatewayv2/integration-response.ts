import type {V2IntegrationResponseRecord} from '../../store/v2-records.js'
import {badRequest, conflict, notFound} from '../apigateway/refuse.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {deployAutomatically} from './deploy.js'
import {findApi, findIntegration} from './find.js'
import {merged} from './merge.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'

type IntegrationLabels = {apiId: string; integrationId: string}
type ResponseLabels = IntegrationLabels & {integrationResponseId: string}
type ResponseSettings = Omit<V2IntegrationResponseRecord, 'integrationResponseId'>

function createIntegrationResponse(
  {apiId, integrationId, ...input}: IntegrationLabels & ResponseSettings,
  context: OperationContext,
): Members {
  findIntegration(context, apiId, integrationId)
  const record = merged<V2IntegrationResponseRecord>({...input, integrationResponseId: context.newId(6)}, {})
  put(context, {apiId, integrationId}, record)
  return record
}

function put(
  context: OperationContext,
  {apiId, integrationId}: IntegrationLabels,
  record: V2IntegrationResponseRecord,
): void {
  if (findApi(context, apiId).protocolType === 'HTTP') {
    throw badRequest('Integration responses are not supported for HTTP protocol Apis.')
  }
  const {integrationResponseKey: key} = record
  if (key !== '$default' && !/^\/.+\/$/.test(key)) {
    throw badRequest('Invalid integration response key. It must be $default or a regular expression between slashes')
  }
  const others = context.store
    .list('integrationResponse', [apiId, integrationId])
    .filter(({integrationResponseId}) => integrationResponseId !== record.integrationResponseId)
  if (others.some(({integrationResponseKey}) => integrationResponseKey === key)) {
    throw conflict(`Integration response with key ${key} already exists for this integration`)
  }
  context.store.put('integrationResponse', [apiId, integrationId, record.integrationResponseId], record)
  deployAutomatically(context, apiId)
}

function getIntegrationResponse(labels: ResponseLabels, context: OperationContext): Members {
  return find(context, labels)
}

function find(
  context: OperationContext,
  {apiId, integrationId, integrationResponseId}: ResponseLabels,
): Readonly<V2IntegrationResponseRecord> {
  findIntegration(context, apiId, integrationId)
  const record = context.store.get('integrationResponse', [apiId, integrationId, integrationResponseId])
  if (record === undefined) throw notFound(`Invalid IntegrationResponse identifier specified ${integrationResponseId}`)
  return record
}

function getIntegrationResponses(input: IntegrationLabels & PageInput, context: OperationContext): Members {
  findIntegration(context, input.apiId, input.integrationId)
  const records = context.store.list('integrationResponse', [input.apiId, input.integrationId])
  return listAnswer(records, input, ({integrationResponseId}) => integrationResponseId)
}

function updateIntegrationResponse(
  {apiId, integrationId, integrationResponseId, ...changes}: ResponseLabels & Partial<ResponseSettings>,
  context: OperationContext,
): Members {
  const record = merged(find(context, {apiId, integrationId, integrationResponseId}), changes)
  put(context, {apiId, integrationId}, record)
  return record
}

function deleteIntegrationResponse(labels: ResponseLabels, context: OperationContext): Members {
  find(context, labels)
  context.store.delete('integrationResponse', [labels.apiId, labels.integrationId, labels.integrationResponseId])
  deployAutomatically(context, labels.apiId)
  return {}
}

export const integrationResponseOperations: Operations = {
  CreateIntegrationResponse: operation(createIntegrationResponse),
  GetIntegrationResponse: operation(getIntegrationResponse),
  GetIntegrationResponses: operation(getIntegrationResponses),
  UpdateIntegrationResponse: operation(updateIntegrationResponse),
  DeleteIntegrationResponse: operation(deleteIntegrationResponse),
}
