import {badRequest, notFound} from './refuse.js'
import type {ServiceError} from '../service-error.js'

export type PatchOperationName = 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test'

/** One entry of `patchOperations`; values are strings on the wire, whatever the member's type. */
export type PatchOperation = {op: PatchOperationName; path?: string; value?: string; from?: string}

export type PatchInput = {patchOperations?: readonly PatchOperation[]}

/** What a rule gets: the operation, and the unescaped parts of its path that the rule's `{}` segments stand for. */
export type PatchArguments = {operation: PatchOperation; names: readonly string[]; value: string | undefined}

type Apply<T> = (target: T, patch: PatchArguments) => T

/** One row of a patch table: a path, where a segment `{}` stands for any name, and what each operation does there. */
export type PatchRule<T> = {path: string; ops: Partial<Record<PatchOperationName, Apply<T>>>}

/** All patchable paths of one resource type; `refuse` words the errors of that type. */
export type PatchTable<T> = {
  rules: readonly PatchRule<T>[]
  refuse: (operation: PatchOperation, rules: readonly PatchRule<T>[]) => ServiceError
}

/**
 * Applies patch operations in order and answers the changed value; the given one is never modified. The first refusal
 * is thrown and, as the call is one transaction, nothing changes.
 * Source: https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html
 */
export function applyPatch<T>(target: T, {patchOperations = []}: PatchInput, table: PatchTable<T>): T {
  return patchOperations.reduce((current, operation) => applyOne(current, operation, table), target)
}

function applyOne<T>(target: T, operation: PatchOperation, {rules, refuse}: PatchTable<T>): T {
  const segments = pointerSegments(operation.path)
  for (const {path, ops} of rules) {
    const names = match(path, segments)
    const apply = applyOf(ops, operation.op)
    if (names !== undefined && apply !== undefined) return apply(target, {operation, names, value: operation.value})
  }
  throw refuse(operation, rules)
}

/** What comes as an operation may be any text, `__proto__` too. */
function applyOf<T>(ops: PatchRule<T>['ops'], op: PatchOperationName): Apply<T> | undefined {
  return Object.hasOwn(ops, op) ? ops[op] : undefined
}

/** Longer than any path of a table with the longest keys there are. */
export const maximumPatchPathLength = 8192

/** Unescaped segments of a JSON pointer; undefined when it does not start with a slash, or is longer than any path. */
function pointerSegments(path: string | undefined): readonly string[] | undefined {
  if (path?.startsWith('/') !== true || path.length > maximumPatchPathLength) return undefined
  return path
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function match(path: string, segments: readonly string[] | undefined): string[] | undefined {
  const expected = path.slice(1).split('/')
  if (segments?.length !== expected.length) return undefined
  const names: string[] = []
  for (const [index, part] of expected.entries()) {
    const segment = segments[index] ?? ''
    if (part === '{}') names.push(segment)
    else if (part !== segment) return undefined
  }
  return names
}

/** Wording of Resource, Model, RequestValidator, DocumentationPart, ApiKey and others (two spaces are AWS's). */
export function refuseWithList<T>({op, path}: PatchOperation, rules: readonly PatchRule<T>[]): ServiceError {
  const allowed = rules.filter(({ops}) => applyOf(ops, op) !== undefined).map((rule) => rule.path)
  const choice = allowed.length === 0 ? 'Please choose supported operations' : `Must be one of: [${allowed.join(', ')}]`
  return badRequest(`Invalid patch path  '${path ?? 'null'}' specified for op '${op}'. ${choice}`)
}

/** Wording of RestApi, Method, MethodResponse, Integration: a known path with a wrong operation names the right ones. */
export function refuseShortly<T>({path}: PatchOperation, rules: readonly PatchRule<T>[]): ServiceError {
  const segments = pointerSegments(path)
  const known = rules.find((rule) => match(rule.path, segments) !== undefined)
  if (known === undefined) return badRequest(`Invalid patch path ${path ?? 'null'}`)
  return badRequest(`Invalid patch operation specified. Must be one of: [${Object.keys(known.ops).join(', ')}]`)
}

/** A member that can only be replaced. */
export function replaceRule<T>(path: string, apply: (target: T, value: string | undefined) => T): PatchRule<T> {
  return {path, ops: {replace: (target, {value}) => apply(target, value)}}
}

/**
 * A map member below `path`, `{}` being its key: add, replace and remove. `apply` gets undefined to remove the key;
 * replacing or removing a key that `has` does not know is 404 with `absent`.
 */
export function mapRule<T>(
  path: string,
  {
    has,
    apply,
    absent,
  }: {
    has: (target: T, name: string) => boolean
    apply: (target: T, name: string, value: string | undefined) => T
    absent: string
  },
): PatchRule<T> {
  const known = (target: T, name: string): string => {
    if (!has(target, name)) throw notFound(absent)
    return name
  }
  return {
    path,
    ops: {
      add: (target, {names: [name = ''], value = ''}) => apply(target, name, value),
      replace: (target, {names: [name = ''], value = ''}) => apply(target, known(target, name), value),
      remove: (target, {names: [name = '']}) => apply(target, known(target, name), undefined),
    },
  }
}

/** A list whose members are added and removed by value. */
export function listRule<T>(
  path: string,
  read: (target: T) => readonly string[] | undefined,
  write: (target: T, list: string[]) => T,
): PatchRule<T> {
  return {
    path,
    ops: {
      add: (target, {value = ''}) => write(target, [...new Set([...(read(target) ?? []), value])]),
      remove: (target, {value = ''}) =>
        write(
          target,
          (read(target) ?? []).filter((member) => member !== value),
        ),
    },
  }
}

/** How every boolean of a patch is read: anything but "true" is false. */
export function patchBoolean(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true'
}
