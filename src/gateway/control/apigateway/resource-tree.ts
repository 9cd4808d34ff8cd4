import type {ResourceRecord} from '../../store/rest-records.js'
import {ServiceError} from '../service-error.js'
import {badRequest, conflict} from './refuse.js'

const pathPart = /^(\{[\w.:-]+\+?\}|[\w.:,-]+)$/

/** Longer paths than any URL that the gateway takes. */
const maximumPathLength = 2048
/** More than any account has as a quota (300, can be raised), few enough to hold and to list. */
const maximumResources = 10_000

/** Refuses a path that no request could have. */
export function checkPathLength(path: string): void {
  if (path.length > maximumPathLength) {
    throw badRequest(`Resource path is too long, at most ${maximumPathLength} characters are allowed`)
  }
}

/** Refuses more resources than an API may have. */
export function checkResourceCount(count: number): void {
  if (count > maximumResources) {
    throw new ServiceError(
      'LimitExceededException',
      'Maximum number of resources for this API has been reached. Please contact AWS if you need additional resources.',
    )
  }
}

/** Refuses a path part with other characters than AWS allows, or with braces around only a part of it. */
export function checkPathPart(part: string): void {
  if (!pathPart.test(part)) {
    throw badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    )
  }
}

/**
 * Refuses a place in the tree that is taken or impossible: the same name twice, two variables below one parent, anything
 * below a greedy variable. `others` are all resources of the API but the one that is placed.
 */
export function checkPlace(part: string, parent: ResourceRecord, others: readonly ResourceRecord[]): void {
  if (parent.pathPart?.endsWith('+}') === true) {
    throw badRequest(`Cannot create a child of a resource with a greedy path variable: ${parent.pathPart}`)
  }
  const siblings = others.filter(({parentId}) => parentId === parent.id).map((sibling) => sibling.pathPart ?? '')
  if (siblings.includes(part)) {
    throw conflict(`Another resource with the same parent already has this name: ${part}`)
  }
  const variable = part.startsWith('{') ? siblings.find((sibling) => sibling.startsWith('{')) : undefined
  if (variable !== undefined) {
    throw badRequest(`A sibling (${variable}) of this resource already has a variable path part -- only one is allowed`)
  }
}

/** Path of a child: `/` is the root's own path. */
export function childPath(parentPath: string, part: string): string {
  return parentPath === '/' ? `/${part}` : `${parentPath}/${part}`
}

/** The resource with everything below it, parents before children. */
export function subtree(root: ResourceRecord, all: readonly ResourceRecord[]): ResourceRecord[] {
  const children = all.filter(({parentId}) => parentId === root.id)
  return [root, ...children.flatMap((child) => subtree(child, all))]
}

/** By path, as AWS lists resources. */
export function byPath(one: {path: string}, other: {path: string}): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0
}
