import type {PortalRecord} from '../../store/v2-records.js'
import {present} from '../apigateway/present.js'
import {notFound} from '../apigateway/refuse.js'
import {checkedTags} from '../apigateway/tag-rules.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'
import {portalOperation} from './portal-texts.js'

type PortalLabels = {portalId: string}
type EndpointConfiguration = {acmManaged?: {certificateArn: string; domainName: string}; none?: object}
type PortalSettings = {
  authorization?: object
  endpointConfiguration?: EndpointConfiguration
  includedPortalProductArns?: string[]
  portalContent?: object
  rumAppMonitorName?: string
}

/** Developer portals are hosted by AWS only: here they are kept and answered, and publishing just marks them. */
function createPortal(
  {tags, ...input}: PortalSettings & {tags?: Record<string, string>},
  context: OperationContext,
): Members {
  const {scope, nowMs, newId} = context
  const portalId = newId()
  const members = {
    portalId,
    portalArn: `arn:aws:apigateway:${scope.region}:${scope.accountId}:/portals/${portalId}`,
    includedPortalProductArns: [],
    ...settings(input, portalId, scope.region),
    lastModified: nowMs,
  }
  return put(context, portalId, present({members, tags: checkedTags(tags)}))
}

/** The members of an answer that a request sets; its logo is uploaded to AWS and not answered. */
function settings(input: PortalSettings, portalId: string, region: string): Members {
  const {authorization, endpointConfiguration, includedPortalProductArns, portalContent, rumAppMonitorName} = input
  const endpoint = endpointConfiguration && {
    portalDefaultDomainName: `${portalId}.portal.${region}.on.aws`,
    portalDomainHostedZoneId: 'Z0000000000000000000',
    ...endpointConfiguration.acmManaged,
  }
  return present({
    authorization,
    endpointConfiguration: endpoint,
    includedPortalProductArns,
    portalContent,
    rumAppMonitorName,
  })
}

function put({store, scope}: OperationContext, portalId: string, record: PortalRecord): Members {
  store.put('portal', [scope.accountId, scope.region, portalId], record)
  return answer(record)
}

function answer({members, tags = {}}: PortalRecord): Members {
  return {...members, tags}
}

function getPortal({portalId}: PortalLabels, context: OperationContext): Members {
  return answer(find(context, portalId))
}

function find({store, scope}: OperationContext, portalId: string): Readonly<PortalRecord> {
  const record = store.get('portal', [scope.accountId, scope.region, portalId])
  if (record === undefined) throw notFound(`Invalid Portal identifier specified ${portalId}`)
  return record
}

function listPortals(input: PageInput, {store, scope}: OperationContext): Members {
  const records = store.list('portal', [scope.accountId, scope.region])
  return listAnswer(records.map(answer), input, ({portalId}) => String(portalId))
}

function updatePortal({portalId, ...input}: PortalLabels & PortalSettings, context: OperationContext): Members {
  return change(context, portalId, settings(input, portalId, context.scope.region))
}

function change(context: OperationContext, portalId: string, changes: Members): Members {
  const record = find(context, portalId)
  const members = {...record.members, ...changes, lastModified: context.nowMs}
  return put(context, portalId, {...record, members})
}

function deletePortal({portalId}: PortalLabels, context: OperationContext): Members {
  find(context, portalId)
  context.store.delete('portal', [context.scope.accountId, context.scope.region, portalId])
  return {}
}

function publishPortal(
  {portalId, description}: PortalLabels & {description?: string},
  context: OperationContext,
): Members {
  const published = {lastPublished: context.nowMs, lastPublishedDescription: description}
  change(context, portalId, present({publishStatus: 'PUBLISHED', ...published}))
  return {}
}

function disablePortal({portalId}: PortalLabels, context: OperationContext): Members {
  change(context, portalId, {publishStatus: 'DISABLED'})
  return {}
}

function previewPortal({portalId}: PortalLabels, context: OperationContext): Members {
  change(context, portalId, {preview: {previewStatus: 'PREVIEW_READY'}})
  return {}
}

export const portalOperations: Operations = {
  CreatePortal: portalOperation(createPortal),
  GetPortal: operation(getPortal),
  ListPortals: operation(listPortals),
  UpdatePortal: portalOperation(updatePortal),
  DeletePortal: operation(deletePortal),
  PublishPortal: operation(publishPortal),
  DisablePortal: operation(disablePortal),
  PreviewPortal: operation(previewPortal),
}
