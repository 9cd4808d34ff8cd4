import type {Call} from '../call.js'
import type {Change} from '../change.js'
import type {CallFacts} from './call-facts.js'
import {restCall} from './rest-call.js'

/** A path. Deleting one deletes all below it, so only the topmost of a deleted tree takes a call. */
export function resourceCalls(change: Change, facts: CallFacts): Call[] {
  const {address, name: path} = change
  const parent = parentOf(path)
  if (change.action === 'create') {
    const pathPart = path.slice(path.lastIndexOf('/') + 1)
    const ids = [{at: ['parentId'], kind: 'resource' as const, name: parent}]
    const gives = [{member: 'id', kind: 'resource' as const, name: path}]
    return [restCall(address, 'CreateResource', {pathPart}, {ids, gives})]
  }
  if (change.action !== 'delete' || isCoveredByResource(parent, facts.changes)) return []
  return [restCall(address, 'DeleteResource', {}, {ids: [{at: ['resourceId'], kind: 'resource', name: path}]})]
}

/** True when the resource of this path, or one above it, is deleted by the same plan. */
export function isCoveredByResource(path: string, changes: readonly Change[]): boolean {
  return changes.some(
    ({action, kind, name}) =>
      action === 'delete' && kind === 'resource' && (path === name || path.startsWith(`${name}/`)),
  )
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}
