import {isJsonObject} from '../../model/json.js'
import type {Json, JsonObject} from '../../model/json.js'
import {mapObject, objectAt} from '../../model/json-object.js'
import {unescaped} from '../client-schemas.js'

/**
 * `shown`, which is a part of `document`, without the components that only what is left out leads to: the models of an
 * internal operation tell as much as the operation. Components that nothing leads to in the document stay.
 */
export function withoutHiddenComponents(shown: JsonObject, document: JsonObject): JsonObject {
  const [before, after] = [reachable(document), reachable(shown)]
  const isShown = (kind: string, name: string): boolean => {
    const id = idOf(kind, name)
    return after.has(id) || !before.has(id)
  }
  const components = mapObject(objectAt(shown, 'components'), (named, kind) => {
    return Object.fromEntries(Object.entries(named).filter(([name]) => isShown(kind, name)))
  })
  return 'components' in shown ? {...shown, components} : shown
}

/** Ids of the components that the rest of a document leads to, also through each other. */
function reachable(document: JsonObject): ReadonlySet<string> {
  const found = new Set<string>()
  const open: Json[] = Object.entries(document).flatMap(([key, value]) => (key === 'components' ? [] : [value]))
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string') {
      const [, kind, name] = component.exec(value) ?? []
      if (kind === undefined || name === undefined || found.has(idOf(kind, unescaped(name)))) continue
      found.add(idOf(kind, unescaped(name)))
      open.push(objectAt(objectAt(document, 'components'), kind)[unescaped(name)] ?? null)
    } else if (Array.isArray(value)) {
      for (const entry of value as readonly Json[]) open.push(entry)
    } else if (isJsonObject(value)) {
      for (const member of Object.values(value)) open.push(member)
    }
  }
  return found
}

/** Not only of a `$ref`: the mapping of a discriminator names schemas too. */
const component = /^#\/components\/([^/]+)\/([^/]+)/

function idOf(kind: string, name: string): string {
  return JSON.stringify([kind, name])
}
