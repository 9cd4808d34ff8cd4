import {ApigwError} from '../../errors/apigw-error.js'
import {projectTag} from '../../model/project-tag.js'

type Listed = {id?: string | undefined; name?: string | undefined; tags?: Record<string, string> | undefined}

export type NamedThings = {
  project: string
  /** For messages: `usage plan`. */
  kind: string
  names: readonly string[]
}

/**
 * The listed things that a project means, by name: those that carry its tag, whatever the files say now, and those of a
 * declared name that carry no project's tag. The project's own win over others of the same name.
 *
 * Throws COMPANION_AMBIGUOUS when a name stands for several things: AWS allows that for usage plans and API keys.
 */
export function ownOrNamed<Item extends Listed>(
  items: readonly Item[],
  {project, kind, names}: NamedThings,
): Map<string, Item> {
  const own = items.filter((item) => isOwn(item, project))
  const wanted = new Set(names)
  const free = items.filter(({name = '', tags}) => wanted.has(name) && tags?.[projectTag] === undefined)
  const found = new Map<string, Item>()
  for (const name of new Set([...own, ...free].map((item) => item.name ?? ''))) {
    const ours = own.filter((item) => item.name === name)
    const candidates = ours.length > 0 ? ours : free.filter((item) => item.name === name)
    if (candidates.length > 1 && wanted.has(name)) throw ambiguous(kind, name, candidates)
    const [only] = candidates
    if (only !== undefined && candidates.length === 1) found.set(name, only)
  }
  return found
}

/** Whether the thing carries the tag of the project. */
export function isOwn({tags}: Pick<Listed, 'tags'>, project: string): boolean {
  return tags?.[projectTag] === project
}

function ambiguous(kind: string, name: string, items: readonly Listed[]): ApigwError {
  const ids = items.map(({id}) => id ?? '').sort()
  return new ApigwError({
    code: 'COMPANION_AMBIGUOUS',
    exit: 'failure',
    what: `${items.length} things on AWS are called ${kind} "${name}".`,
    why: `They have the ids ${ids.join(', ')}; which one apigw.yaml means cannot be told.`,
    fix: `Rename or delete the others, or give the one that is meant the tag ${projectTag} with the name of the project.`,
  })
}
