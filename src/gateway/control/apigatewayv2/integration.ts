import type {HttpIntegrationRecord} from '../../store/v2-records.js'
import {conflict} from '../apigateway/refuse.js'
import {present, without} from '../apigateway/present.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {deployAutomatically} from './deploy.js'
import {findApi, findIntegration} from './find.js'
import {checkedIntegration} from './integration-rules.js'
import type {IntegrationSettings} from './integration-rules.js'
import {merged, mergedMap} from './merge.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'

type Maps = Pick<HttpIntegrationRecord, 'requestParameters' | 'responseParameters' | 'requestTemplates'>
type IntegrationLabels = {apiId: string; integrationId: string}

function createIntegration(
  {apiId, ...input}: {apiId: string} & IntegrationSettings,
  context: OperationContext,
): Members {
  const api = findApi(context, apiId)
  const record = {...checkedIntegration(api, input), integrationId: context.newId(7)}
  context.store.put('integration', [apiId, record.integrationId], record)
  deployAutomatically(context, apiId)
  return record
}

function getIntegration({apiId, integrationId}: IntegrationLabels, context: OperationContext): Members {
  return findIntegration(context, apiId, integrationId)
}

function getIntegrations(input: {apiId: string} & PageInput, context: OperationContext): Members {
  const records = context.store.list('integration', [findApi(context, input.apiId).apiId])
  return listAnswer(records, input, ({integrationId}) => integrationId)
}

function updateIntegration(
  {apiId, integrationId, ...changes}: IntegrationLabels & Partial<IntegrationSettings>,
  context: OperationContext,
): Members {
  const before = findIntegration(context, apiId, integrationId)
  const maps = present({
    requestParameters: mergedMap(before.requestParameters, changes.requestParameters),
    responseParameters: mergedMap(before.responseParameters, changes.responseParameters),
    requestTemplates: mergedMap(before.requestTemplates, changes.requestTemplates),
  })
  const scalars = withoutMaps(merged(before, changes))
  const checked = checkedIntegration(findApi(context, apiId), {...scalars, ...maps})
  const record = {...checked, integrationId}
  context.store.put('integration', [apiId, integrationId], record)
  deployAutomatically(context, apiId)
  return record
}

function withoutMaps(record: HttpIntegrationRecord): Omit<HttpIntegrationRecord, keyof Maps> {
  return without(without(without(record, 'requestParameters'), 'responseParameters'), 'requestTemplates')
}

function deleteIntegration({apiId, integrationId}: IntegrationLabels, context: OperationContext): Members {
  findIntegration(context, apiId, integrationId)
  const users = context.store.list('route', [apiId]).filter(({target}) => target === `integrations/${integrationId}`)
  if (users.length > 0) {
    // Text: https://github.com/milliHQ/terraform-aws-next-js/issues/247 (2021-11-30)
    const routeIds = users.map(({routeId}) => routeId).join(', ')
    throw conflict(`Cannot delete Integration because it is referenced by the following Routes with Ids: [${routeIds}]`)
  }
  context.store.deleteAll('integrationResponse', [apiId, integrationId])
  context.store.delete('integration', [apiId, integrationId])
  deployAutomatically(context, apiId)
  return {}
}

export const integrationOperations: Operations = {
  CreateIntegration: operation(createIntegration),
  GetIntegration: operation(getIntegration),
  GetIntegrations: operation(getIntegrations),
  UpdateIntegration: operation(updateIntegration),
  DeleteIntegration: operation(deleteIntegration),
}
