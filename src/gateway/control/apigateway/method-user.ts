import type {MethodRecord, ResourceRecord} from '../../store/rest-records.js'
import {byPath} from './resource-tree.js'

/** Address, `/pets/GET`, of the first method by path that `uses` says yes to. */
export function methodUsing(
  resources: readonly ResourceRecord[],
  uses: (method: MethodRecord) => boolean,
): string | undefined {
  for (const {path, resourceMethods = {}} of [...resources].sort(byPath)) {
    const method = Object.values(resourceMethods).find(uses)
    if (method !== undefined) return `${path}/${method.httpMethod}`
  }
  return undefined
}
