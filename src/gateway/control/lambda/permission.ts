import type {FunctionPolicyStatement} from '../../store/function-record.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {findFunction} from './find-function.js'

type Labels = {functionName: string; qualifier?: string}

type AddInput = Labels & {
  statementId: string
  action: string
  principal: string
  sourceArn?: string
  sourceAccount?: string
}

const policyLimitBytes = 20_480

function addPermission(input: AddInput, context: OperationContext): Members {
  const {key, record} = findFunction(context, input.functionName, input.qualifier)
  const {statementId: sid, action, principal, sourceArn, sourceAccount} = input
  checkPattern('statementId', sid, /^[\w-]{1,100}$/, '([a-zA-Z0-9-_]+)')
  checkPattern('action', action, /^(?:lambda:(?:\*|[a-zA-Z]+)|\*)$/, '(lambda:[*]|lambda:[a-zA-Z]+|[*])')
  checkPattern('principal', principal, /^\S{1,256}$/, '[^\\s]+')
  const {store} = context
  if (store.get('functionPermission', [...key, sid]) !== undefined) {
    const message = `The statement id (${sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`
    throw new ServiceError('ResourceConflictException', message)
  }
  const added: FunctionPolicyStatement = {
    sid,
    action,
    principal,
    ...(sourceArn !== undefined && {sourceArn}),
    ...(sourceAccount !== undefined && {sourceAccount}),
  }
  store.put('functionPermission', [...key, sid], added)
  const policy = policyText(store.list('functionPermission', key), record.functionArn)
  if (Buffer.byteLength(policy) > policyLimitBytes) {
    const message = `The final policy size (${Buffer.byteLength(policy)}) is bigger than the limit (${policyLimitBytes}).`
    throw new ServiceError('PolicyLengthExceededException', message)
  }
  return {statement: JSON.stringify(statementDocument(added, record.functionArn))}
}

function removePermission(
  {functionName, qualifier, statementId}: Labels & {statementId: string},
  context: OperationContext,
): Members {
  const {key} = findFunction(context, functionName, qualifier)
  if (context.store.get('functionPermission', [...key, statementId]) === undefined) {
    throw new ServiceError('ResourceNotFoundException', `Statement ${statementId} is not found in resource policy.`)
  }
  context.store.delete('functionPermission', [...key, statementId])
  return {}
}

function getPolicy({functionName, qualifier}: Labels, context: OperationContext): Members {
  const {key, record} = findFunction(context, functionName, qualifier)
  const statements = context.store.list('functionPermission', key)
  if (statements.length === 0) {
    throw new ServiceError('ResourceNotFoundException', 'The resource you requested does not exist.')
  }
  return {policy: policyText(statements, record.functionArn), revisionId: record.revisionId ?? ''}
}

function policyText(statements: readonly FunctionPolicyStatement[], functionArn: string): string {
  const documents = statements.map((statement) => statementDocument(statement, functionArn))
  return JSON.stringify({Version: '2012-10-17', Id: 'default', Statement: documents})
}

function statementDocument(
  {sid, action, principal, sourceArn, sourceAccount}: FunctionPolicyStatement,
  functionArn: string,
): object {
  const conditions = {
    ...(sourceAccount !== undefined && {StringEquals: {'AWS:SourceAccount': sourceAccount}}),
    ...(sourceArn !== undefined && {ArnLike: {'AWS:SourceArn': sourceArn}}),
  }
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: principalDocument(principal),
    Action: action,
    Resource: functionArn,
    ...(Object.keys(conditions).length > 0 && {Condition: conditions}),
  }
}

function principalDocument(principal: string): unknown {
  if (principal === '*') return '*'
  if (/^\d{12}$/.test(principal)) return {AWS: `arn:aws:iam::${principal}:root`}
  return principal.startsWith('arn:') ? {AWS: principal} : {Service: principal}
}

function checkPattern(name: string, value: string, pattern: RegExp, shown: string): void {
  if (pattern.test(value)) return
  const message = `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${shown}`
  throw new ServiceError('ValidationException', message)
}

export const permissionOperations: Operations = {
  AddPermission: operation(addPermission),
  RemovePermission: operation(removePermission),
  GetPolicy: operation(getPolicy),
}
