import type {RequestValidatorRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {existingRestApi, findRestApi} from './find.js'
import {page, type PageInput} from './page.js'
import {applyPatch, patchBoolean, refuseWithList, replaceRule, type PatchInput, type PatchTable} from './patch.js'
import {badRequest, conflict, notFound} from './refuse.js'
import {methodUsing} from './method-user.js'

type ValidatorLabels = {restApiId: string; requestValidatorId: string}
type CreateInput = {
  restApiId: string
  name?: string
  validateRequestBody?: boolean
  validateRequestParameters?: boolean
}

function createRequestValidator(input: CreateInput, context: OperationContext): Members {
  if (existingRestApi(context, input.restApiId) === undefined) {
    throw badRequest('Invalid REST API identifier specified')
  }
  const record: RequestValidatorRecord = {
    id: context.newId(6),
    name: checkedName(input.name),
    validateRequestBody: input.validateRequestBody ?? false,
    validateRequestParameters: input.validateRequestParameters ?? false,
  }
  context.store.put('requestValidator', [input.restApiId, record.id], record)
  return record
}

function getRequestValidator(input: ValidatorLabels, context: OperationContext): Members {
  return find(input, context)
}

function getRequestValidators(input: {restApiId: string} & PageInput, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  return page(context.store.list('requestValidator', [id]), input, (validator) => validator.id)
}

function updateRequestValidator(input: ValidatorLabels & PatchInput, context: OperationContext): Members {
  const record = applyPatch(find(input, context), input, requestValidatorPatch)
  context.store.put('requestValidator', [input.restApiId, record.id], record)
  return record
}

const requestValidatorPatch: PatchTable<RequestValidatorRecord> = {
  refuse: refuseWithList,
  rules: [
    replaceRule('/name', (record, value) => ({...record, name: checkedName(value)})),
    replaceRule('/validateRequestParameters', (record, value) => ({
      ...record,
      validateRequestParameters: patchBoolean(value),
    })),
    replaceRule('/validateRequestBody', (record, value) => ({...record, validateRequestBody: patchBoolean(value)})),
  ],
}

function deleteRequestValidator(input: ValidatorLabels, context: OperationContext): Members {
  find(input, context)
  const user = methodUsing(
    context.store.list('resource', [input.restApiId]),
    ({requestValidatorId}) => requestValidatorId === input.requestValidatorId,
  )
  if (user !== undefined) {
    throw conflict(`Cannot delete request validator '${input.requestValidatorId}', is referenced in method: ${user}`)
  }
  context.store.delete('requestValidator', [input.restApiId, input.requestValidatorId])
  return {}
}

function find({restApiId, requestValidatorId}: ValidatorLabels, context: OperationContext): RequestValidatorRecord {
  const known = existingRestApi(context, restApiId) !== undefined
  const record = known ? context.store.get('requestValidator', [restApiId, requestValidatorId]) : undefined
  if (record === undefined) throw notFound('Invalid Request Validator identifier specified')
  return record
}

function checkedName(name: string | undefined): string {
  if (name === undefined || name.trim() === '') throw badRequest('Request Validator name cannot be blank')
  return name
}

export const requestValidatorOperations: Operations = {
  CreateRequestValidator: operation(createRequestValidator),
  GetRequestValidator: operation(getRequestValidator),
  GetRequestValidators: operation(getRequestValidators),
  UpdateRequestValidator: operation(updateRequestValidator),
  DeleteRequestValidator: operation(deleteRequestValidator),
}
