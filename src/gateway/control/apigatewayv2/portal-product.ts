import type {PortalRecord} from '../../store/v2-records.js'
import {present} from '../apigateway/present.js'
import {notFound} from '../apigateway/refuse.js'
import {checkedTags} from '../apigateway/tag-rules.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'
import {portalOperation} from './portal-texts.js'

type ProductLabels = {portalProductId: string}
type ProductSettings = {displayName?: string; description?: string; displayOrder?: object}

function createPortalProduct(
  {tags, ...input}: ProductSettings & {tags?: Record<string, string>},
  context: OperationContext,
): Members {
  const {scope, nowMs, newId} = context
  const portalProductId = newId()
  const members = {
    portalProductId,
    portalProductArn: `arn:aws:apigateway:${scope.region}:${scope.accountId}:/portalproducts/${portalProductId}`,
    description: '',
    ...present(input),
    lastModified: nowMs,
  }
  return put(context, portalProductId, present({members, tags: checkedTags(tags)}))
}

function put({store, scope}: OperationContext, portalProductId: string, record: PortalRecord): Members {
  store.put('portalProduct', [scope.accountId, scope.region, portalProductId], record)
  return answer(record)
}

function answer({members, tags = {}}: PortalRecord): Members {
  return {...members, tags}
}

/** The product of the caller's account and region, or a 404. */
export function findPortalProduct({store, scope}: OperationContext, portalProductId: string): Readonly<PortalRecord> {
  const record = store.get('portalProduct', [scope.accountId, scope.region, portalProductId])
  if (record === undefined) throw notFound(`Invalid PortalProduct identifier specified ${portalProductId}`)
  return record
}

function getPortalProduct({portalProductId}: ProductLabels, context: OperationContext): Members {
  return answer(findPortalProduct(context, portalProductId))
}

function listPortalProducts(input: PageInput & {resourceOwner?: string}, {store, scope}: OperationContext): Members {
  // Products that other accounts share do not exist here.
  const records =
    input.resourceOwner === 'OTHER_ACCOUNTS' ? [] : store.list('portalProduct', [scope.accountId, scope.region])
  return listAnswer(records.map(answer), input, ({portalProductId}) => String(portalProductId))
}

function updatePortalProduct(
  {portalProductId, ...input}: ProductLabels & ProductSettings,
  context: OperationContext,
): Members {
  const record = findPortalProduct(context, portalProductId)
  const members = {...record.members, ...present(input), lastModified: context.nowMs}
  return put(context, portalProductId, {...record, members})
}

function deletePortalProduct({portalProductId}: ProductLabels, context: OperationContext): Members {
  findPortalProduct(context, portalProductId)
  const {store, scope} = context
  store.deleteAll('productPage', [portalProductId])
  store.deleteAll('productRestEndpointPage', [portalProductId])
  store.delete('portalProductPolicy', [portalProductId])
  store.delete('portalProduct', [scope.accountId, scope.region, portalProductId])
  return {}
}

function getSharingPolicy({portalProductId}: ProductLabels, context: OperationContext): Members {
  return {...findPolicy(context, portalProductId), portalProductId}
}

function findPolicy(context: OperationContext, portalProductId: string): {policyDocument: string} {
  findPortalProduct(context, portalProductId)
  const policy = context.store.get('portalProductPolicy', [portalProductId])
  if (policy === undefined) throw notFound('No sharing policy was found for the portal product.')
  return policy
}

function putSharingPolicy(
  {portalProductId, policyDocument}: ProductLabels & {policyDocument: string},
  context: OperationContext,
): Members {
  findPortalProduct(context, portalProductId)
  context.store.put('portalProductPolicy', [portalProductId], {policyDocument})
  return {}
}

function deleteSharingPolicy({portalProductId}: ProductLabels, context: OperationContext): Members {
  findPolicy(context, portalProductId)
  context.store.delete('portalProductPolicy', [portalProductId])
  return {}
}

export const portalProductOperations: Operations = {
  CreatePortalProduct: portalOperation(createPortalProduct),
  GetPortalProduct: operation(getPortalProduct),
  ListPortalProducts: operation(listPortalProducts),
  UpdatePortalProduct: portalOperation(updatePortalProduct),
  DeletePortalProduct: operation(deletePortalProduct),
  GetPortalProductSharingPolicy: operation(getSharingPolicy),
  PutPortalProductSharingPolicy: operation(putSharingPolicy),
  DeletePortalProductSharingPolicy: operation(deleteSharingPolicy),
}
