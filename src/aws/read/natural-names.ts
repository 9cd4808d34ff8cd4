/** Names of things that AWS knows by id: both ways, and without loss when AWS holds two of the same name. */
export type NaturalNames = {
  nameOf: (id: string) => string
  ids: Readonly<Record<string, string>>
}

/**
 * Gives each thing its own name, or `name#id` to all but the first of a name that AWS holds several times.
 *
 * An id that is not listed (deleted between two reads) is its own name.
 */
export function naturalNames(things: readonly {id: string; name: string}[]): NaturalNames {
  const names = new Map<string, string>()
  const ids = new Map<string, string>()
  for (const {id, name} of [...things].sort((one, other) => (one.id < other.id ? -1 : 1))) {
    const unique = ids.has(name) ? `${name}#${id}` : name
    ids.set(unique, id)
    names.set(id, unique)
  }
  return {nameOf: (id) => names.get(id) ?? id, ids: Object.fromEntries(ids)}
}
