import type {VpcLinkRecord} from '../../store/rest-account-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {page, type PageInput} from './page.js'
import {applyPatch, refuseWithList, replaceRule, type PatchInput, type PatchTable} from './patch.js'
import {present, without} from './present.js'
import {badRequest, notFound} from './refuse.js'
import {checkedTags, type Tags} from './tag-rules.js'

type VpcLinkLabels = {vpcLinkId: string}

const ready = 'Your vpc link is ready for use'

/** A link is answered as PENDING, as AWS does, and is ready at the next look: nothing has to be built here. */
function createVpcLink(
  input: {name: string; description?: string; targetArns: string[]; tags?: Tags},
  context: OperationContext,
): Members {
  const {name, description, targetArns} = input
  checkName(name)
  const malformed = targetArns.find((arn) => !/^arn:[\w-]+:[\w-]+:[\w-]*:\d*:\S+$/.test(arn))
  if (malformed !== undefined) throw badRequest(`Invalid ARN. ARN is not well formed ${malformed}`)
  if (targetArns.length !== 1) throw badRequest('VpcLink must have exactly one target ARN')
  const record: VpcLinkRecord = present({
    id: context.newId(6),
    name,
    description: description === '' ? undefined : description,
    targetArns,
    status: 'AVAILABLE' as const,
    statusMessage: ready,
    tags: checkedTags(input.tags),
  })
  put(context, record)
  return {...without(record, 'statusMessage'), status: 'PENDING'}
}

function getVpcLink({vpcLinkId}: VpcLinkLabels, context: OperationContext): Members {
  return readBack(find(vpcLinkId, context))
}

function getVpcLinks(input: PageInput, {store, scope}: OperationContext): Members {
  return page(store.list('vpcLink', [scope.accountId, scope.region]), input, ({id}) => id)
}

function updateVpcLink(input: VpcLinkLabels & PatchInput, context: OperationContext): Members {
  const record = applyPatch(find(input.vpcLinkId, context), input, vpcLinkPatch)
  put(context, record)
  return readBack(record)
}

const vpcLinkPatch: PatchTable<VpcLinkRecord> = {
  refuse: refuseWithList,
  rules: [
    replaceRule('/name', (link, value = '') => {
      checkName(value)
      return {...link, name: value}
    }),
    replaceRule('/description', (link, value) =>
      present({...without(link, 'description'), description: value === '' ? undefined : value}),
    ),
  ],
}

function deleteVpcLink({vpcLinkId}: VpcLinkLabels, context: OperationContext): Members {
  const {store, scope} = context
  const {id} = find(vpcLinkId, context)
  const users = methodsOver(context, id)
  if (users.length > 0) {
    throw badRequest(
      `Cannot delete vpc link. Vpc link '${id}', is referenced in [${users.join(', ')}] in format of [Method:Resource].`,
    )
  }
  store.delete('vpcLink', [scope.accountId, scope.region, id])
  return {}
}

/**
 * `GET:{resourceId}` of every method that reaches the link.
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/12195 (2020-10-30)
 */
function methodsOver({store, scope}: OperationContext, vpcLinkId: string): string[] {
  const apis = store
    .list('restApi', [])
    .filter(({accountId, region}) => accountId === scope.accountId && region === scope.region)
  return apis
    .flatMap(({id}) => store.list('resource', [id]))
    .flatMap(({id, resourceMethods = {}}) =>
      Object.values(resourceMethods)
        .filter(({methodIntegration}) => methodIntegration?.connectionId === vpcLinkId)
        .map(({httpMethod}) => `${httpMethod}:${id}`),
    )
}

function find(id: string, {store, scope}: OperationContext): VpcLinkRecord {
  const record = store.get('vpcLink', [scope.accountId, scope.region, id])
  if (record === undefined) throw notFound('Invalid Vpc Link identifier specified')
  return record
}

function checkName(name: string): void {
  if (name.trim() === '') throw badRequest('Name cannot be empty')
}

/** As get and update answer it: tags are always there (recorded). */
function readBack(record: VpcLinkRecord): Members {
  return {...record, tags: record.tags ?? {}}
}

function put({store, scope}: OperationContext, record: VpcLinkRecord): void {
  store.put('vpcLink', [scope.accountId, scope.region, record.id], record)
}

export const vpcLinkOperations: Operations = {
  CreateVpcLink: operation(createVpcLink),
  GetVpcLink: operation(getVpcLink),
  GetVpcLinks: operation(getVpcLinks),
  UpdateVpcLink: operation(updateVpcLink),
  DeleteVpcLink: operation(deleteVpcLink),
}
