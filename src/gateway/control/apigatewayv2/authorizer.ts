import {conflict} from '../apigateway/refuse.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {checkedAuthorizer} from './authorizer-rules.js'
import type {AuthorizerSettings} from './authorizer-rules.js'
import {deployAutomatically} from './deploy.js'
import {findApi, findAuthorizer} from './find.js'
import {merged} from './merge.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'

type AuthorizerLabels = {apiId: string; authorizerId: string}

function createAuthorizer({apiId, ...input}: {apiId: string} & AuthorizerSettings, context: OperationContext): Members {
  const api = findApi(context, apiId)
  const authorizerId = context.newId(6)
  const record = {...checkedAuthorizer(api, merged(input, {})), authorizerId}
  refuseDuplicate(context, apiId, record)
  context.store.put('v2Authorizer', [apiId, authorizerId], record)
  deployAutomatically(context, apiId)
  return record
}

function refuseDuplicate({store}: OperationContext, apiId: string, added: {name: string; authorizerId: string}): void {
  const records = store.list('v2Authorizer', [apiId])
  if (records.some(({name, authorizerId}) => name === added.name && authorizerId !== added.authorizerId)) {
    throw conflict(`Authorizer with name ${added.name} already exists for this API`)
  }
}

function getAuthorizer({apiId, authorizerId}: AuthorizerLabels, context: OperationContext): Members {
  return findAuthorizer(context, apiId, authorizerId)
}

function getAuthorizers(input: {apiId: string} & PageInput, context: OperationContext): Members {
  const records = context.store.list('v2Authorizer', [findApi(context, input.apiId).apiId])
  return listAnswer(records, input, ({authorizerId}) => authorizerId)
}

function updateAuthorizer(
  {apiId, authorizerId, ...changes}: AuthorizerLabels & Partial<AuthorizerSettings>,
  context: OperationContext,
): Members {
  const api = findApi(context, apiId)
  const before = findAuthorizer(context, apiId, authorizerId)
  const record = {...checkedAuthorizer(api, merged(before, changes)), authorizerId}
  refuseDuplicate(context, apiId, record)
  context.store.put('v2Authorizer', [apiId, authorizerId], record)
  deployAutomatically(context, apiId)
  return record
}

function deleteAuthorizer({apiId, authorizerId}: AuthorizerLabels, context: OperationContext): Members {
  const {name} = findAuthorizer(context, apiId, authorizerId)
  const user = context.store.list('route', [apiId]).find((route) => route.authorizerId === authorizerId)
  if (user !== undefined) {
    throw conflict(`Cannot delete authorizer '${name}', is referenced in route: ${user.routeKey}`)
  }
  context.store.delete('v2Authorizer', [apiId, authorizerId])
  deployAutomatically(context, apiId)
  return {}
}

export const authorizerOperations: Operations = {
  CreateAuthorizer: operation(createAuthorizer),
  GetAuthorizer: operation(getAuthorizer),
  GetAuthorizers: operation(getAuthorizers),
  UpdateAuthorizer: operation(updateAuthorizer),
  DeleteAuthorizer: operation(deleteAuthorizer),
}
