import type {FunctionRecord} from '../../store/function-record.js'
import {isVersion, versionOf} from '../../store/function-version.js'
import type {Scope} from '../../store/record-kinds.js'
import type {Store} from '../../store/store.js'
import {ServiceError} from '../service-error.js'

const names =
  /^(?:arn:[\w-]+:lambda:([a-z0-9-]+):)?(?:(\d{12}):)?(?:function:)?([A-Za-z0-9_-]{1,64})(?::(\$LATEST|[\w-]+))?$/

export type FunctionName = {
  key: string[]
  functionName: string
  /** ARN without a qualifier. */
  arn: string
  qualifier?: string
}

/**
 * Name, partial or full ARN of a function and its qualifier -> its key in the store. Throws ValidationException for
 * anything else, and when two qualifiers contradict each other.
 */
export function functionKey(given: string, scope: Scope, qualifier?: string): FunctionName {
  const [, region = scope.region, accountId = scope.accountId, functionName, own] = names.exec(given) ?? []
  if (functionName === undefined) {
    const message = `1 validation error detected: Value '${given}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`
    throw new ServiceError('ValidationException', message)
  }
  if (own !== undefined && qualifier !== undefined && own !== qualifier) {
    const message = 'The derived qualifier from the function name does not match the specified qualifier.'
    throw new ServiceError('InvalidParameterValueException', message)
  }
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${functionName}`
  const named = qualifier ?? own
  return {key: [accountId, region, functionName], functionName, arn, ...(named !== undefined && {qualifier: named})}
}

export type FoundFunction = FunctionName & {
  record: Readonly<FunctionRecord>
  /** ARN with the qualifier that was asked for, if any. */
  qualifiedArn: string
}

/** The function, version or alias's version that a call names, or Lambda's 404; `random` draws from an alias's two. */
export function findFunction(
  {store, scope}: {store: Store; scope: Scope},
  given: string,
  {qualifier, random = 1}: {qualifier?: string | undefined; random?: number} = {},
): FoundFunction {
  const named = functionKey(given, scope, qualifier)
  const qualifiedArn = named.qualifier === undefined ? named.arn : `${named.arn}:${named.qualifier}`
  const record = versionOf(store, named.key, named.qualifier, random)
  if (record === undefined) throw functionNotFound(qualifiedArn)
  return {...named, record, qualifiedArn}
}

/** $LATEST of the function that a call names; an alias or version is checked to be there, as policies need it. */
export function findQualified({store, scope}: {store: Store; scope: Scope}, given: string, qualifier?: string) {
  const named = functionKey(given, scope, qualifier)
  const latest = store.get('function', named.key)
  if (latest === undefined) throw functionNotFound(named.arn)
  if (named.qualifier === undefined) return {...named, latest, resourceArn: named.arn}
  const resourceArn = `${named.arn}:${named.qualifier}`
  if (versionOf(store, named.key, named.qualifier, 1) === undefined) {
    if (isVersion(named.qualifier)) throw functionNotFound(resourceArn)
    throw new ServiceError('ResourceNotFoundException', `Cannot find alias arn: ${resourceArn}`)
  }
  return {...named, latest, resourceArn}
}

export function functionNotFound(arn: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', `Function not found: ${arn}`)
}

/** Refuses a change that was meant for an earlier state. */
export function checkRevision(
  given: string | undefined,
  current: string | undefined,
  source: 'GetFunction/GetAlias' | 'GetPolicy',
) {
  if (given === undefined || given === current) return
  const message = `The Revision Id provided does not match the latest Revision Id. Call the ${source} API to retrieve the latest Revision Id`
  throw new ServiceError('PreconditionFailedException', message)
}
