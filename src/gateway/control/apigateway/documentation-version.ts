import type {DocumentationVersionRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {existingRestApi, findRestApi} from './find.js'
import {page, type PageInput} from './page.js'
import {applyPatch, refuseWithList, replaceRule, type PatchInput, type PatchTable} from './patch.js'
import {present, without} from './present.js'
import {badRequest, conflict, notFound} from './refuse.js'
import {findStage} from './stage.js'

type VersionLabels = {restApiId: string; documentationVersion: string}

/** Freezes all documentation parts of the API; a stage that is named shows them from now on. */
function createDocumentationVersion(
  input: VersionLabels & {stageName?: string; description?: string},
  context: OperationContext,
): Members {
  const {store, nowMs} = context
  const {id} = findRestApi(context, input.restApiId)
  const {documentationVersion: version, description, stageName} = input
  if (version === '') throw badRequest('Documentation version cannot be empty')
  if (store.get('documentationVersion', [id, version]) !== undefined) {
    throw conflict('Documentation version already exists for this REST API')
  }
  const parts = store.list('documentationPart', [id])
  const record = present({
    version,
    createdDate: nowMs,
    description: description === '' ? undefined : description,
    parts,
  })
  store.put('documentationVersion', [id, version], record)
  if (stageName !== undefined && stageName !== '') {
    const stage = findStage({restApiId: id, stageName}, context)
    store.put('stage', [id, stageName], {...stage, documentationVersion: version, lastUpdatedDate: nowMs})
  }
  return answer(record)
}

function getDocumentationVersion(input: VersionLabels, context: OperationContext): Members {
  return answer(find(input, context))
}

function getDocumentationVersions(input: {restApiId: string} & PageInput, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  const {items, position} = page(context.store.list('documentationVersion', [id]), input, ({version}) => version)
  return present({items: items.map(answer), position})
}

function updateDocumentationVersion(input: VersionLabels & PatchInput, context: OperationContext): Members {
  const record = applyPatch(find(input, context), input, documentationVersionPatch)
  context.store.put('documentationVersion', [input.restApiId, record.version], record)
  return answer(record)
}

const documentationVersionPatch: PatchTable<DocumentationVersionRecord> = {
  refuse: refuseWithList,
  rules: [
    replaceRule('/description', (record, value) =>
      present({...without(record, 'description'), description: value === '' ? undefined : value}),
    ),
  ],
}

function deleteDocumentationVersion(input: VersionLabels, context: OperationContext): Members {
  const {restApiId, documentationVersion} = input
  find(input, context)
  const user = context.store
    .list('stage', [restApiId])
    .find((stage) => stage.documentationVersion === documentationVersion)
  if (user !== undefined) {
    throw badRequest(`Documentation version ${documentationVersion} is in use by stage ${user.stageName}`)
  }
  context.store.delete('documentationVersion', [restApiId, documentationVersion])
  return {}
}

function find({restApiId, documentationVersion}: VersionLabels, context: OperationContext): DocumentationVersionRecord {
  const known = existingRestApi(context, restApiId) !== undefined
  const record = known ? context.store.get('documentationVersion', [restApiId, documentationVersion]) : undefined
  if (record === undefined) throw notFound('Invalid Documentation version specified')
  return record
}

function answer(record: DocumentationVersionRecord): Members {
  return without(record, 'parts')
}

export const documentationVersionOperations: Operations = {
  CreateDocumentationVersion: operation(createDocumentationVersion),
  GetDocumentationVersion: operation(getDocumentationVersion),
  GetDocumentationVersions: operation(getDocumentationVersions),
  UpdateDocumentationVersion: operation(updateDocumentationVersion),
  DeleteDocumentationVersion: operation(deleteDocumentationVersion),
}
