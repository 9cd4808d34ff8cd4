import {ApigwError} from '../../errors/apigw-error.js'

/** A policy of the API or of the caller that IAM could not parse. */
export function unreadablePolicy(what: string): ApigwError {
  return new ApigwError({
    code: 'POLICY_INVALID',
    exit: 'usage',
    what,
    why: 'A statement has no Effect, or something else that IAM cannot parse.',
    fix: 'Correct it: "apigw policy show" prints that of an API.',
  })
}
