import {ApigwError} from '../errors/apigw-error.js'
import {someOf} from '../errors/some-of.js'

/** What a refusal says about a part that others refer to: `users` are routes, stages or other parts, by name. */
export function refuseInUse(what: string, users: readonly string[], fix: string): void {
  if (users.length === 0) return
  throw new ApigwError({
    code: 'RESOURCE_IN_USE',
    exit: 'refused',
    what: `${what} is in use; nothing was changed.`,
    why: `These use it: ${someOf(users)}.`,
    fix,
  })
}
