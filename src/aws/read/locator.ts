import {ApigwError} from '../../errors/apigw-error.js'
import {projectTag} from '../../model/project-tag.js'

/** How people name an API: its id, the project that owns it, or its name on AWS. */
export type Locator = {by: 'id'; apiId: string} | {by: 'project'; project: string} | {by: 'name'; name: string}

type Listed = {id?: string | undefined; name?: string | undefined; tags?: Record<string, string> | undefined}

/** The one listed API that is meant, or undefined. Throws API_AMBIGUOUS when several match. */
export function pickApi<Item extends Listed>(items: readonly Item[], locator: Locator): Item | undefined {
  const matching = items.filter((item) => matches(item, locator))
  if (matching.length > 1) throw ambiguous(locator, matching)
  return matching[0]
}

function matches({id, name, tags}: Listed, locator: Locator): boolean {
  if (locator.by === 'id') return id === locator.apiId
  return locator.by === 'project' ? tags?.[projectTag] === locator.project : name === locator.name
}

function ambiguous(locator: Locator, items: readonly Listed[]): ApigwError {
  const ids = items.map(({id}) => id ?? '').sort()
  return new ApigwError({
    code: 'API_AMBIGUOUS',
    exit: 'failure',
    what: `${items.length} APIs match ${describeLocator(locator)}.`,
    why: `They have the ids ${ids.join(', ')}.`,
    fix:
      locator.by === 'project'
        ? `Write "apiId: ${ids[0] ?? ''}" in the stage of apigw.yaml, or remove the tag ${projectTag} from the others.`
        : `Use an id instead: ${ids.join(' or ')}.`,
  })
}

function describeLocator(locator: Locator): string {
  if (locator.by === 'id') return `id "${locator.apiId}"`
  return locator.by === 'project' ? `project "${locator.project}"` : `name "${locator.name}"`
}
