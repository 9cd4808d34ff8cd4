import type {ResourceRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {findResource, findRestApi} from './find.js'
import {resourceAnswer} from './method-answer.js'
import {page, type PageInput} from './page.js'
import {applyPatch, refuseWithList, replaceRule, type PatchInput, type PatchTable} from './patch.js'
import {present} from './present.js'
import {badRequest} from './refuse.js'
import {
  byPath,
  checkPathLength,
  checkPathPart,
  checkPlace,
  checkResourceCount,
  childPath,
  subtree,
} from './resource-tree.js'

type ResourceInput = {restApiId: string; resourceId: string}
type Embed = {embed?: string[]}

function createResource(
  {restApiId, parentId, pathPart}: {restApiId: string; parentId: string; pathPart: string},
  context: OperationContext,
): Members {
  const parent = findResource(context, restApiId, parentId)
  checkPathPart(pathPart)
  const resources = context.store.list('resource', [restApiId])
  checkPlace(pathPart, parent, resources)
  checkResourceCount(resources.length + 1)
  checkPathLength(childPath(parent.path, pathPart))
  const record: ResourceRecord = {
    id: context.newId(6),
    parentId,
    pathPart,
    path: childPath(parent.path, pathPart),
  }
  context.store.put('resource', [restApiId, record.id], record)
  return record
}

function getResource({restApiId, resourceId, embed}: ResourceInput & Embed, context: OperationContext): Members {
  return resourceAnswer(findResource(context, restApiId, resourceId), embed)
}

function getResources(input: {restApiId: string} & Embed & PageInput, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  const records = context.store.list('resource', [id]).sort(byPath)
  const {items, position} = page(records, input, ({path}) => path)
  return present({items: items.map((record) => resourceAnswer(record, input.embed)), position})
}

function updateResource(input: ResourceInput & PatchInput, context: OperationContext): Members {
  const before = findResource(context, input.restApiId, input.resourceId)
  const all = context.store.list('resource', [input.restApiId])
  const after = applyPatch(before, input, resourcePatch(context, input.restApiId))
  const moved = subtree(before, all).map((record) => (record.id === after.id ? after : record))
  for (const record of repath(moved, all)) context.store.put('resource', [input.restApiId, record.id], record)
  return resourceAnswer(findResource(context, input.restApiId, input.resourceId))
}

/** Each patch is checked against the tree as it stands then, like a call of its own. */
function resourcePatch(context: OperationContext, restApiId: string): PatchTable<ResourceRecord> {
  const all = context.store.list('resource', [restApiId])
  const place = (record: ResourceRecord, parentId: string, part: string): ResourceRecord => {
    const parent = findResource(context, restApiId, parentId)
    if (subtree(record, all).some(({id}) => id === parent.id)) throw badRequest('Resources cannot be cyclical.')
    checkPlace(
      part,
      parent,
      all.filter(({id}) => id !== record.id),
    )
    return {...record, parentId, pathPart: part}
  }
  return {
    refuse: refuseWithList,
    rules: [
      replaceRule('/parentId', (record, value = '') => {
        if (record.pathPart === undefined) throw badRequest('Root resource cannot update its parentId.')
        return place(record, value, record.pathPart)
      }),
      replaceRule('/pathPart', (record, value = '') => {
        if (record.parentId === undefined) throw badRequest('Root resource cannot update its pathPart.')
        checkPathPart(value)
        return place(record, record.parentId, value)
      }),
    ],
  }
}

/** Paths of moved resources (parents first), from the paths of their parents. */
function repath(moved: readonly ResourceRecord[], all: readonly ResourceRecord[]): ResourceRecord[] {
  const paths = new Map(all.map(({id, path}) => [id, path]))
  return moved.map((record) => {
    if (record.parentId === undefined || record.pathPart === undefined) return record
    const path = childPath(paths.get(record.parentId) ?? '/', record.pathPart)
    checkPathLength(path)
    paths.set(record.id, path)
    return {...record, path}
  })
}

function deleteResource({restApiId, resourceId}: ResourceInput, context: OperationContext): Members {
  const record = findResource(context, restApiId, resourceId)
  if (record.parentId === undefined) throw badRequest('Cannot delete the root resource of a REST API.')
  for (const {id} of subtree(record, context.store.list('resource', [restApiId]))) {
    context.store.delete('resource', [restApiId, id])
  }
  return {}
}

export const resourceOperations: Operations = {
  CreateResource: operation(createResource),
  GetResource: operation(getResource),
  GetResources: operation(getResources),
  UpdateResource: operation(updateResource),
  DeleteResource: operation(deleteResource),
}
