import type {V2VpcLinkRecord} from '../../store/v2-records.js'
import {present} from '../apigateway/present.js'
import {badRequest, notFound} from '../apigateway/refuse.js'
import {checkedTags} from '../apigateway/tag-rules.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'

type CreateVpcLinkInput = {
  name: string
  subnetIds: string[]
  securityGroupIds?: string[]
  tags?: Record<string, string>
}
type VpcLinkLabels = {vpcLinkId: string}

const maximumSubnets = 10

function createVpcLink(input: CreateVpcLinkInput, context: OperationContext): Members {
  const {name, subnetIds, securityGroupIds = []} = input
  checkName(name)
  checkIds('subnet', subnetIds)
  checkIds('security group', securityGroupIds)
  if (subnetIds.length === 0) throw badRequest('At least one subnet id is required')
  if (subnetIds.length > maximumSubnets) throw badRequest(`A VPC link can have at most ${maximumSubnets} subnets`)
  const record: V2VpcLinkRecord = present({
    vpcLinkId: context.newId(6),
    name,
    subnetIds,
    securityGroupIds,
    createdDate: context.nowMs,
    // There is no network to provision: a link is ready when it is made.
    vpcLinkStatus: 'AVAILABLE',
    vpcLinkStatusMessage: 'VPC link is ready to route traffic',
    vpcLinkVersion: 'V2',
    tags: checkedTags(input.tags),
  })
  put(context, record)
  return answer(record)
}

function checkName(name: string): void {
  if (name.trim() === '' || name.length > 128)
    throw badRequest('Invalid VpcLink name. Must be between 1 and 128 characters.')
}

function checkIds(what: 'subnet' | 'security group', ids: readonly string[]): void {
  const prefix = what === 'subnet' ? 'subnet-' : 'sg-'
  const wrong = ids.find((id) => !id.startsWith(prefix))
  if (wrong !== undefined) throw badRequest(`Invalid ${what} id specified: ${wrong}`)
}

function getVpcLink({vpcLinkId}: VpcLinkLabels, context: OperationContext): Members {
  return answer(find(context, vpcLinkId))
}

function find({store, scope}: OperationContext, vpcLinkId: string): Readonly<V2VpcLinkRecord> {
  const record = store.get('v2VpcLink', [scope.accountId, scope.region, vpcLinkId])
  if (record === undefined) throw notFound(`Invalid VpcLink identifier specified ${vpcLinkId}`)
  return record
}

function getVpcLinks(input: PageInput, {store, scope}: OperationContext): Members {
  const records = store.list('v2VpcLink', [scope.accountId, scope.region])
  return listAnswer(records.map(answer), input, ({vpcLinkId}) => String(vpcLinkId))
}

function updateVpcLink({vpcLinkId, name}: VpcLinkLabels & {name?: string}, context: OperationContext): Members {
  const before = find(context, vpcLinkId)
  const record = {...before, name: name ?? before.name}
  checkName(record.name)
  put(context, record)
  return answer(record)
}

function deleteVpcLink({vpcLinkId}: VpcLinkLabels, context: OperationContext): Members {
  find(context, vpcLinkId)
  const {store, scope} = context
  const users = usersOf(context, vpcLinkId)
  if (users.length > 0) {
    throw badRequest(
      `Cannot delete vpc link. Vpc link '${vpcLinkId}', is referenced in [${users.join(', ')}] in format of [Method:Resource].`,
    )
  }
  store.delete('v2VpcLink', [scope.accountId, scope.region, vpcLinkId])
  return {}
}

/**
 * `ANY:{routeId}` of each route that reaches the link; an integration without a route stands for itself.
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/12195 (2020-10-30)
 */
function usersOf({store}: OperationContext, vpcLinkId: string): string[] {
  return store.list('v2Api', []).flatMap(({apiId}) => {
    const integrations = store.list('integration', [apiId]).filter(({connectionId}) => connectionId === vpcLinkId)
    return integrations.flatMap(({integrationId, integrationMethod = 'ANY'}) => {
      const routes = store.list('route', [apiId]).filter(({target}) => target === `integrations/${integrationId}`)
      const ids = routes.length === 0 ? [integrationId] : routes.map(({routeId}) => routeId)
      return ids.map((id) => `${integrationMethod}:${id}`)
    })
  })
}

function put({store, scope}: OperationContext, record: V2VpcLinkRecord): void {
  store.put('v2VpcLink', [scope.accountId, scope.region, record.vpcLinkId], record)
}

function answer(record: V2VpcLinkRecord): Members {
  return {...record, tags: record.tags ?? {}}
}

export const vpcLinkOperations: Operations = {
  CreateVpcLink: operation(createVpcLink),
  GetVpcLink: operation(getVpcLink),
  GetVpcLinks: operation(getVpcLinks),
  UpdateVpcLink: operation(updateVpcLink),
  DeleteVpcLink: operation(deleteVpcLink),
}
