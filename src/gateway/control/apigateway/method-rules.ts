import type {MethodRecord, MethodResponseRecord} from '../../store/rest-records.js'
import type {OperationContext} from '../operation.js'
import {without} from './present.js'
import {badRequest} from './refuse.js'

const verbs = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY']
const authorizationTypes = ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS']
const requestParameter = /^method\.request\.(querystring|header|path)\.[^\s]+$/
const responseParameter = /^method\.response\.header\.[^\s]+$/

/** The error list that AWS's mapping validator puts into its messages. */
export function validationResult(error: string): string {
  return `Validation Result: warnings : [], errors : [${error}]`
}

export function checkVerb(httpMethod: string): void {
  if (!verbs.includes(httpMethod)) {
    throw badRequest(`Invalid HttpMethod specified. Valid options are ${verbs.join(',')}`)
  }
}

/**
 * A method whose parts refer to things that exist; the authorizer is dropped where the authorization type has none.
 *
 * The order of the checks is AWS's: authorizer, validator, models, parameters.
 */
export function checkedMethod(context: OperationContext, restApiId: string, method: MethodRecord): MethodRecord {
  const authorized = withAuthorizer(context, restApiId, method)
  const {requestValidatorId, requestModels, requestParameters} = authorized
  if (
    requestValidatorId !== undefined &&
    context.store.get('requestValidator', [restApiId, requestValidatorId]) === undefined
  ) {
    throw badRequest('Invalid Request Validator identifier specified')
  }
  checkModels(context, restApiId, requestModels)
  checkRequestParameters(Object.keys(requestParameters ?? {}))
  return authorized
}

function withAuthorizer(context: OperationContext, restApiId: string, method: MethodRecord): MethodRecord {
  const {authorizationType, authorizerId} = method
  if (!authorizationTypes.includes(authorizationType)) {
    throw badRequest(`Invalid Authorization Type specified. Valid options are ${authorizationTypes.join(',')}`)
  }
  if (authorizationType === 'NONE' || authorizationType === 'AWS_IAM') return without(method, 'authorizerId')
  const authorizer = authorizerId === undefined ? undefined : context.store.get('authorizer', [restApiId, authorizerId])
  if ((authorizer?.type === 'COGNITO_USER_POOLS') !== (authorizationType === 'COGNITO_USER_POOLS') || !authorizer) {
    throw badRequest(
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    )
  }
  return method
}

/** Refuses names of models that the API does not have. */
export function checkModels(
  {store}: OperationContext,
  restApiId: string,
  models: Readonly<Record<string, string>> = {},
): void {
  for (const name of Object.values(models)) {
    if (store.get('model', [restApiId, name]) === undefined) {
      throw badRequest(`Invalid model identifier specified: ${name}`)
    }
  }
}

function checkRequestParameters(parameters: readonly string[]): void {
  for (const parameter of parameters) checkParameter(parameter, requestParameter)
  const names = parameters.map((parameter) => parameter.split('.').slice(3).join('.'))
  if (new Set(names).size < names.length) {
    throw badRequest('Parameter names must be unique across querystring, header and path')
  }
}

export function checkResponseParameters({responseParameters = {}}: MethodResponseRecord): void {
  for (const parameter of Object.keys(responseParameters)) checkParameter(parameter, responseParameter)
}

function checkParameter(parameter: string, allowed: RegExp): void {
  if (!allowed.test(parameter)) {
    throw badRequest(
      `Invalid mapping expression specified: ${validationResult(`Invalid mapping expression specified: ${parameter}`)}`,
    )
  }
}
