import type {JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {Model} from '../../model/rest-api.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import {changedMembers} from './changed-members.js'
import {httpCall} from './http-call.js'

/** Models of WebSocket APIs have ids, and any of their members can be changed. */
export function webSocketModelCalls(change: Change): Call[] {
  const {address, name} = change
  if (change.action === 'create') {
    return [httpCall(address, 'CreateModel', {Name: name, ...members(change.after as Model)})]
  }
  const ids = [{at: ['ModelId'], kind: 'model' as const, name}]
  if (change.action === 'delete') return [httpCall(address, 'DeleteModel', {}, {ids})]
  const input = changedMembers(members(change.before as Model), members(change.after as Model))
  return [httpCall(address, 'UpdateModel', input, {ids})]
}

/** A schema that is no JSON was read as a text and goes back as it was. */
function members({contentType, description, schema}: Model): JsonObject {
  return present({
    ContentType: contentType,
    Description: description,
    Schema: typeof schema === 'string' ? schema : JSON.stringify(schema),
  })
}
