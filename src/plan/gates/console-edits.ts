import type {Change, Field} from '../change.js'
import {sameJson} from '../diff/fields.js'
import type {Finding} from './finding.js'

/**
 * Changes that somebody made on AWS since the last deployment and that the plan takes back.
 *
 * `edits` turn what the stage serves into the live definition; `changes` turn that into the desired one. An edit that
 * the files know leads to no change, and what the files changed themselves was no edit.
 */
export function lostEdits(edits: readonly Change[], changes: readonly Change[]): Finding[] {
  const planned = new Map(changes.map((change) => [change.address, change]))
  return edits.flatMap((edit) => {
    const change = planned.get(edit.address)
    return change === undefined ? [] : lostIn(edit, change)
  })
}

function lostIn(edit: Change, change: Change): Finding[] {
  const finding = (what: string): Finding => ({rule: 'console-edit-lost', on: edit.name, what})
  if (edit.action === 'create') {
    return change.action === 'delete' ? [finding('It was added on AWS and is deleted.')] : overwritten(change, finding)
  }
  if (edit.action === 'delete')
    return change.action === 'create' ? [finding('It was deleted on AWS and is made again.')] : []
  if (edit.action !== 'update' || change.action !== 'update') return []
  return edit.fields.flatMap((field) => {
    const lost = change.fields.find((other) => overlaps(field, other) && !sameJson(field.after, other.after))
    return lost === undefined ? [] : [finding(`${field.path} was changed on AWS and is changed back or again.`)]
  })
}

function overwritten(change: Change, finding: (what: string) => Finding): Finding[] {
  return change.action === 'update' ? [finding('It was added on AWS, with other settings than the files have.')] : []
}

function overlaps(one: Field, other: Field): boolean {
  return one.path === other.path || one.path.startsWith(`${other.path}.`) || other.path.startsWith(`${one.path}.`)
}
