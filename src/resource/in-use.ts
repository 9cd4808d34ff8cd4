import {ApigwError} from '../errors/apigw-error.js'

/** What a refusal says about a part that others refer to: `users` are routes, stages or other parts, by name. */
export function refuseInUse(what: string, users: readonly string[], fix: string): void {
  if (users.length === 0) return
  const shown = users.slice(0, 10)
  const more = users.length > shown.length ? ` and ${users.length - shown.length} more` : ''
  throw new ApigwError({
    code: 'RESOURCE_IN_USE',
    exit: 'refused',
    what: `${what} is in use; nothing was changed.`,
    why: `These use it: ${shown.join(', ')}${more}.`,
    fix,
  })
}
