import type {ClientCertificateRecord} from '../../store/rest-account-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {page, type PageInput} from './page.js'
import {applyPatch, refuseWithList, replaceRule, type PatchInput, type PatchTable} from './patch.js'
import {present, without} from './present.js'
import {badRequest, notFound} from './refuse.js'
import {selfSignedCertificate} from './self-signed-certificate.js'
import {checkedTags, type Tags} from './tag-rules.js'

type CertificateLabels = {clientCertificateId: string}

const lifetimeMs = 365 * 86_400_000

function generateClientCertificate(input: {description?: string; tags?: Tags}, context: OperationContext): Members {
  const {nowMs, newId} = context
  const {description} = input
  const expirationDate = nowMs + lifetimeMs
  const record: ClientCertificateRecord = present({
    clientCertificateId: newId(6),
    description: description === '' ? undefined : description,
    ...selfSignedCertificate('ApiGateway', nowMs, expirationDate),
    createdDate: nowMs,
    expirationDate,
    tags: checkedTags(input.tags),
  })
  put(context, record)
  return answer(record)
}

function getClientCertificate({clientCertificateId}: CertificateLabels, context: OperationContext): Members {
  return answer(findClientCertificate(clientCertificateId, context))
}

function getClientCertificates(input: PageInput, {store, scope}: OperationContext): Members {
  const certificates = store.list('clientCertificate', [scope.accountId, scope.region])
  const {items, position} = page(certificates, input, ({clientCertificateId}) => clientCertificateId)
  return present({items: items.map(answer), position})
}

function updateClientCertificate(input: CertificateLabels & PatchInput, context: OperationContext): Members {
  const record = applyPatch(findClientCertificate(input.clientCertificateId, context), input, clientCertificatePatch)
  put(context, record)
  return answer(record)
}

const clientCertificatePatch: PatchTable<ClientCertificateRecord> = {
  refuse: refuseWithList,
  rules: [
    replaceRule('/description', (record, value) =>
      present({...without(record, 'description'), description: value === '' ? undefined : value}),
    ),
  ],
}

function deleteClientCertificate({clientCertificateId}: CertificateLabels, context: OperationContext): Members {
  const {store, scope} = context
  findClientCertificate(clientCertificateId, context)
  const user = store
    .list('restApi', [])
    .filter(({accountId, region}) => accountId === scope.accountId && region === scope.region)
    .flatMap(({id}) => store.list('stage', [id]).map((stage) => ({id, stage})))
    .find(({stage}) => stage.clientCertificateId === clientCertificateId)
  if (user !== undefined) {
    throw badRequest(
      `Client certificate ${clientCertificateId} is used by stage ${user.stage.stageName} of API ${user.id}`,
    )
  }
  store.delete('clientCertificate', [scope.accountId, scope.region, clientCertificateId])
  return {}
}

/** The certificate, or AWS's 404. */
export function findClientCertificate(id: string, {store, scope}: OperationContext): ClientCertificateRecord {
  const record = store.get('clientCertificate', [scope.accountId, scope.region, id])
  if (record === undefined) throw notFound('Invalid Client Certificate identifier specified')
  return record
}

/** The private key never leaves the gateway. */
function answer(record: ClientCertificateRecord): Members {
  return without(record, 'privateKey')
}

function put({store, scope}: OperationContext, record: ClientCertificateRecord): void {
  store.put('clientCertificate', [scope.accountId, scope.region, record.clientCertificateId], record)
}

export const clientCertificateOperations: Operations = {
  GenerateClientCertificate: operation(generateClientCertificate),
  GetClientCertificate: operation(getClientCertificate),
  GetClientCertificates: operation(getClientCertificates),
  UpdateClientCertificate: operation(updateClientCertificate),
  DeleteClientCertificate: operation(deleteClientCertificate),
}
