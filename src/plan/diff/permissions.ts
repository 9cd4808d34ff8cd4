import type {InvokePermission, LivePermissions} from '../../model/invoke-permission.js'
import type {Change} from '../change.js'
import {sha256} from '../content-hash.js'
import type {CompanionDiff} from './companions.js'
import {diffThing} from './record.js'

/** `sid` names a statement that was there before; a new one is named by the API, the stage and the source. */
export type PermissionState = InvokePermission & {sid?: string}

/**
 * Permissions that the API needs and does not have, and those that apigw gave for this stage and nothing needs any more.
 * Statements of others are neither changed nor removed, and count when they allow what is needed.
 */
export function diffPermissions({desired: {permissions = {}}, live, apiId, stageName}: CompanionDiff): Change[] {
  return Object.entries(permissions).flatMap(([functionArn, wanted]) => {
    const known = live.permissions[functionArn]
    if (known?.state !== 'read') return []
    const missing = wanted.filter(
      ({source}) => !known.statements.some(({sourceArn}) => apiId !== undefined && covers(sourceArn, source, apiId)),
    )
    const needed = new Set(wanted.map(({source}) => statementSuffix(source)))
    const prefixes = apiId === undefined ? [] : [stageName, 'authorizers'].map((part) => statementPrefix(apiId, part))
    const stale = known.statements.filter(({sid}) =>
      prefixes.some((prefix) => sid.startsWith(prefix) && !needed.has(sid.slice(prefix.length))),
    )
    return [
      ...missing.flatMap((permission) => diffThing(permissionAt(permission), undefined, permission)),
      ...stale.flatMap((statement) => {
        const state = stateOf(functionArn, statement)
        return diffThing(permissionAt(state), state, undefined)
      }),
    ]
  })
}

/** Statements of a function that apigw gave for an API, whatever the stage. */
export function ownStatements(
  functionArn: string,
  known: LivePermissions,
  apiId: string | undefined,
): PermissionState[] {
  if (known.state !== 'read' || apiId === undefined) return []
  const own = known.statements.filter(({sid}) => sid.startsWith(`apigw-${apiId}-`))
  return own.map((statement) => stateOf(functionArn, statement))
}

/** The source is what follows the id of the API in the ARN. */
function stateOf(functionArn: string, {sid, sourceArn}: {sid: string; sourceArn: string}): PermissionState {
  const resource = sourceArn.split(':').at(-1) ?? ''
  return {functionArn, source: resource.replace(/^[^/]*\//, ''), sid}
}

/** `apigw-a1b2c3d4e5-prod-`: the statements of one stage, or of the authorizers, which all stages share. AWS takes letters, digits, `-` and `_`. */
export function statementPrefix(apiId: string, stageName: string): string {
  return `apigw-${apiId}-${stageName.replaceAll(/[^\w-]/g, '_').slice(0, 64)}-`
}

/** What tells the sources of one stage apart. */
export function statementSuffix(source: string): string {
  return sha256(source).slice(0, 12)
}

/** What a change of a permission is about. */
export function permissionAt({functionArn, source}: InvokePermission) {
  const name = `${functionArn.replace(/^.*:function:/, '')} from ${source}`
  return {kind: 'invokePermission' as const, address: `invokePermission/${name}`, name}
}

/** Whether a pattern of a statement allows every source that the needed pattern stands for. */
function covers(pattern: string, source: string, apiId: string): boolean {
  const [, , service, , , ...resource] = pattern.split(':')
  if (pattern !== '*' && service !== 'execute-api' && service !== '*') return false
  const path = pattern === '*' ? '*' : resource.join(':')
  return matches(path, `${apiId}/${source}`)
}

/** `*` stands for any text, as ArnLike has it within the last part; a `*` that is needed is matched by one only. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*')
  const [first = '', ...rest] = parts
  if (rest.length === 0) return pattern === text
  if (!text.startsWith(first)) return false
  const last = rest.pop() ?? ''
  let from = first.length
  for (const part of rest) {
    const found = text.indexOf(part, from)
    if (found === -1) return false
    from = found + part.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}
