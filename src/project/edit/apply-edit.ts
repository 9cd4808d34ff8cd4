import type {ApplyResult} from '../../apply/apply-plan.js'
import {applyJournalled} from '../deploy/apply-journalled.js'
import type {ApplyOptions} from '../deploy/apply-journalled.js'
import {planEdit} from './edit-api.js'
import type {ApiEdit, EditPlace} from './edit-api.js'

/** Carries an edit out at once, with a journal: for commands that decide by themselves what comes next. */
export async function applyEdit(edit: ApiEdit, place: EditPlace & ApplyOptions): Promise<ApplyResult> {
  return applyJournalled(await planEdit(edit, place), place)
}
