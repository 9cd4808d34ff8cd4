import type {LiveCompanions} from '../../model/companion.js'

/** Something to know about a plan that stops nothing, and is in no file. */
export type Notice = {code: string; what: string; why: string; fix: string}

/** Functions whose policies could not be looked at, so that nothing is planned about them; `again` says what to do then. Pure. */
export function unknownPolicies({permissions}: Pick<LiveCompanions, 'permissions'>, again: string): Notice[] {
  return Object.entries(permissions).flatMap(([arn, {state}]): Notice[] => {
    if (state === 'read') return []
    return state === 'denied'
      ? [
          {
            code: 'PERMISSION_UNKNOWN',
            what: `Whether the API may call ${arn} is not known.`,
            why: 'These credentials may not read the policy of the function (lambda:GetPolicy).',
            fix: 'Ask for lambda:GetPolicy, AddPermission and RemovePermission, or see to the permission elsewhere.',
          },
        ]
      : [
          {
            code: 'FUNCTION_MISSING',
            what: `The function ${arn} does not exist.`,
            why: 'The API calls it, and a permission can only be given to a function that is there.',
            fix: `Make the function, then ${again}.`,
          },
        ]
  })
}
