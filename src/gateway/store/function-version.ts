import type {FunctionAliasRecord, FunctionPolicyStatement, FunctionRecord} from './function-record.js'
import type {Store} from './store.js'

/**
 * What a qualifier of a function runs: `$LATEST` or none the function itself, a number that version, a name the version
 * of that alias; `random` in [0, 1) draws one where an alias has two. Undefined when there is no such thing.
 * `key` is [accountId, region, functionName].
 */
export function versionOf(
  store: Store,
  key: readonly string[],
  qualifier: string | undefined,
  random: number,
): Readonly<FunctionRecord> | undefined {
  if (qualifier === undefined || qualifier === '$LATEST') return store.get('function', key)
  if (isVersion(qualifier)) return store.get('functionVersion', [...key, qualifier])
  const alias = store.get('functionAlias', [...key, qualifier])
  return alias === undefined ? undefined : versionOf(store, key, drawnVersion(alias, random), random)
}

function drawnVersion({functionVersion, additionalVersionWeights = {}}: FunctionAliasRecord, random: number): string {
  let left = random
  for (const [version, weight] of Object.entries(additionalVersionWeights)) {
    left -= weight
    if (left < 0) return version
  }
  return functionVersion
}

/** Whether a qualifier is the number of a version, or `$LATEST`: aliases are never called like that. */
export function isVersion(qualifier: string): boolean {
  return /^(?:\$LATEST|\d+)$/.test(qualifier)
}

/** The resource policy of a function, or of one of its versions and aliases: each has its own. */
export function policyStatements(
  store: Store,
  key: readonly string[],
  qualifier: string | undefined,
): readonly Readonly<FunctionPolicyStatement>[] {
  const {kind, parent} = policyPlace(key, qualifier)
  return store.list(kind, parent)
}

/** Where the statements of a policy are kept. */
export function policyPlace(
  key: readonly string[],
  qualifier: string | undefined,
): {kind: 'functionPermission' | 'qualifiedPermission'; parent: readonly string[]} {
  return qualifier === undefined || qualifier === '$LATEST'
    ? {kind: 'functionPermission', parent: key}
    : {kind: 'qualifiedPermission', parent: [...key, qualifier]}
}

/** Deletes a function with its versions, aliases and policies. Needs a transaction. */
export function deleteWholeFunction(store: Store, key: readonly string[]): void {
  const versions = store.list('functionVersion', key).map(({version = ''}) => version)
  const aliases = store.list('functionAlias', key).map(({name}) => name)
  for (const qualifier of [...versions, ...aliases]) store.deleteAll('qualifiedPermission', [...key, qualifier])
  store.deleteAll('functionVersion', key)
  store.deleteAll('functionAlias', key)
  store.deleteAll('functionPermission', key)
  store.delete('function', key)
}
