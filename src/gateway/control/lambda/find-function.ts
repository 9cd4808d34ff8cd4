import type {FunctionRecord} from '../../store/function-record.js'
import type {Scope} from '../../store/record-kinds.js'
import type {Store} from '../../store/store.js'
import {ServiceError} from '../service-error.js'

const names =
  /^(?:arn:[\w-]+:lambda:([a-z0-9-]+):)?(?:(\d{12}):)?(?:function:)?([A-Za-z0-9_-]{1,64})(?::(\$LATEST|[\w-]+))?$/

/** Name, partial or full ARN of a function -> its key in the store. Throws ValidationException for anything else. */
export function functionKey(given: string, scope: Scope): {key: string[]; functionName: string; qualifier?: string} {
  const [, region = scope.region, accountId = scope.accountId, functionName, qualifier] = names.exec(given) ?? []
  if (functionName === undefined) {
    const message = `1 validation error detected: Value '${given}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`
    throw new ServiceError('ValidationException', message)
  }
  return {key: [accountId, region, functionName], functionName, ...(qualifier !== undefined && {qualifier})}
}

/** The function that a call names, or Lambda's 404. The gateway has no versions: every function is its $LATEST. */
export function findFunction(
  {store, scope}: {store: Store; scope: Scope},
  given: string,
  qualifier?: string,
): {key: string[]; record: Readonly<FunctionRecord>} {
  const named = functionKey(given, scope)
  const wanted = qualifier ?? named.qualifier ?? '$LATEST'
  const record = store.get('function', named.key)
  const [accountId = '', region = ''] = named.key
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${named.functionName}`
  if (record === undefined) throw new ServiceError('ResourceNotFoundException', `Function not found: ${arn}`)
  if (wanted !== '$LATEST') throw new ServiceError('ResourceNotFoundException', `Function not found: ${arn}:${wanted}`)
  return {key: named.key, record}
}
