import type {DomainNameAccessAssociationRecord} from '../../store/rest-account-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {page, type PageInput} from './page.js'
import {present} from './present.js'
import {badRequest, conflict, notFound} from './refuse.js'
import {checkedTags, type Tags} from './tag-rules.js'

type AssociationLabels = {domainNameAccessAssociationArn: string}
type CreateInput = {
  domainNameArn: string
  accessAssociationSourceType: string
  accessAssociationSource: string
  tags?: Tags
}

const privateDomain = /^arn:[\w-]+:apigateway:[\w-]+:\d{12}:\/domainnames\/[^/]+\+[^/]+$/

/** Kept and answered only: there is no VPC endpoint here that could use a private domain name. */
function createAssociation(input: CreateInput, context: OperationContext): Members {
  const {store, scope, newId} = context
  const {domainNameArn, accessAssociationSourceType, accessAssociationSource} = input
  if (!privateDomain.test(domainNameArn)) throw badRequest('Invalid ARN specified in the request')
  const {accountId, region} = scope
  const isTaken = store
    .list('domainNameAccessAssociation', [accountId, region])
    .some((other) => other.domainNameArn === domainNameArn && other.accessAssociationSource === accessAssociationSource)
  if (isTaken) throw conflict('Domain name access association already exists')
  const name = domainNameArn.slice(domainNameArn.lastIndexOf('/') + 1)
  const record: DomainNameAccessAssociationRecord = present({
    domainNameAccessAssociationArn: `arn:aws:apigateway:${region}:${accountId}:/domainnameaccessassociations/domainname/${name}/vpcesource/${accessAssociationSource}/${newId()}`,
    domainNameArn,
    accessAssociationSourceType,
    accessAssociationSource,
    tags: checkedTags(input.tags),
  })
  store.put('domainNameAccessAssociation', keyOf(record, context), record)
  return record
}

function getAssociations(input: PageInput & {resourceOwner?: string}, {store, scope}: OperationContext): Members {
  const own = store.list('domainNameAccessAssociation', [scope.accountId, scope.region])
  return page(
    input.resourceOwner === 'OTHER_ACCOUNTS' ? [] : own,
    input,
    ({domainNameAccessAssociationArn}) => domainNameAccessAssociationArn,
  )
}

/** Deleted by the consumer, or rejected by the owner of the domain name, who names that too. */
function removeAssociation(input: AssociationLabels & {domainNameArn?: string}, context: OperationContext): Members {
  const key = keyOf(input, context)
  const record = context.store.get('domainNameAccessAssociation', key)
  if (record === undefined || (input.domainNameArn ?? record.domainNameArn) !== record.domainNameArn) {
    throw notFound('Invalid domain name access association identifier specified')
  }
  context.store.delete('domainNameAccessAssociation', key)
  return {}
}

function keyOf({domainNameAccessAssociationArn: arn}: AssociationLabels, {scope}: OperationContext): string[] {
  return [scope.accountId, scope.region, arn]
}

export const domainNameAccessAssociationOperations: Operations = {
  CreateDomainNameAccessAssociation: operation(createAssociation),
  GetDomainNameAccessAssociations: operation(getAssociations),
  DeleteDomainNameAccessAssociation: operation(removeAssociation),
  RejectDomainNameAccessAssociation: operation(removeAssociation),
}
