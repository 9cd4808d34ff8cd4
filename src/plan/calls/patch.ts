import type {JsonObject} from '../../model/json.js'

/** One entry of `patchOperations`. Values are always texts on the wire. */
export type PatchOperation = {op: 'add' | 'remove' | 'replace'; path: string; value?: string}

/** Takes a value from another place of the same thing; AWS has it for promotions only. */
export type CopyOperation = {op: 'copy'; from: string; path: string}

type Texts = Readonly<Record<string, string | boolean>>

/** `/requestModels/application~1json`: slashes inside a name are written `~1`, tildes `~0`. */
export function patchPath(...names: readonly string[]): string {
  return names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Sets each member that differs; an absent one is cleared by the empty text, which AWS reads as "no value". */
export function replaceMembers(names: readonly string[], before: JsonObject, after: JsonObject): PatchOperation[] {
  return names
    .filter((name) => before[name] !== after[name])
    .map((name) => ({op: 'replace', path: patchPath(name), value: text(after[name])}))
}

/** Adds, replaces and removes the entries of a map that live under `container`. */
export function patchMap(container: string, before: Texts, after: Texts): PatchOperation[] {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  const set = Object.entries(after).filter(([key, value]) => !Object.hasOwn(before, key) || before[key] !== value)
  return [
    ...set.map(([key, value]) => ({
      op: Object.hasOwn(before, key) ? ('replace' as const) : ('add' as const),
      path: patchPath(container, key),
      value: String(value),
    })),
    ...gone.map((key) => ({op: 'remove' as const, path: patchPath(container, key)})),
  ]
}

/** Members of a list that is patched by value: added first, because some lists must never be empty. */
export function patchList(container: string, before: readonly string[], after: readonly string[]): PatchOperation[] {
  const path = `/${container}`
  return [
    ...after.filter((value) => !before.includes(value)).map((value) => ({op: 'add' as const, path, value})),
    ...before.filter((value) => !after.includes(value)).map((value) => ({op: 'remove' as const, path, value})),
  ]
}

function text(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
