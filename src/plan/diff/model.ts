import {omit} from '../../model/omit.js'
import type {Model} from '../../model/rest-api.js'
import {isAutomaticModel} from '../automatic-model.js'
import type {Address, Change, Update} from '../change.js'
import {diffRecord} from './record.js'

type Models = Readonly<Record<string, Model>>

/**
 * Changes of the models of one REST API. The models that AWS made itself are never deleted; a model whose content type
 * differs is replaced, because AWS can change only its description and schema.
 */
export function diffModels(api: Address, before: Models, after: Models): Change[] {
  const changes = diffRecord({kind: 'model', within: `${api}/model`}, before, after)
  return changes
    .filter((change) => change.action !== 'delete' || !isAutomaticModel(change.name, before[change.name]))
    .map((change) => (change.action === 'update' ? replacedIfNeeded(change) : change))
}

function replacedIfNeeded(update: Update): Change {
  if (update.fields.every(({path}) => path !== 'contentType')) return update
  return {...omit(update, 'fields'), action: 'replace', because: ['contentType cannot be changed']}
}
