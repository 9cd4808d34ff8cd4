import {locationWithPath} from '../../../model/documentation-location.js'
import type {DocumentationPartRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {checkLocation, locationKey} from './documentation-location.js'
import {existingRestApi, findRestApi} from './find.js'
import {jsonDepth, maximumJsonDepth} from './json-depth.js'
import {page, type PageInput} from './page.js'
import {applyPatch, refuseWithList, replaceRule, type PatchInput, type PatchTable} from './patch.js'
import {parseJsonObject} from './parse-json-object.js'
import {badRequest, conflict, notFound} from './refuse.js'

type PartLabels = {restApiId: string; documentationPartId: string}
type CreateInput = {restApiId: string} & Omit<DocumentationPartRecord, 'id'>
type ListInput = PageInput & {
  restApiId: string
  type?: string
  nameQuery?: string
  path?: string
  locationStatus?: 'DOCUMENTED' | 'UNDOCUMENTED'
}

function createDocumentationPart(input: CreateInput, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  const {location, properties} = input
  checkLocation(location)
  const key = locationKey(location)
  if (context.store.list('documentationPart', [id]).some((part) => locationKey(part.location) === key)) {
    throw conflict('Documentation part already exists for the specified location')
  }
  const part = {id: context.newId(6), location: locationWithPath(location), properties: checkedProperties(properties)}
  context.store.put('documentationPart', [id, part.id], part)
  return part
}

function getDocumentationPart(input: PartLabels, context: OperationContext): Members {
  return find(input, context)
}

function getDocumentationParts(input: ListInput, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  const {type, nameQuery = '', path} = input
  const parts = context.store
    .list('documentationPart', [id])
    .filter(({location}) => type === undefined || location.type === type)
    .filter(({location}) => path === undefined || (location.path ?? '/') === path)
    .filter(({location}) => (location.name ?? '').includes(nameQuery))
  // Locations without a part are not listed: UNDOCUMENTED asks for what has none.
  return page(input.locationStatus === 'UNDOCUMENTED' ? [] : parts, input, (part) => part.id)
}

function updateDocumentationPart(input: PartLabels & PatchInput, context: OperationContext): Members {
  const part = applyPatch(find(input, context), input, documentationPartPatch)
  context.store.put('documentationPart', [input.restApiId, part.id], part)
  return part
}

const documentationPartPatch: PatchTable<DocumentationPartRecord> = {
  refuse: refuseWithList,
  rules: [replaceRule('/properties', (part, value = '') => ({...part, properties: checkedProperties(value)}))],
}

/** Unlike the others, an unknown API is named here (recorded). */
function deleteDocumentationPart(input: PartLabels, context: OperationContext): Members {
  findRestApi(context, input.restApiId)
  find(input, context)
  context.store.delete('documentationPart', [input.restApiId, input.documentationPartId])
  return {}
}

function find({restApiId, documentationPartId}: PartLabels, context: OperationContext): DocumentationPartRecord {
  const known = existingRestApi(context, restApiId) !== undefined
  const part = known ? context.store.get('documentationPart', [restApiId, documentationPartId]) : undefined
  if (part === undefined) throw notFound('Invalid Documentation part identifier specified')
  return part
}

function checkedProperties(properties: string): string {
  if (jsonDepth(properties) > maximumJsonDepth) throw badRequest('Documentation part properties are nested too deeply')
  if (parseJsonObject(properties) === undefined) throw badRequest('Documentation part properties must be a JSON object')
  return properties
}

export const documentationPartOperations: Operations = {
  CreateDocumentationPart: operation(createDocumentationPart),
  GetDocumentationPart: operation(getDocumentationPart),
  GetDocumentationParts: operation(getDocumentationParts),
  UpdateDocumentationPart: operation(updateDocumentationPart),
  DeleteDocumentationPart: operation(deleteDocumentationPart),
}
