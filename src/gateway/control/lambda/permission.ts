import {createHash} from 'node:crypto'
import {present} from '../../../model/present.js'
import type {FunctionPolicyStatement} from '../../store/function-record.js'
import {policyPlace, policyStatements} from '../../store/function-version.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {checkRevision, findQualified} from './find-function.js'

type Labels = {functionName: string; qualifier?: string}

type AddInput = Labels & {
  statementId: string
  action: string
  principal: string
  sourceArn?: string
  sourceAccount?: string
  principalOrgID?: string
  eventSourceToken?: string
  functionUrlAuthType?: string
  invokedViaFunctionUrl?: boolean
  revisionId?: string
}

const policyLimitBytes = 20_480

function addPermission(input: AddInput, context: OperationContext): Members {
  const {statementId: sid, action, principal, sourceArn, sourceAccount} = input
  checkPattern('statementId', sid, /^[\w-]{1,100}$/, '([a-zA-Z0-9-_]+)')
  checkPattern('action', action, /^(?:lambda:(?:\*|[a-zA-Z]+)|\*)$/, '(lambda:[*]|lambda:[a-zA-Z]+|[*])')
  checkPattern('principal', principal, /^\S{1,256}$/, '[^\\s]+')
  const found = findPolicy(input, context)
  const {store} = context
  if (found.qualifier === '$LATEST') {
    const message = 'We currently do not support adding policies for $LATEST.'
    throw new ServiceError('InvalidParameterValueException', message)
  }
  if (store.get(found.kind, [...found.parent, sid]) !== undefined) {
    const message = `The statement id (${sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`
    throw new ServiceError('ResourceConflictException', message)
  }
  checkRevision(input.revisionId, revisionOf(found.statements, found.resourceArn), 'GetPolicy')
  const conditions = conditionsOf(input)
  const added: FunctionPolicyStatement = {
    sid,
    action,
    principal,
    ...(sourceArn !== undefined && {sourceArn}),
    ...(sourceAccount !== undefined && {sourceAccount}),
    ...(Object.keys(conditions).length > 0 && {conditions}),
  }
  store.put(found.kind, [...found.parent, sid], added)
  const policy = policyText([...found.statements, added], found.resourceArn)
  if (Buffer.byteLength(policy) > policyLimitBytes) {
    const message = `The final policy size (${Buffer.byteLength(policy)}) is bigger than the limit (${policyLimitBytes}).`
    throw new ServiceError('PolicyLengthExceededException', message)
  }
  return {statement: JSON.stringify(statementDocument(added, found.resourceArn))}
}

function conditionsOf(input: AddInput): Record<string, string> {
  return present({
    'aws:PrincipalOrgID': input.principalOrgID,
    'lambda:EventSourceToken': input.eventSourceToken,
    'lambda:FunctionUrlAuthType': input.functionUrlAuthType,
    'lambda:InvokedViaFunctionUrl': input.invokedViaFunctionUrl?.toString(),
  })
}

type RemoveInput = Labels & {statementId: string; revisionId?: string}

function removePermission(input: RemoveInput, context: OperationContext): Members {
  const {kind, parent, statements, resourceArn} = findPolicy(input, context)
  const {statementId, revisionId} = input
  if (context.store.get(kind, [...parent, statementId]) === undefined) {
    throw new ServiceError('ResourceNotFoundException', `Statement ${statementId} is not found in resource policy.`)
  }
  checkRevision(revisionId, revisionOf(statements, resourceArn), 'GetPolicy')
  context.store.delete(kind, [...parent, statementId])
  return {}
}

function getPolicy(input: Labels, context: OperationContext): Members {
  const {statements, resourceArn} = findPolicy(input, context)
  if (statements.length === 0) {
    throw new ServiceError('ResourceNotFoundException', 'The resource you requested does not exist.')
  }
  return {policy: policyText(statements, resourceArn), revisionId: revisionOf(statements, resourceArn)}
}

function findPolicy({functionName, qualifier}: Labels, context: OperationContext) {
  const found = findQualified(context, functionName, qualifier)
  const place = policyPlace(found.key, found.qualifier)
  return {...found, ...place, statements: policyStatements(context.store, found.key, found.qualifier)}
}

/** A policy has a revision of its own here: the function's would say that its code has changed. */
function revisionOf(statements: readonly FunctionPolicyStatement[], resourceArn: string): string {
  const digest = createHash('md5').update(policyText(statements, resourceArn)).digest('hex')
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function policyText(statements: readonly FunctionPolicyStatement[], functionArn: string): string {
  const documents = statements.map((statement) => statementDocument(statement, functionArn))
  return JSON.stringify({Version: '2012-10-17', Id: 'default', Statement: documents})
}

function statementDocument(
  {sid, action, principal, sourceArn, sourceAccount, conditions: others}: FunctionPolicyStatement,
  functionArn: string,
): object {
  const conditions = {
    ...((sourceAccount !== undefined || others !== undefined) && {
      StringEquals: {...(sourceAccount !== undefined && {'AWS:SourceAccount': sourceAccount}), ...others},
    }),
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
