import type {JsonObject} from '../../model/json.js'

/** A resource of a template by its logical id. */
export type Resources = Readonly<Record<string, Resource>>

export type Resource = {
  Type: string
  DependsOn?: readonly string[]
  Properties: JsonObject
}

/** How the rest of a template finds the API, by its logical id, and the name of its stage, by a reference that waits for it. */
export type StackNames = {api: string; stage: JsonObject}

/** `{Ref: LogicalId}` */
export function ref(id: string): JsonObject {
  return {Ref: id}
}

/** Tags as most resources take them. */
export function tagList(tags: Readonly<Record<string, string>> | undefined): JsonObject[] | undefined {
  const entries = Object.entries(tags ?? {})
  return entries.length === 0 ? undefined : entries.map(([Key, Value]) => ({Key, Value}))
}
